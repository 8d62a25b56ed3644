"""Access and refresh tokens: pointers to a session, and nothing else.

A token carries no rights. Whoever holds one still has to find its session alive in the
database; so all that is checked here is that the token is ours and of the right kind.
"""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Literal

from django.conf import settings
from rest_framework_simplejwt.backends import TokenBackend

from accounts.errors import InvalidToken
from accounts.models import Session

Kind = Literal["access", "refresh"]

NAME = "taskhub"
# Ours have some 350 characters; parsing longer ones is work done for a stranger.
MAX_LENGTH = 2048
#: Tokens whose signatures are known to be good, at most; some 500 bytes each.
MOST_KNOWN = 10_000
_known: dict[tuple[bytes, Kind, bytes], "Claims"] = {}


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token of ours says."""

    session_id: uuid.UUID
    user_id: int
    jti: str
    expires: datetime


def write_access(session: Session, expires: datetime) -> str:
    """An access token of this session."""
    return _write(session, expires, kind="access")


def write_refresh(session: Session, jti: str, expires: datetime) -> str:
    """A refresh token of this session, known by `jti`."""
    return _write(session, expires, kind="refresh", jti=jti)


def read(token: str, kind: Kind) -> Claims:
    """What the token says; raises `InvalidToken` for all that we did not write ourselves."""
    if not isinstance(token, str) or not token.isascii() or len(token) > MAX_LENGTH:
        raise InvalidToken
    claims = _proved(token, kind)
    if claims.expires <= _now():
        raise InvalidToken
    return claims


def _proved(token: str, kind: Kind) -> Claims:
    """What a token with a good signature says; proves each but once.

    A signature stays good, so that only the time is looked at again. What was proved is
    known by a digest: nothing here could be sent to us as a token.
    """
    known = settings.TOKEN_KEY, kind, hashlib.sha256(token.encode()).digest()
    claims = _known.get(known)
    if claims is None:
        claims = _decoded(token, kind)
        if len(_known) >= MOST_KNOWN:
            _known.clear()
        _known[known] = claims
    return claims


def _decoded(token: str, kind: Kind) -> Claims:
    backend = _backend(settings.TOKEN_KEY)
    try:
        # Nesting in the header reaches the parser before the signature is looked at, and
        # ends in a RecursionError; what else a forger thinks of is no fault of ours either.
        return _claims(backend.decode(token), kind)  # type: ignore[arg-type]
    except Exception as error:
        raise InvalidToken from error


def _now() -> datetime:
    return datetime.now(UTC)


def new_secret() -> str:
    """256 random bits as text that fits a link."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """SHA-256 in hexadecimal: how secrets are kept."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _write(session: Session, expires: datetime, **claims: str) -> str:
    # iss and aud are the backend's. Whole seconds: the standard's dates have no fraction.
    payload: dict[str, Any] = {
        "sub": str(session.user_id),
        "sid": str(session.pk),
        "iat": int(datetime.now(UTC).timestamp()),
        "exp": int(expires.timestamp()),
        **claims,
    }
    return _backend(settings.TOKEN_KEY).encode(payload)


def _claims(payload: dict[str, Any], kind: Kind) -> Claims:
    sid, sub, expires = payload["sid"], payload["sub"], payload["exp"]
    jti = payload["jti"] if kind == "refresh" else ""
    session_id = uuid.UUID(sid)
    if (payload["kind"], payload["aud"], str(session_id)) != (kind, NAME, sid):
        raise InvalidToken
    if type(expires) is not int or not isinstance(jti, str):
        raise InvalidToken
    if not sub.isascii() or not sub.isdecimal() or not 0 < int(sub) < 2**63:
        raise InvalidToken
    return Claims(session_id, int(sub), jti, datetime.fromtimestamp(expires, UTC))


@lru_cache(maxsize=4)
def _backend(key: bytes) -> TokenBackend:
    return TokenBackend("HS256", signing_key=key, audience=NAME, issuer=NAME)  # type: ignore[arg-type]
