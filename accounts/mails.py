"""What the mails say."""

from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import MailPurpose

_SUBJECTS = {
    MailPurpose.RESET: _("Reset your TaskHub password"),
    MailPurpose.VERIFY: _("Confirm your e-mail address for TaskHub"),
    MailPurpose.ADDRESS_CHANGED: _("Your TaskHub e-mail address was changed"),
}
#: The longest time a link works, in the unit of so many seconds.
_WITHIN: dict[int, Callable[[int], str]] = {
    86400: lambda n: ngettext("within %(count)d day", "within %(count)d days", n),
    3600: lambda n: ngettext("within %(count)d hour", "within %(count)d hours", n),
    60: lambda n: ngettext("within %(count)d minute", "within %(count)d minutes", n),
    1: lambda n: ngettext("within %(count)d second", "within %(count)d seconds", n),
}
_PATHS = {
    MailPurpose.RESET: "/account/reset-password",
    MailPurpose.VERIFY: "/account/verify-email",
}


def compose(
    purpose: MailPurpose, address: str, language: str, token: str = ""
) -> EmailMultiAlternatives:
    """The mail of this purpose, as text and as HTML; in English for an empty `language`.

    No word in it was written by a user: anybody may have a mail sent to any address, and
    it must not carry a message of theirs.
    """
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        return _written(purpose, address, language, token)


def _written(
    purpose: MailPurpose, address: str, language: str, token: str
) -> EmailMultiAlternatives:
    context = {
        "language": language,
        "subject": _SUBJECTS[purpose],
        "token": token,
        "link": _link(purpose, token),
        "within": _within(purpose),
    }
    template = f"accounts/mail/{purpose.value}"
    mail = EmailMultiAlternatives(
        subject=str(_SUBJECTS[purpose]),
        body=render_to_string(f"{template}.txt", context),
        to=[address],
        headers={"Auto-Submitted": "auto-generated", "Content-Language": language},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def _link(purpose: MailPurpose, token: str) -> str:
    # Never from a request: its Host header is the sender's to choose.
    path = _PATHS.get(purpose)
    if path is None:
        return str(settings.TASKHUB_PUBLIC_URL)
    return f"{settings.TASKHUB_PUBLIC_URL}{path}?{urlencode({'token': token})}"


def _within(purpose: MailPurpose) -> str:
    reset = purpose == MailPurpose.RESET
    seconds = settings.TASKHUB_RESET_LIFETIME if reset else settings.TASKHUB_VERIFY_LIFETIME
    size = next((size for size in _WITHIN if seconds >= 2 * size or seconds == size), 1)
    count = seconds // size
    return _WITHIN[size](count) % {"count": count}
