"""Who may do what with an account."""

from accounts.errors import NotYourAccount
from accounts.models import User
from taskhub.errors import NotAllowed


def may_manage(actor: User, user: User) -> bool:
    """The person themselves, or a superuser."""
    return actor.pk == user.pk or actor.is_superuser


def may_administer(actor: User) -> bool:
    """Superusers; rights are read from the row, never from a token."""
    return actor.is_superuser


def require_manage(actor: User, user: User) -> None:
    """Raises `NotYourAccount`."""
    if not may_manage(actor, user):
        raise NotYourAccount


def require_administer(actor: User) -> None:
    """Raises `NotAllowed`."""
    if not may_administer(actor):
        raise NotAllowed
