"""The pages of an account, and the pictures of people.

Every page is a form that works without script. Nothing happens on GET: mail programs open
links to look at them, and browsers fetch pages nobody has asked for yet.
"""

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts import avatars, devices, services, sessions
from accounts.errors import InvalidCredentials, InvalidToken
from accounts.forms import (
    AddressForm,
    ChangePasswordForm,
    DeleteForm,
    DetailsForm,
    NewPasswordForm,
    PageForm,
    PictureForm,
    PreferencesForm,
    SignInForm,
    SignUpForm,
    TokenForm,
    too_often,
)
from accounts.middleware import SESSION_ID
from accounts.models import Session, User
from taskhub.errors import DomainError, Invalid, RateLimited

AVATAR_HEADERS = {
    # A name is never used for another picture.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}
HOME = "/"


def person_of(request: HttpRequest) -> User:
    """Whoever is signed in, on pages that nobody else gets to."""
    assert isinstance(request.user, User)
    return request.user


def peer_of(request: HttpRequest) -> str:
    """The address the request came from."""
    return str(request.META.get("REMOTE_ADDR", ""))


def local(address: str) -> str:
    """The address if it is a path on this server, else the start page's."""
    fine = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if fine else HOME


class FormPage(View):
    """A page with one form: shown, checked, and done, or shown again with what is wrong."""

    http_method_names = ("get", "head", "post", "options")
    form_class: type[PageForm]
    template = ""

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Do what the form asks for; raises domain errors."""
        raise NotImplementedError

    def start(self, request: HttpRequest) -> dict[str, Any]:
        """What the form says at first."""
        return {}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form."""
        return self.page(request, self.form_class(initial=self.start(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, or show the form again."""
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.page(request, form, status=422)
        try:
            return self.act(request, form.cleaned_data)
        except RateLimited as error:
            form.refuse(error)
            response = self.page(request, form, status=429)
            response.headers["Retry-After"] = str(error.retry_after)
            return response
        except DomainError as error:
            form.refuse(error)
            return self.page(request, form, status=422)

    def page(self, request: HttpRequest, form: PageForm, status: int = 200) -> HttpResponse:
        """The page with this form."""
        return render(request, self.template, {"form": form}, status=status)


class SignUp(FormPage):
    """/account/sign-up"""

    form_class = SignUpForm
    template = "accounts/sign_up.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, for whoever has no account yet."""
        return redirect(HOME) if request.user.is_authenticated else super().get(request)

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Open the account and sign in."""
        given = {**data, "username": data["username"] or None}
        user = services.register(**given, peer=peer_of(request), verify=True)
        login(request, user)
        messages.success(request, _("Welcome! A mail to confirm your address is on its way."))
        return redirect(HOME)


class SignIn(FormPage):
    """/account/sign-in"""

    form_class = SignInForm
    template = "accounts/sign_in.html"

    def start(self, request: HttpRequest) -> dict[str, Any]:
        """Where to go from here."""
        return {"next": request.GET.get("next", "")}

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, or straight on for whoever is signed in."""
        if request.user.is_authenticated:
            return redirect(local(request.GET.get("next", "")))
        return super().get(request)

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Sign in and go on."""
        user = services.check_credentials(
            email=data["email"], password=data["password"], peer=peer_of(request)
        )
        login(request, user)
        return redirect(local(data["next"]))


class SignOut(View):
    """/account/sign-out"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """End this browser's session."""
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect(HOME)


class ForgotPassword(FormPage):
    """/account/forgot-password"""

    form_class = AddressForm
    template = "accounts/forgot_password.html"

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Have the mail sent; the answer is the same for every address."""
        services.request_password_reset(email=data["email"], peer=peer_of(request))
        text = _("If there is an account with this address, a mail with a link is on its way.")
        return message(request, text)


class Verification(LoginRequiredMixin, View):
    """/account/verification"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Have the mail that confirms one's own address sent once more."""
        try:
            services.request_verification(email=person_of(request).email, peer=peer_of(request))
        except RateLimited as error:
            return too_many(request, error)
        messages.success(request, _("A mail to confirm your address is on its way."))
        return redirect("accounts:profile")


class ProfileForm(LoginRequiredMixin, FormPage):
    """One of the forms of the profile, which is a single page."""

    template = "accounts/profile.html"
    #: What the page calls the form.
    name = ""
    done = gettext_lazy("Saved.")

    def save(self, user: User, data: dict[str, Any]) -> None:
        """Change the account; raises domain errors."""
        raise NotImplementedError

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Save, and show the profile as it is now; a script is told in JSON."""
        self.save(person_of(request), data)
        if request.headers.get("X-Requested-With") == "fetch":
            return JsonResponse({"said": str(self.done)})
        messages.success(request, str(self.done))
        return redirect("accounts:profile")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The whole profile as it is saved, at whichever form's address."""
        return self.page(request)

    def page(
        self, request: HttpRequest, form: PageForm | None = None, status: int = 200
    ) -> HttpResponse:
        """The profile, with this form in its place and the others as saved."""
        user = person_of(request)
        fields = DetailsForm.base_fields.keys() | PreferencesForm.base_fields.keys()
        saved = {name: getattr(user, name) for name in fields}
        context: dict[str, Any] = {
            "details": DetailsForm(initial=saved),
            "picture": PictureForm(),
            "preferences": PreferencesForm(initial=saved),
        }
        if form is not None:
            context[self.name] = form
        return render(request, self.template, context, status=status)


class Profile(ProfileForm):
    """/account/profile"""

    form_class = DetailsForm
    name = "details"

    def save(self, user: User, data: dict[str, Any]) -> None:
        """Change names, address and description."""
        services.update_user(actor=user, user=user, changes=data)


class Picture(ProfileForm):
    """/account/picture"""

    form_class = PictureForm
    name = "picture"

    def save(self, user: User, data: dict[str, Any]) -> None:
        """Take the new picture."""
        services.set_avatar(actor=user, user=user, data=data["avatar"].read())


class RemovePicture(LoginRequiredMixin, View):
    """/account/picture/remove"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """Take the picture away."""
        user = person_of(request)
        services.remove_avatar(actor=user, user=user)
        messages.success(request, _("Your picture is removed."))
        return redirect("accounts:profile")


class Preferences(ProfileForm):
    """/account/preferences"""

    form_class = PreferencesForm
    name = "preferences"

    def save(self, user: User, data: dict[str, Any]) -> None:
        """Change language, colours and shortcuts."""
        services.set_preferences(actor=user, user=user, **data)


class ChangePassword(LoginRequiredMixin, FormPage):
    """/account/password"""

    form_class = ChangePasswordForm
    template = "accounts/password.html"

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Change the password, which ends every session, this one too."""
        user = person_of(request)
        try:
            services.change_password(
                email=user.email,
                password=data["current"],
                new_password=data["password"],
                peer=peer_of(request),
                bearer=user,
            )
        except InvalidCredentials:
            raise Invalid({"current": [_("This is not your present password.")]}) from None
        logout(request)
        text = _("Your password is changed. Please sign in with the new one.")
        messages.success(request, text)
        return redirect("accounts:sign-in")


class Sessions(LoginRequiredMixin, View):
    """/account/sessions"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """Where one is signed in."""
        current = request.session.get(SESSION_ID)
        rows = [
            {
                "session": session,
                "current": str(session.pk) == current,
                "device": devices.describe(session.user_agent),
            }
            for session in sessions.of(person_of(request))
        ]
        rows.sort(key=lambda row: not row["current"])
        return render(request, "accounts/sessions.html", {"rows": rows})


class EndSession(LoginRequiredMixin, View):
    """/account/sessions/end"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """End one of one's own sessions."""
        wanted = request.POST.get("session", "")
        mine = sessions.of(person_of(request))
        session = next((each for each in mine if str(each.pk) == wanted), None)
        if session is None:
            raise Http404
        sessions.end(session)
        messages.success(request, _("The session is ended."))
        return redirect("accounts:sessions")


class EndOthers(LoginRequiredMixin, View):
    """/account/sessions/end-others"""

    http_method_names = ("post", "options")

    def post(self, request: HttpRequest) -> HttpResponse:
        """End all of one's sessions but this one."""
        user = person_of(request)
        keep = Session.objects.get(pk=request.session[SESSION_ID])
        sessions.end_all(user, keep=keep)
        messages.success(request, _("All other sessions are ended."))
        return redirect("accounts:sessions")


class Delete(LoginRequiredMixin, FormPage):
    """/account/delete"""

    form_class = DeleteForm
    template = "accounts/delete.html"

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Delete the account of whoever knows its password."""
        user = person_of(request)
        try:
            services.check_credentials(
                email=user.email, password=data["password"], peer=peer_of(request)
            )
        except InvalidCredentials:
            raise Invalid({"password": [_("This is not your password.")]}) from None
        services.delete_user(actor=user, user=user)
        logout(request)
        messages.success(request, _("Your account is deleted. Farewell!"))
        return redirect(HOME)


# These pages need no cookie and use none, so there is nothing a forged request could borrow:
# the token is the proof, and it is in the form. That is why they are exempt from the CSRF
# check, which would refuse them: `Referrer-Policy: no-referrer`, which keeps the token out
# of other sites' logs, has browsers send `Origin: null`.
@method_decorator(csrf_exempt, name="dispatch")
class MailLink(FormPage):
    """A page with one form that finishes an e-mail flow."""

    form_class: type[PageForm] = TokenForm
    done = gettext_lazy("Done.")

    def finish(self, data: dict[str, Any], peer: str) -> None:
        """Do what the form asks for; raises domain errors."""
        raise NotImplementedError

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer so that neither caches nor other sites keep the token."""
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[assignment]
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    def get(self, request: HttpRequest) -> HttpResponse:
        """The form, with the token of the link."""
        token = request.GET.get("token", "")
        if not token:
            return self._refused(request)
        return self.page(request, self.form_class(initial={"token": token}))

    def act(self, request: HttpRequest, data: dict[str, Any]) -> HttpResponse:
        """Finish it and say so."""
        try:
            self.finish(data, peer_of(request))
        except InvalidToken:
            return self._refused(request)
        except RateLimited as error:
            return too_many(request, error)
        return message(request, str(self.done))

    def page(self, request: HttpRequest, form: PageForm, status: int = 200) -> HttpResponse:
        """The form; one whose token is no token is not shown again."""
        if "token" in form.errors:
            return self._refused(request)
        return super().page(request, form, status)

    def _refused(self, request: HttpRequest) -> HttpResponse:
        text = _("This link does not work any more. Ask for a new mail and use its link.")
        return message(request, text, status=400)


class ResetPassword(MailLink):
    """/account/reset-password"""

    form_class = NewPasswordForm
    template = "accounts/reset_password.html"
    done = gettext_lazy(
        "Your password was changed. Everyone who was signed in with the old one is signed out."
    )

    def finish(self, data: dict[str, Any], peer: str) -> None:
        """Set the password."""
        services.reset_password(token=data["token"], password=data["password"], peer=peer)


class VerifyEmail(MailLink):
    """/account/verify-email"""

    template = "accounts/verify_email.html"
    done = gettext_lazy("Your e-mail address is confirmed.")

    def finish(self, data: dict[str, Any], peer: str) -> None:
        """Mark the address as confirmed."""
        services.verify_email(token=data["token"], peer=peer)


class Avatar(View):
    """/media/avatars/{name}"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest, name: str) -> HttpResponse:
        """The picture, as an image and nothing else."""
        try:
            content = avatars.read(name)
        except FileNotFoundError:
            raise Http404 from None
        kind = avatars.CONTENT_TYPES[PurePath(name).suffix[1:]]
        return HttpResponse(content, content_type=kind, headers=AVATAR_HEADERS)


def message(request: HttpRequest, text: str, status: int = 200) -> HttpResponse:
    """A page that says how it went."""
    context = {"text": text, "fine": status == 200}
    return render(request, "accounts/message.html", context, status=status)


def too_many(request: HttpRequest, error: RateLimited) -> HttpResponse:
    """The page for what was tried too often."""
    response = message(request, too_often(error.retry_after), status=429)
    response.headers["Retry-After"] = str(error.retry_after)
    return response
