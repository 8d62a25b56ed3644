"""The admin: how it signs people in, and what all its pages have in common.

Whatever the admin writes goes through the services, so that it is checked, locked and told
like everything else. Superusers write; other staff look at what their groups let them view.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.contrib.auth.views import PasswordChangeView
from django.core.exceptions import ValidationError
from django.db import DataError, NotSupportedError, ProgrammingError, models, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, reverse_lazy

from accounts import services as accounts
from accounts.forms import Lines
from taskhub.errors import DomainError, Invalid, RateLimited

_ID = re.compile("[0-9]{1,18}", re.ASCII)


class SignInForm(AdminAuthenticationForm):
    """Address and password, out of the same budget of failures as every other door."""

    def get_invalid_login_error(self) -> ValidationError:
        """What is said to a refused sign-in; past the budget, how long to wait."""
        wait = getattr(self.request, "sign_in_wait", None)
        if wait is None:
            return super().get_invalid_login_error()
        return ValidationError(_too_many(wait), code="rate_limited")


class OwnPasswordForm(forms.Form):
    """The present password and a new one; whether they will do is the service's to say."""

    old_password = forms.CharField(
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new_password1 = forms.CharField(
        label="New password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_password2 = forms.CharField(
        label="The same again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Both new ones are the same."""
        data: dict[str, Any] = super().clean() or {}
        new = {data.get("new_password1"), data.get("new_password2")}
        if None not in new and len(new) > 1:
            self.add_error("new_password2", "The two passwords differ.")
        return data


class OwnPassword(PasswordChangeView):
    """Somebody's own password, changed like at any other door.

    Wrong ones come out of the budget of sign-ins, and all sessions end, this one too.
    """

    form_class: Any = OwnPasswordForm
    success_url = reverse_lazy("admin:login")

    def form_valid(self, form: Any) -> HttpResponse:
        """On to a new sign-in, or the form again with what is wrong."""
        given, user = form.cleaned_data, actor_of(self.request)
        try:
            accounts.change_password(
                email=user.email,
                password=given["old_password"],
                new_password=given["new_password1"],
                peer=self.request.META.get("REMOTE_ADDR", ""),
                bearer=user,
            )
        except DomainError as error:
            return self._refused(form, error)
        messages.success(self.request, "Your password was changed. Please sign in with it.")
        return HttpResponseRedirect(str(self.success_url))

    def _refused(self, form: Any, error: DomainError) -> HttpResponse:
        if isinstance(error, RateLimited):
            form.add_error("old_password", _too_many(error.retry_after))
            # The sign-in middleware makes the 429 of it.
            self.request.sign_in_wait = error.retry_after  # type: ignore[attr-defined]
        elif isinstance(error, Invalid):
            form.add_error("new_password1", error.fields.get("password", [error.message]))
        else:
            form.add_error("old_password", "This is not your password.")
        return self.form_invalid(form)


class TaskHubAdminSite(admin.AdminSite):
    """The admin as a whole."""

    site_header = site_title = "TaskHub"
    index_title = "Administration"
    login_form = SignInForm
    site_url = "/"

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """The page for one's own password."""
        request.current_app = self.name
        context = {**self.each_context(request), **(extra_context or {})}
        template = "registration/password_change_form.html"
        return OwnPassword.as_view(extra_context=context, template_name=template)(request)


def _too_many(wait: int) -> str:
    return f"Too many failed sign-ins. Please try again in {wait} seconds."


# What no browser sends must not make a page fall over, whoever signed in to send it.

#: What looking up an impossible value ends in, where Django has not foreseen it: years past
#: every calendar, ids past 64 bits. A database out of reach is none of these.
_NOT_LOOKED_UP = (
    ArithmeticError,
    TypeError,
    ValueError,
    DataError,
    NotSupportedError,
    ProgrammingError,
)


class _Several(forms.ModelMultipleChoiceField):
    """Takes ids; Django's own asks the database even for what is none."""

    def _check_values(self, value: Any) -> Any:
        odd = [each for each in value if not _ID.fullmatch(str(each))]
        if odd:
            message = self.error_messages["invalid_pk_value"]
            raise ValidationError(message, code="invalid_pk_value", params={"pk": odd[0]})
        return super()._check_values(value)  # type: ignore[misc]


class _PlainIds:
    """Mixed into Django's completing widgets, which look up a chosen id even if it is none."""

    def optgroups(self: Any, name: str, value: Iterable[Any], attr: Any = None) -> Any:
        known = [each for each in value if _ID.fullmatch(str(each))]
        return super().optgroups(name, known or [""], attr)  # type: ignore[misc]


class _CompletedOne(_PlainIds, AutocompleteSelect):
    pass


class _CompletedMany(_PlainIds, AutocompleteSelectMultiple):
    pass


class _Refused:
    """Mixed into a form that is valid but was refused by a service: says why."""

    refusal: Mapping[str | None, list[str]]

    def clean(self: Any) -> Any:
        data = super().clean()  # type: ignore[misc]
        for name, texts in self.refusal.items():
            self.add_error(name if name in self.fields else None, texts)
        return data


class PlainAdmin(admin.ModelAdmin):
    """What all our pages have in common."""

    show_full_result_count = False

    # Browsers send every line end as two characters; everybody else writes one.
    formfield_overrides = {models.TextField: {"form_class": Lines}}  # noqa: RUF012 - a constant

    #: What the form calls a field that services have another name for.
    said_as: Mapping[str, str] = {}

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """As Django says, but for patterns: they are programs, and may be no good ones."""
        return not lookup.endswith("regex") and super().lookup_allowed(lookup, value, request)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; a query that nothing can answer raises what Django leads to all of it for."""
        try:
            return super().get_changelist_instance(request)
        except _NOT_LOOKED_UP as problem:
            if request.GET.keys() <= {ERROR_FLAG}:
                raise
            raise IncorrectLookupParameters(problem) from problem

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The list; what is done in it is done for all the selected things or for none."""
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            self._refuse_odd_choice(request)
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except DomainError as error:
            self.tell_refusal(request, error)
            return HttpResponseRedirect(request.get_full_path())

    def _refuse_odd_choice(self, request: HttpRequest) -> None:
        for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
            try:
                self.opts.pk.run_validators(self.opts.pk.to_python(chosen))
            except ValidationError:
                raise Invalid(message="There is no such row.") from None

    def _get_edited_object_pks(self, request: HttpRequest, prefix: str) -> list[str]:
        # Django looks these up before any form says that they are none.
        sent: list[str] = super()._get_edited_object_pks(request, prefix)
        return [each for each in sent if _ID.fullmatch(each)]

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Several things, by their ids."""
        kwargs["form_class"] = _Several
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def reasons(self, error: DomainError) -> dict[str | None, list[str]]:
        """What an error says of each field of the form, or of none."""
        if not (isinstance(error, Invalid) and error.fields):
            return {None: [error.message]}
        return {self.said_as.get(name, name): texts for name, texts in error.fields.items()}

    def tell_refusal(self, request: HttpRequest, error: DomainError) -> None:
        """A message that says why nothing was done."""
        for texts in self.reasons(error).values():
            self.message_user(request, " ".join(texts), messages.ERROR)


class ReadOnlyAdmin(PlainAdmin):
    """Something to look at."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


def actor_of(request: HttpRequest) -> Any:
    """Whoever is signed in, as services want them: every page here asks for staff first."""
    return request.user


class SuperuserWrites:
    """Mixed into an admin that superusers alone write by."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return bool(actor_of(request).is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(actor_of(request).is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Superusers."""
        return bool(actor_of(request).is_superuser)


class ServiceAdmin(SuperuserWrites, PlainAdmin):
    """Something that superusers write through services.

    A subclass says how in `create`, `update` and `remove`. What a service refuses stands in
    the form again, or in a message where there is no form.
    """

    #: What goes with a thing that is deleted, and what does not.
    deletion_note = ""

    def create(self, request: HttpRequest, values: dict[str, Any]) -> models.Model:
        """Make one of these values."""
        raise NotImplementedError

    def update(self, request: HttpRequest, stored: Any, changes: dict[str, Any]) -> None:
        """Change one; `changes` are the fields that somebody edited."""
        raise NotImplementedError

    def remove(self, request: HttpRequest, obj: Any) -> None:
        """Delete one."""
        raise NotImplementedError

    # Writing.

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Through `create` or `update`; `obj` is then as it was stored."""
        if change:
            # Not `obj`: the form has written on it what is yet to be decided.
            stored = self.model._base_manager.get(pk=obj.pk)
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            self.update(request, stored, changes)
        else:
            obj.pk = self.create(request, form.cleaned_data).pk
        obj.refresh_from_db()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing is left to do: the services write what belongs to a thing, too."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Through `remove`."""
        self.remove(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Each through `remove`; all of them or none (see `changelist_view`)."""
        for obj in queryset:
            self.remove(request, obj)

    # Saying what was refused.

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """The form; once more with the reasons when a service refuses it."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except DomainError as error:
            request.refusal = self.reasons(error)  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """The form, which knows what it showed: only what somebody edited is a change."""
        form = super().get_form(request, obj, change=change, **kwargs)
        for field in form.base_fields.values():
            field.show_hidden_initial = change
        refusal = getattr(request, "refusal", None)
        return type(form.__name__, (_Refused, form), {"refusal": refusal}) if refusal else form

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The question and the deletion; a refusal is told on the page of the thing."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except DomainError as error:
            self.tell_refusal(request, error)
            return HttpResponseRedirect(self.address("change", object_id))

    def missing(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Back to the start with a sentence, as from Django's own pages."""
        return self._get_obj_does_not_exist_redirect(  # type: ignore[attr-defined]
            request, self.opts, object_id
        )

    def address(self, page: str, *args: Any) -> str:
        """The path of one of this model's admin pages."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=args)

    # Pages.

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What a deletion takes along, in words: the services decide, not the foreign keys."""
        told: list[Any] = []
        for obj in objs:
            told += [f"{self.opts.verbose_name}: {obj}"]
            told += [[self.deletion_note]] if self.deletion_note else []
        refused = [obj for obj in objs if not self.has_delete_permission(request, obj)]
        names = {str(self.opts.verbose_name)} if refused else set()
        return told, {self.opts.verbose_name_plural: len(objs)}, names, []

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Completed as somebody types, where `autocomplete_fields` says so."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = _CompletedOne(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """The same for several."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = _CompletedMany(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The field; deleting what it points at is for that thing's own page."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field


def optional(form: Any, names: Iterable[str]) -> None:
    """Let these fields be left empty: the service then finds a value itself."""
    for name in names:
        form.base_fields[name].required = False
        form.base_fields[name].initial = None
