"""What the mails say."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.http import urlencode

from accounts.models import MailPurpose

_SUBJECTS = {
    MailPurpose.RESET: "Reset your TaskHub password",
    MailPurpose.VERIFY: "Confirm your e-mail address for TaskHub",
    MailPurpose.ADDRESS_CHANGED: "Your TaskHub e-mail address was changed",
}
_PATHS = {
    MailPurpose.RESET: "/account/reset-password",
    MailPurpose.VERIFY: "/account/verify-email",
}


def compose(purpose: MailPurpose, address: str, token: str = "") -> EmailMultiAlternatives:
    """The mail of this purpose, as text and as HTML.

    No word in it was written by a user: anybody may have a mail sent to any address, and
    it must not carry a message of theirs.
    """
    context = {"token": token, "link": _link(purpose, token), "lifetime": _lifetime(purpose)}
    template = f"accounts/mail/{purpose.value}"
    mail = EmailMultiAlternatives(
        subject=_SUBJECTS[purpose],
        body=render_to_string(f"{template}.txt", context),
        to=[address],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string(f"{template}.html", context), "text/html")
    return mail


def _link(purpose: MailPurpose, token: str) -> str:
    # Never from a request: its Host header is the sender's to choose.
    path = _PATHS.get(purpose)
    if path is None:
        return str(settings.TASKHUB_PUBLIC_URL)
    return f"{settings.TASKHUB_PUBLIC_URL}{path}?{urlencode({'token': token})}"


def _lifetime(purpose: MailPurpose) -> str:
    reset = purpose == MailPurpose.RESET
    seconds = settings.TASKHUB_RESET_LIFETIME if reset else settings.TASKHUB_VERIFY_LIFETIME
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60)):
        if seconds >= 2 * size or seconds == size:
            count = seconds // size
            return f"{count} {unit}" if count == 1 else f"{count} {unit}s"
    return f"{seconds} seconds"
