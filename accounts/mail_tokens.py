"""The single-use secrets inside mails: bound to a person, a purpose and an address."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from accounts import tokens
from accounts.errors import InvalidToken
from accounts.models import MailPurpose, MailToken, OutgoingMail, User


def mint(user: User, purpose: MailPurpose) -> str:
    """A new secret for the person's present address; only its digest is kept."""
    now = timezone.now()
    MailToken.objects.filter(user=user, expires_at__lte=now).delete()
    secret = tokens.new_secret()
    MailToken.objects.create(
        user=user,
        purpose=purpose,
        address=user.email,
        digest=tokens.digest(secret),
        expires_at=now + timedelta(seconds=_lifetime(purpose)),
    )
    return secret


def find(secret: str, purpose: MailPurpose) -> MailToken:
    """The token, its user loaded, if it could be used now; raises `InvalidToken`."""
    usable = MailToken.objects.select_related("user").filter(
        digest=tokens.digest(secret),
        purpose=purpose,
        used_at__isnull=True,
        expires_at__gt=timezone.now(),
        user__in=User.objects.active(),
    )
    token = usable.first()
    if token is None or token.address != token.user.email:
        raise InvalidToken
    return token


def claim(token: MailToken) -> None:
    """Use it up; the person's others of its purpose, which has been served, are void.

    Of concurrent uses, be they of one or of several, one succeeds. Raises `InvalidToken`.
    The caller holds the person's row, as everybody does who touches their tokens.
    """
    now = timezone.now()
    unused = MailToken.objects.filter(pk=token.pk, used_at__isnull=True, expires_at__gt=now)
    if not unused.update(used_at=now):
        raise InvalidToken
    others = MailToken.objects.filter(user=token.user_id, purpose=token.purpose)
    others.exclude(pk=token.pk).delete()


def void(user: User) -> None:
    """Make the person's outstanding tokens worthless, and those that would be sent soon."""
    MailToken.objects.filter(user=user).delete()
    OutgoingMail.objects.filter(address=user.email, purpose=MailPurpose.RESET).delete()


def _lifetime(purpose: MailPurpose) -> int:
    if purpose == MailPurpose.RESET:
        return int(settings.TASKHUB_RESET_LIFETIME)
    return int(settings.TASKHUB_VERIFY_LIFETIME)
