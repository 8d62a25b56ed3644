"""The pages that links in mails lead to, and the pictures of people.

Nothing happens on GET: mail programs open links to look at them. These pages need no
cookie and use none, so there is nothing a forged request could borrow: the token is the
proof, and it is in the form. That is why they are exempt from the CSRF check, which would
refuse them: `Referrer-Policy: no-referrer`, which keeps the token out of other sites'
logs, has browsers send `Origin: null`.
"""

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from accounts import avatars, services
from accounts.errors import InvalidToken
from accounts.forms import NewPasswordForm, TokenForm
from taskhub.errors import Invalid, RateLimited

AVATAR_HEADERS = {
    # A name is never used for another picture.
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


@method_decorator(csrf_exempt, name="dispatch")
class MailLink(View):
    """A page with one form that finishes an e-mail flow."""

    http_method_names = ("get", "head", "post", "options")
    form_class: type[TokenForm] = TokenForm
    template = ""
    done = ""

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
        return self._page(request, self.form_class(initial={"token": token}))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it, or show the form again with what is wrong."""
        form = self.form_class(request.POST)
        if not form.is_valid():
            if "token" in form.errors:
                return self._refused(request)
            return self._page(request, form, status=422)
        try:
            self.finish(form.cleaned_data, str(request.META.get("REMOTE_ADDR", "")))
        except InvalidToken:
            return self._refused(request)
        except Invalid as error:
            form.add_error("password", error.fields.get("password", [error.message]))
            return self._page(request, form, status=422)
        except RateLimited as error:
            return self._too_many(request, error)
        return self._message(request, self.done)

    def _page(self, request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
        return render(request, self.template, {"form": form}, status=status)

    def _message(self, request: HttpRequest, text: str, status: int = 200) -> HttpResponse:
        context = {"text": text, "fine": status == 200}
        return render(request, "accounts/message.html", context, status=status)

    def _refused(self, request: HttpRequest) -> HttpResponse:
        text = "This link does not work any more. Ask for a new mail and use its link."
        return self._message(request, text, status=400)

    def _too_many(self, request: HttpRequest, error: RateLimited) -> HttpResponse:
        response = self._message(request, f"{error.message}.", status=429)
        response.headers["Retry-After"] = str(error.retry_after)
        return response


class ResetPassword(MailLink):
    """/account/reset-password"""

    form_class = NewPasswordForm
    template = "accounts/reset_password.html"
    done = "Your password was changed. Everyone who was signed in with the old one is signed out."

    def finish(self, data: dict[str, Any], peer: str) -> None:
        """Set the password."""
        services.reset_password(token=data["token"], password=data["password"], peer=peer)


class VerifyEmail(MailLink):
    """/account/verify-email"""

    template = "accounts/verify_email.html"
    done = "Your e-mail address is confirmed."

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
