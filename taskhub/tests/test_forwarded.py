"""What proxies say, and from whom it is believed."""

import ipaddress
from typing import Any

import pytest

from taskhub.forwarded import in_origin_form, settled

PROXIES = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("fd00::/8")]


def scope(client: str | None, *headers: tuple[str, str], kind: str = "http") -> dict[str, Any]:
    return {
        "type": kind,
        "client": client and [client, 4711],
        "root_path": "/evil",
        "headers": [(name.encode(), value.encode()) for name, value in headers],
    }


@pytest.mark.parametrize(
    ("client", "chain", "peer"),
    [
        ("203.0.113.9", "6.6.6.6", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, 203.0.113.9, 10.9.9.9", "203.0.113.9"),
        ("10.0.0.1", "203.0.113.9:80", "203.0.113.9"),
        ("10.0.0.1", "[2001:db8::1]:80", "2001:db8::1"),
        ("10.0.0.1", "2001:db8::1", "2001:db8::1"),
        ("fd00::1", "203.0.113.9", "203.0.113.9"),
        ("::ffff:10.0.0.1", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "6.6.6.6, nonsense", "10.0.0.1"),
        ("10.0.0.1", "6.6.6.6, unknown, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "10.0.0.2", "10.0.0.2"),
    ],
)
def test_peer_is_the_nearest_that_is_no_proxy(client: str, chain: str, peer: str) -> None:
    result = settled(scope(client, ("x-forwarded-for", chain)), PROXIES)
    assert result["client"][0] == peer


def test_headers_of_one_name_are_read_as_one_list() -> None:
    lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "203.0.113.9, 10.0.0.2")]
    assert settled(scope("10.0.0.1", *lines), PROXIES)["client"][0] == "203.0.113.9"


@pytest.mark.parametrize(
    ("client", "kind", "told", "scheme"),
    [
        ("10.0.0.1", "http", "https", "https"),
        ("10.0.0.1", "http", "https, http", "http"),
        ("10.0.0.1", "http", "javascript", "http"),
        ("10.0.0.1", "websocket", "https", "wss"),
        ("203.0.113.9", "http", "https", "http"),
        ("203.0.113.9", "websocket", "https", "ws"),
    ],
)
def test_scheme_is_what_the_nearest_proxy_says(
    client: str, kind: str, told: str, scheme: str
) -> None:
    result = settled(scope(client, ("x-forwarded-proto", told), kind=kind), PROXIES)
    assert result["scheme"] == scheme


def test_hearsay_goes_no_further() -> None:
    names = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Accept"]
    headers = [(name.lower(), "10.0.0.9") for name in names]
    result = settled(scope("10.0.0.1", *headers), PROXIES)
    assert result["headers"] == [(b"accept", b"10.0.0.9")]
    assert result["root_path"] == ""


def test_peer_without_an_address_stays_unknown() -> None:
    result = settled(scope(None, ("x-forwarded-for", "6.6.6.6")), PROXIES)
    assert result["client"] is None


@pytest.mark.parametrize(
    ("target", "path", "host"),
    [
        (b"http://tasks.example/api/v1/tasks", b"/api/v1/tasks", b"tasks.example"),
        (b"HTTPS://tasks.example:8443/", b"/", b"tasks.example:8443"),
        (b"http://tasks.example", b"/", b"tasks.example"),
        (b"/redirect/http://elsewhere/", b"/redirect/http://elsewhere/", b"header.example"),
        (b"ftp://tasks.example/", b"ftp://tasks.example/", b"header.example"),
    ],
)
def test_absolute_address_names_path_and_host(target: bytes, path: bytes, host: bytes) -> None:
    asked = {**scope(None, ("host", "header.example")), "raw_path": target}
    result = in_origin_form(asked)
    assert result["raw_path"] == path
    assert [value for name, value in result["headers"] if name == b"host"] == [host]
