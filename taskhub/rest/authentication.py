"""From the `Authorization` header to a session and its person, in one query."""

from rest_framework.request import Request

from accounts import sessions
from accounts.errors import InvalidToken
from accounts.models import Session
from taskhub.errors import Unauthenticated
from tasks import revision

_stamped = sessions.Proof(stamp=revision.stamp)


def bearer_token(request: Request) -> str | None:
    """The token of an `Authorization: Bearer` header; None where there is none.

    The scheme is case-insensitive (RFC 9110, 11.1). Raises `InvalidToken` for a header that
    names another scheme or holds no single token.
    """
    header = request.META.get("HTTP_AUTHORIZATION", "")
    if not header.strip():
        return None
    parts = header.split()
    if len(parts) != 2 or parts[0].lower() != "bearer":
        raise InvalidToken
    return str(parts[1])


def required_session(request: Request) -> Session:
    """The caller's session; raises `Unauthenticated` or `InvalidToken`."""
    return sessions.authenticate(_required_token(request))


def stamped_session(request: Request) -> tuple[Session, str]:
    """The same, and in the same query the stamp of all that tasks show (`tasks.revision`)."""
    session, (stamp,) = _stamped.read(_required_token(request))
    return session, stamp


def _required_token(request: Request) -> str:
    token = bearer_token(request)
    if token is None:
        raise Unauthenticated
    return token


def optional_session(request: Request) -> Session | None:
    """The caller's session on a public path; a stale header counts as none (security.md)."""
    try:
        return required_session(request)
    except Unauthenticated:
        return None
