"""The forms of account pages.

They collect and label; what an account may hold is the services' to say, and
`PageForm.refuse` puts what they said beside its field.
"""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from accounts.errors import EmailTaken, InvalidCredentials, NotYourAccount, UsernameTaken
from accounts.models import Theme
from accounts.validation import ABOUT_LENGTH, EMAIL_LENGTH, NAME_LENGTH, USERNAME_LENGTH
from taskhub.errors import DomainError, Invalid, RateLimited

#: The formats that `avatars.write` reads.
PICTURES = "image/png,image/jpeg,image/webp,image/gif"
MINUTE = 60


class Lines(forms.CharField):
    """Text of several lines, with the line ends that programs send: browsers send others."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text with plain line feeds."""
        return (super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class PageForm(forms.Form):
    """A form that can word what a service refused."""

    def refuse(self, error: DomainError) -> None:
        """Add the error to its field, or to the form as a whole."""
        for name, texts in worded(error).items():
            self.add_error(name if name in self.fields else None, list(texts))


def worded(error: DomainError) -> dict[str, Iterable[Any]]:
    """What to tell somebody at a form, by field; the empty name is the form as a whole."""
    if isinstance(error, Invalid):
        told = error.fields or {"": [error.message]}
        return {name: [gettext(text) for text in texts] for name, texts in told.items()}
    if isinstance(error, EmailTaken):
        return {"email": [_("There is an account with this address already.")]}
    if isinstance(error, UsernameTaken):
        return {"username": [_("Somebody has this user name already.")]}
    if isinstance(error, InvalidCredentials):
        return {"": [_("Address and password do not fit.")]}
    if isinstance(error, NotYourAccount):
        return {"": [_("This is somebody else's account.")]}
    if isinstance(error, RateLimited):
        return {"": [too_often(error.retry_after)]}
    return {"": [gettext(error.message)]}


def too_often(seconds: int) -> str:
    """That it was tried too often, and for how long to wait."""
    minutes = -(-seconds // MINUTE)
    if seconds > MINUTE:
        text = ngettext(
            "That was tried too often. Try again in %(number)s minute.",
            "That was tried too often. Try again in %(number)s minutes.",
            minutes,
        )
        return text % {"number": minutes}
    text = ngettext(
        "That was tried too often. Try again in %(number)s second.",
        "That was tried too often. Try again in %(number)s seconds.",
        seconds,
    )
    return text % {"number": seconds}


def _email(**options: Any) -> forms.CharField:
    # Not forms.EmailField: what a valid address is, the service says.
    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    return forms.CharField(
        label=_("E-mail address"), max_length=EMAIL_LENGTH, widget=widget, **options
    )


def _password(label: Any, autocomplete: str, **options: Any) -> forms.CharField:
    # Never trimmed, and as long as anybody likes: the service says what is too long.
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, **options)


def _text(label: Any, autocomplete: str, length: int, **options: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


class SignUpForm(PageForm):
    """A new account."""

    email = _email()
    password = _password(
        _("Password"),
        "new-password",
        help_text=_("At least eight characters; a few words do well."),
    )
    first_name = _text(_("First name"), "given-name", NAME_LENGTH, required=False)
    last_name = _text(_("Last name"), "family-name", NAME_LENGTH, required=False)
    username = _text(
        _("User name"),
        "username",
        USERNAME_LENGTH,
        required=False,
        help_text=_("Others see it. Made from the address when left empty."),
    )


class SignInForm(PageForm):
    """Address and password; `next` is where to go from there."""

    email = _email()
    password = _password(_("Password"), "current-password")
    next = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class AddressForm(PageForm):
    """The address to send a mail to."""

    email = _email()


class DetailsForm(PageForm):
    """What others see of somebody, and their address."""

    username = _text(_("User name"), "username", USERNAME_LENGTH)
    first_name = _text(_("First name"), "given-name", NAME_LENGTH, required=False)
    last_name = _text(_("Last name"), "family-name", NAME_LENGTH, required=False)
    email = _email(
        help_text=_("A new address signs in at once, and is asked by mail to confirm itself.")
    )
    about = Lines(
        label=_("About you"),
        max_length=ABOUT_LENGTH,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class PictureForm(PageForm):
    """A picture to be scaled and kept."""

    avatar = forms.FileField(
        label=_("New picture"),
        help_text=_("PNG, JPEG, WebP or GIF. It is scaled, and what it tells of places removed."),
        widget=forms.FileInput(attrs={"accept": PICTURES, "data-preview": "picture-preview"}),
    )


class PreferencesForm(PageForm):
    """How somebody likes the pages."""

    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("As my browser")), *settings.LANGUAGES],
    )
    theme = forms.ChoiceField(
        label=_("Colours"),
        required=False,
        choices=[
            ("", _("As my browser")),
            (Theme.LIGHT.value, _("Light")),
            (Theme.DARK.value, _("Dark")),
        ],
    )
    shortcuts = forms.BooleanField(
        label=_("Shortcuts of a single key"),
        required=False,
        help_text=_("Switch them off if you dictate or if they get in your way."),
    )


class TwicePassword(PageForm):
    """A new password, given twice."""

    password = _password(_("New password"), "new-password")
    again = _password(_("The same again"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both are the same; what a password must be is the service's to say."""
        data: dict[str, Any] = super().clean() or {}
        if {"password", "again"} <= data.keys() and data["password"] != data["again"]:
            self.add_error("again", _("The two passwords differ."))
        return data


class ChangePasswordForm(TwicePassword):
    """The present password and a new one."""

    field_order = ("current", "password", "again")

    current = _password(_("Present password"), "current-password")


class DeleteForm(PageForm):
    """The password, as proof that it is really meant."""

    password = _password(_("Your password"), "current-password")


class TokenForm(PageForm):
    """The token of a mail, carried from its link into the button's request."""

    token = forms.CharField(max_length=200, widget=forms.HiddenInput)


class NewPasswordForm(TokenForm, TwicePassword):
    """A new password by a mailed token."""
