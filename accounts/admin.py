"""People, groups, sign-ins and waiting mails in the admin."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.views.decorators.debug import sensitive_post_parameters

from accounts import avatars, services, sessions
from accounts.admin_forms import NewUserForm, TwicePassword, UserForm
from accounts.errors import EmailTaken, UsernameTaken
from accounts.models import OutgoingMail, Session, User
from taskhub.admin import PlainAdmin, ReadOnlyAdmin, ServiceAdmin, SuperuserWrites, actor_of
from taskhub.errors import DomainError, Invalid, NotAllowed

admin.site.unregister(Group)

_PROFILE = frozenset({"email", "username", "first_name", "last_name", "about"})
_RIGHTS = frozenset({"is_staff", "is_superuser"})
_TAKEN: dict[type[DomainError], str] = {EmailTaken: "email", UsernameTaken: "username"}
_OWN = "You cannot take this away from yourself."


@admin.register(User)
class UserAdmin(ServiceAdmin):
    """Accounts. Deleting one keeps its row without personal data."""

    form = UserForm
    list_display = (
        "username",
        "email",
        "full_name",
        "is_active",
        "is_email_verified",
        "is_staff",
        "is_superuser",
        "created_at",
        "last_login",
    )
    list_filter = ("is_active", "is_email_verified", "is_staff", "is_superuser", "created_at")
    search_fields = ("username", "email", "first_name", "last_name")
    ordering = ("-id",)
    autocomplete_fields = ("groups",)
    readonly_fields = ("picture", "is_email_verified", "last_login", "created_at", "updated_at")
    fieldsets = (
        (None, {"fields": ("email", "is_email_verified", "username")}),
        ("Profile", {"fields": ("first_name", "last_name", "about", "picture")}),
        ("Rights", {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        ("Times", {"fields": ("last_login", "created_at", "updated_at")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "username", "first_name", "last_name")}),
        (None, {"fields": ("new_password", "again", "verify")}),
    )
    actions = (
        "deactivate",
        "reactivate",
        "make_superuser",
        "end_sessions",
        "send_reset_mail",
    )
    said_as = {"password": "new_password"}  # noqa: RUF012 - a constant
    deletion_note = (
        "All personal data goes and all sessions end. "
        "Tasks, comments and boards stay, as a deleted user's."
    )

    class Media:
        """The buttons on a person's page."""

        css = {"all": ("taskhub/admin.css",)}  # noqa: RUF012 - as Django documents it

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Everyone but the deleted, whose rows are nobody's any more."""
        return super().get_queryset(request).filter(deleted_at__isnull=True)

    @admin.display(description="picture")
    def picture(self, user: User) -> str:
        """The avatar itself."""
        if not user.avatar:
            return "-"
        return format_html('<img src="{}" alt="" width="96">', avatars.path_url(user.avatar))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """A new account has fewer."""
        return self.add_fieldsets if obj is None else self.fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """None on a new account."""
        return () if obj is None else self.readonly_fields

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new account has a form of its own."""
        if obj is None:
            kwargs["form"] = NewUserForm
        return super().get_form(request, obj, change=change, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """On to the new account's page, where its rights are given."""
        if not {"_addanother", "_popup"} & request.POST.keys():
            posted = request.POST.copy()
            posted["_continue"] = "1"
            request.POST = posted  # type: ignore[assignment]
        return super().response_add(request, obj, post_url_continue)

    def reasons(self, error: DomainError) -> dict[str | None, list[str]]:
        """Also that an address or a user name is somebody's."""
        field = _TAKEN.get(type(error))
        return {field: [error.message]} if field else super().reasons(error)

    # Writing.

    def create(self, request: HttpRequest, values: dict[str, Any]) -> User:
        """Registered like everyone else, without a limit."""
        return services.register(
            email=values["email"],
            password=values["new_password"],
            username=values["username"] or None,
            first_name=values["first_name"],
            last_name=values["last_name"],
            verify=values["verify"],
        )

    def update(self, request: HttpRequest, stored: User, changes: dict[str, Any]) -> None:
        """Profile, activity, rights and groups, each by its service."""
        actor = actor_of(request)
        _refuse_own_loss(actor, stored, changes)
        if profile := {name: changes[name] for name in changes.keys() & _PROFILE}:
            services.update_user(actor=actor, user=stored, changes=profile)
        if "is_active" in changes:
            service = services.reactivate_user if changes["is_active"] else services.deactivate_user
            service(actor=actor, user=stored)
        if changes.keys() & _RIGHTS:
            rights = {name: changes.get(name, getattr(stored, name)) for name in _RIGHTS}
            services.set_superuser(actor=actor, user=stored, **rights)
        if "groups" in changes:
            services.set_groups(actor=actor, user=stored, groups=changes["groups"])

    def remove(self, request: HttpRequest, obj: User) -> None:
        """Anonymised; never one's own account."""
        actor = actor_of(request)
        if obj.pk == actor.pk:
            raise NotAllowed("You cannot delete your own account here.")
        services.delete_user(actor=actor, user=obj)

    # The admin's own log outlives the account, so it names nobody.

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """By number."""
        return super().log_addition(request, _numbered(obj), message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """By number."""
        return super().log_change(request, _numbered(obj), message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        """By number."""
        return super().log_deletions(request, [_numbered(user) for user in queryset])  # type: ignore[arg-type]

    # What can be done with many at once.

    @admin.action(description="Deactivate", permissions=["change"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Nobody among them can sign in any more."""

        def service(user: User) -> None:
            _refuse_own_loss(actor_of(request), user, {"is_active": False})
            services.deactivate_user(actor=actor_of(request), user=user)

        self._for_each(request, queryset, service, "deactivated")

    @admin.action(description="Reactivate", permissions=["change"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """They can sign in again."""

        def service(user: User) -> None:
            services.reactivate_user(actor=actor_of(request), user=user)

        self._for_each(request, queryset, service, "reactivated")

    @admin.action(description="Make superuser", permissions=["change"])
    def make_superuser(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """They may do everything, here too."""

        def service(user: User) -> None:
            actor = actor_of(request)
            services.set_superuser(actor=actor, user=user, is_superuser=True, is_staff=True)

        self._for_each(request, queryset, service, "made superuser")

    @admin.action(description="End sessions", permissions=["change"])
    def end_sessions(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """They are signed out everywhere."""
        self._for_each(request, queryset, sessions.end_all, "signed out everywhere")

    @admin.action(description="Send a mail to reset the password", permissions=["change"])
    def send_reset_mail(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """They can choose a new password."""

        def service(user: User) -> None:
            services.request_password_reset(email=user.email, peer=None)

        self._for_each(request, queryset, service, "sent a mail, if their hour's budget allows")

    def remove_picture(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """Their avatars go."""

        def service(user: User) -> None:
            services.remove_avatar(actor=actor_of(request), user=user)

        self._for_each(request, queryset, service, "left without a picture")

    def _for_each(
        self,
        request: HttpRequest,
        users: QuerySet[User],
        service: Callable[[User], None],
        done: str,
    ) -> None:
        for user in users:
            service(user)
            self.log_change(request, user, f"Was {done}.")
            self.message_user(request, f"{user} was {done}.", messages.SUCCESS)

    # The same for one, as buttons on the person's page.

    #: Paths of the buttons, and what they do.
    buttons = {  # noqa: RUF012 - a constant
        "end-sessions": "end_sessions",
        "send-reset-mail": "send_reset_mail",
        "remove-picture": "remove_picture",
    }

    def get_urls(self) -> list[URLPattern]:
        """The buttons' and the password's, before Django's own."""
        view = self.admin_site.admin_view
        return [
            path(
                "<path:object_id>/password/",
                view(self.password_view),
                name="accounts_user_password",
            ),
            *(
                path(
                    f"<path:object_id>/{address}/",
                    view(self.button_view),
                    {"method": method},
                    name=f"accounts_user_{method}",
                )
                for address, method in self.buttons.items()
            ),
            *super().get_urls(),
        ]

    def button_view(self, request: HttpRequest, object_id: str, method: str) -> HttpResponse:
        """What a button does, done to one person."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        user = self._wanted(request, object_id)
        if user is None:
            return self.missing(request, object_id)
        try:
            getattr(self, method)(request, User.objects.filter(pk=user.pk))
        except DomainError as error:
            self.tell_refusal(request, error)
        return HttpResponseRedirect(self.address("change", user.pk))

    @method_decorator(sensitive_post_parameters())
    def password_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A new password, which signs the person out everywhere."""
        user = self._wanted(request, object_id)
        if user is None:
            return self.missing(request, object_id)
        form = TwicePassword(request.POST or None)
        if form.is_valid() and self._set_password(request, user, form):
            return HttpResponseRedirect(self.address("change", user.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Set the password of {user}",
            "form": form,
            "original": user,
            "opts": self.opts,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/accounts/user/password.html", context)

    def _set_password(self, request: HttpRequest, user: User, form: TwicePassword) -> bool:
        password = form.cleaned_data["new_password"]
        try:
            services.set_password(actor=actor_of(request), user=user, new_password=password)
        except DomainError as error:
            for name, texts in self.reasons(error).items():
                form.add_error(name if name in form.fields else None, texts)
            return False
        self.log_change(request, user, "Was given a new password.")
        self.message_user(request, f"{user} has a new password and was signed out everywhere.")
        return True

    def _wanted(self, request: HttpRequest, object_id: str) -> User | None:
        user: User | None = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        return user


def _refuse_own_loss(actor: Any, user: User, changes: dict[str, Any]) -> None:
    """Whoever locks themselves out may have locked everybody out."""
    lost = [name for name in ("is_active", *_RIGHTS) if changes.get(name) is False]
    if actor.pk == user.pk and lost:
        raise Invalid({name: [_OWN] for name in lost})


def _numbered(user: User) -> User:
    return User(pk=user.pk, username=f"user {user.pk}")


@admin.register(Group)
class RightsAdmin(SuperuserWrites, PlainAdmin, GroupAdmin):
    """Groups: what their staff may look at. Only superusers say so."""

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        """Viewing only: writing takes a superuser, whatever a group says."""
        field = super().formfield_for_manytomany(db_field, request=request, **kwargs)
        if db_field.name == "permissions" and field is not None:
            field.queryset = Permission.objects.filter(codename__startswith="view_").select_related(
                "content_type"
            )
        return field


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    """Sign-ins, which can be ended."""

    list_display = ("user", "door", "user_agent", "created_at", "last_used_at", "state")
    list_filter = ("door", ("ended_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("user",)
    search_fields = ("user__username", "user__email")
    ordering = ("-created_at", "id")
    fields = (
        "user",
        "door",
        "user_agent",
        "created_at",
        "last_used_at",
        "expires_at",
        "ended_at",
    )
    actions = ("end",)

    def has_end_permission(self, request: HttpRequest) -> bool:
        """Superusers."""
        return bool(actor_of(request).is_superuser)

    @admin.display(description="state")
    def state(self, session: Session) -> str:
        """Whether tokens of this sign-in are still good."""
        if session.ended_at:
            return "ended"
        return "live" if session.expires_at > timezone.now() else "run out"

    @admin.action(description="End the selected sessions", permissions=["end"])
    def end(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        """Their tokens and cookies are void from now on."""
        for session in queryset:
            sessions.end(session)
        self.message_user(request, "The selected sessions are ended.", messages.SUCCESS)


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    """Mails that wait to be sent, or to be tried again."""

    list_display = ("purpose", "address", "language", "created_at", "due_at", "attempts")
    list_filter = ("purpose", "created_at")
    search_fields = ("address",)
    ordering = ("due_at", "id")
