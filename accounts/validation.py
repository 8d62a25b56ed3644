"""The rules for what an account may hold, the same at every door."""

from collections.abc import Callable, Mapping
from functools import partial

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from accounts.models import Theme, User
from accounts.names import (
    DELETED_DOMAIN,
    is_reserved,
    is_storable,
    normalise_email,
    tidy_username,
    username_key,
)
from taskhub.errors import Invalid

EMAIL_LENGTH = 254
NAME_LENGTH = 150
USERNAME_LENGTH = 150
USERNAME_KEY_LENGTH = 450
ABOUT_LENGTH = 2000
PASSWORD_LENGTH = 1024


def clean(values: Mapping[str, str], *, password: str | None = None) -> dict[str, str]:
    """The values in the form they are stored in.

    A password is checked against the other values, not returned. Raises `Invalid` with
    every field that breaks a rule.
    """
    cleaned: dict[str, str] = {}
    problems: dict[str, list[str]] = {}
    for name, value in values.items():
        try:
            cleaned[name] = _CLEANERS[name](value)
        except ValidationError as error:
            problems[name] = list(error.messages)
    if password is not None:
        problems |= _password_problems(password, User(**cleaned))
    if problems:
        raise Invalid(problems)
    return cleaned


def check_password(password: str, user: User) -> None:
    """Whether this person may have this password; raises `Invalid`."""
    if problems := _password_problems(password, user):
        raise Invalid(problems)


def check_preferences(*, language: str, theme: str) -> None:
    """Whether pages can be had like this; raises `Invalid`."""
    choices = {
        "language": (language, [code for code, _name in settings.LANGUAGES]),
        "theme": (theme, Theme.values),
    }
    problems = {
        name: [_("This is none of the choices.")]
        for name, (value, known) in choices.items()
        if value and value not in known
    }
    if problems:
        raise Invalid(problems)


def _password_problems(password: str, user: User) -> dict[str, list[str]]:
    try:
        # The length first: the other validators compare letter by letter.
        _check_text(password, PASSWORD_LENGTH)
        validate_password(password, user)
    except ValidationError as error:
        return {"password": list(error.messages)}
    return {}


def _check_text(text: str, length: int) -> None:
    if not is_storable(text):
        raise ValidationError(_("This text holds a character that cannot be stored."))
    if len(text) > length:
        raise ValidationError(_("This may have at most %(most)s characters.") % {"most": length})


def _clean_text(text: str, length: int) -> str:
    trimmed = text.strip()
    _check_text(trimmed, length)
    return trimmed


def _clean_email(address: str) -> str:
    stored = normalise_email(address)
    _check_text(stored, EMAIL_LENGTH)
    validate_email(stored)
    if stored.endswith(f"@{DELETED_DOMAIN}"):
        raise ValidationError(_("Enter a valid email address."))
    return stored


def _clean_username(username: str) -> str:
    # Before it is normalised, too: some letters become eighteen.
    _check_text(username.strip(), USERNAME_LENGTH)
    stored = tidy_username(username)
    _check_text(stored, USERNAME_LENGTH)
    UnicodeUsernameValidator()(stored)
    _check_text(username_key(stored), USERNAME_KEY_LENGTH)
    if is_reserved(stored):
        raise ValidationError(_("This user name is reserved."))
    return stored


_CLEANERS: dict[str, Callable[[str], str]] = {
    "email": _clean_email,
    "username": _clean_username,
    "first_name": partial(_clean_text, length=NAME_LENGTH),
    "last_name": partial(_clean_text, length=NAME_LENGTH),
    "about": partial(_clean_text, length=ABOUT_LENGTH),
}
