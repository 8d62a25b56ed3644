"""Who is really calling: what proxies say is believed from the configured ones only."""

import ipaddress
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from taskhub.env import Network

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Scope = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

# Whatever a proxy may say about its caller; nothing behind this module reads them.
HEARSAY = frozenset(
    {
        b"forwarded",
        b"x-forwarded-for",
        b"x-forwarded-host",
        b"x-forwarded-port",
        b"x-forwarded-proto",
        b"x-forwarded-server",
        b"x-real-ip",
    }
)
SECURE = {"http": "https", "ws": "wss"}


def in_origin_form(scope: Scope) -> Scope:
    """The scope of `GET http://host/path` as that of `GET /path` to this host.

    A server must take what clients send to proxies, and believes the host in the address
    then, not the header (RFC 9112, 3.2.2).
    """
    scheme, _, rest = scope["raw_path"].partition(b"://")
    if scheme.lower() not in {b"http", b"https"}:
        return scope
    host, slash, path = rest.partition(b"/")
    headers = [pair for pair in scope["headers"] if pair[0] != b"host"]
    return {**scope, "raw_path": slash + path or b"/", "headers": [(b"host", host), *headers]}


def settled(scope: Scope, trusted: Sequence[Network]) -> Scope:
    """The scope with the true peer and scheme, and without what anybody could have made up.

    The root path is emptied: Daphne takes it from a header of any caller's.
    """
    headers: Headers = list(scope["headers"])
    peer = parsed(scope["client"][0]) if scope.get("client") else None
    plain = "ws" if scope["type"] == "websocket" else "http"
    scheme = scope.get("scheme") or plain
    if peer and trusts(trusted, peer):
        peer = caller(peer, parts(headers, b"x-forwarded-for"), trusted)
        told = parts(headers, b"x-forwarded-proto")
        if told and told[-1].lower() in {"https", "wss"}:
            scheme = SECURE[plain]
    return {
        **scope,
        "root_path": "",
        "scheme": scheme,
        "client": [spelled(peer), 0] if peer else None,
        "headers": [pair for pair in headers if pair[0] not in HEARSAY],
    }


def caller(peer: Address, chain: Sequence[str], trusted: Sequence[Network]) -> Address:
    """The nearest address that is no proxy of ours, read from the right."""
    for word in reversed(chain):
        address = parsed(word)
        if address is None:
            break  # whoever wrote this hides something; what is known so far must do
        peer = address
        if not trusts(trusted, peer):
            break
    return peer


def trusts(trusted: Iterable[Network], address: Address) -> bool:
    """Whether this is one of the configured proxies."""
    return any(address in network for network in trusted)


@lru_cache(maxsize=1024)
def parsed(word: str) -> Address | None:
    """The address in `1.2.3.4`, `1.2.3.4:56`, `::1` or `[::1]:56`."""
    if word.startswith("["):
        word = word[1:].partition("]")[0]
    elif word.count(":") == 1:
        word = word.partition(":")[0]
    try:
        address = ipaddress.ip_address(word)
    except ValueError:
        return None
    # A socket that takes both families reports IPv4 callers in IPv6's clothes.
    return getattr(address, "ipv4_mapped", None) or address


@lru_cache(maxsize=1024)
def spelled(address: Address) -> str:
    """The address as text."""
    return str(address)


def parts(headers: Headers, name: bytes) -> list[str]:
    """The comma-separated words of a header, however many lines it came in."""
    lines = (value.decode("latin-1") for key, value in headers if key == name)
    return [word.strip() for line in lines for word in line.split(",") if word.strip()]
