"""Who opens a socket: by header, by subprotocol, or by the site's cookie.

Browsers let no page set a header on a socket, so a token may travel as a subprotocol, the
pair `bearer, <token>`. A cookie is sent along with a socket that any page opens, so it counts
only for a page of the site's own. No token is ever taken from the address.
"""

from datetime import datetime
from importlib import import_module
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, parse_cookie

from accounts import sessions, tokens
from accounts.errors import InvalidToken
from accounts.middleware import SESSION_ID, live_user
from accounts.models import Session

Scope = dict[str, Any]

#: What the server answers with where the token came as a subprotocol.
BEARER = "bearer"
#: What a page may name, since browsers want one of their subprotocols back.
OWN = "taskhub"


class Caller(NamedTuple):
    """Somebody signed in, until when, and the subprotocol to accept them with."""

    user_id: int
    session_id: UUID
    expires: datetime
    subprotocol: str | None


def caller_of(scope: Scope) -> Caller | None:
    """Who this is; None where nothing that is offered proves it. Up to four queries."""
    offered: list[str] = scope.get("subprotocols", [])
    answer = OWN if OWN in offered else None
    header = headers(scope, b"authorization")
    if header:
        scheme, _, token = " ".join(header).strip().partition(" ")
        return _by_token(token.strip(), answer) if scheme.lower() == BEARER else None
    if BEARER in offered:
        token = "".join(offered[offered.index(BEARER) + 1 :][:1])
        return _by_token(token, BEARER)
    return _by_cookie(scope, answer)


def headers(scope: Scope, name: bytes) -> list[str]:
    """All values of this header."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _by_token(token: str, subprotocol: str | None) -> Caller | None:
    try:
        session = sessions.authenticate(token)
        expires = tokens.read(token, "access").expires
    except InvalidToken:
        return None
    return Caller(session.user_id, session.pk, min(expires, session.expires_at), subprotocol)


def _by_cookie(scope: Scope, subprotocol: str | None) -> Caller | None:
    cookies = parse_cookie("; ".join(headers(scope, b"cookie")))
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    if not key or not is_own_page(scope):
        return None
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = live_user(request)
    if user.pk is None:
        return None
    own = Session.objects.live().filter(pk=request.session[SESSION_ID], user_id=user.pk)
    session = own.first()
    if session is None:
        return None
    return Caller(user.pk, session.pk, session.expires_at, subprotocol)


def is_for_us(scope: Scope) -> bool:
    """Whether the host it names is one of ours: Django's own check, as every request has it.

    A name that somebody else's DNS points at us is not one of ours. Over the network each
    handshake names one (Autobahn sees to it); what is called without a network need not.
    """
    hosts = headers(scope, b"host")
    if not hosts:
        return True
    request = HttpRequest()
    request.META["HTTP_HOST"] = ",".join(hosts)
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def is_own_page(scope: Scope) -> bool:
    """Whether the page that opens the socket is ours: its origin, to the letter."""
    origins, hosts = headers(scope, b"origin"), headers(scope, b"host")
    if len(origins) != 1 or len(hosts) != 1:
        return False
    own = {"{0.scheme}://{0.netloc}".format(urlsplit(settings.TASKHUB_PUBLIC_URL))}
    if is_for_us(scope):
        scheme = "https" if scope.get("scheme") == "wss" else "http"
        own.add(f"{scheme}://{hosts[0]}")
    return origins[0] in own
