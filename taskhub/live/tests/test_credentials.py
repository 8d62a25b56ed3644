"""Who opens a socket: three ways, and no other."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import sessions
from accounts.models import Session
from taskhub.live.credentials import caller_of, is_for_us, is_own_page
from taskhub.testing.factories import make_user
from taskhub.testing.sockets import token_of


def scope(subprotocols=(), scheme="ws", query=b"", **headers):
    named = [(key.replace("_", "-").encode(), value.encode()) for key, value in headers.items()]
    return {
        "type": "websocket",
        "scheme": scheme,
        "headers": [(b"host", b"localhost:8000"), *named],
        "subprotocols": list(subprotocols),
        "query_string": query,
    }


@pytest.fixture
def user(db):
    return make_user()


@pytest.fixture
def token(user):
    return token_of(user)


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_header_proves_who_it_is(user, token, scheme):
    caller = caller_of(scope(authorization=f"{scheme} {token}"))
    assert (caller.user_id, caller.subprotocol) == (user.pk, None)
    assert caller.expires > timezone.now()


def test_the_pair_of_subprotocols_proves_who_it_is(user, token):
    caller = caller_of(scope(["bearer", token]))
    assert (caller.user_id, caller.subprotocol) == (user.pk, "bearer")


def test_a_subprotocol_of_ours_is_agreed_to(user, token):
    caller = caller_of(scope(["other", "taskhub"], authorization=f"Bearer {token}"))
    assert caller.subprotocol == "taskhub"


def test_no_token_is_taken_from_the_address(token):
    assert caller_of(scope(query=f"token={token}&access_token={token}".encode())) is None


@pytest.mark.parametrize(
    "offer",
    [
        {},
        {"authorization": "Bearer"},
        {"authorization": "Basic {token}"},
        {"authorization": "{token}"},
        {"authorization": "Bearer {token} {token}"},
        {"subprotocols": ["bearer"]},
        {"subprotocols": ["{token}", "bearer"]},
        {"subprotocols": ["{token}"]},
        {"subprotocols": ["bearer", "x"]},
        {"authorization": "Bearer wrong", "subprotocols": ["bearer", "{token}"]},
    ],
)
def test_anything_else_proves_nothing(token, offer):
    offer = {
        key: [word.replace("{token}", token) for word in value]
        if isinstance(value, list)
        else value.replace("{token}", token)
        for key, value in offer.items()
    }
    assert caller_of(scope(**offer)) is None


def test_a_refresh_token_opens_no_socket(user):
    grant = sessions.open_session(user=user, door="totask", refreshable=True)
    assert caller_of(scope(authorization=f"Bearer {grant.refresh}")) is None
    assert caller_of(scope(authorization=f"Bearer {grant.access}")) is not None


def test_a_session_that_ended_opens_no_socket(user, token):
    sessions.end_all(user)
    assert caller_of(scope(authorization=f"Bearer {token}")) is None


@pytest.fixture
def cookie(user, settings):
    client = Client()
    client.force_login(user)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


@pytest.mark.parametrize("origin", ["http://localhost:8000", "https://tasks.example.org"])
def test_the_cookie_counts_for_a_page_of_the_sites_own(user, cookie, settings, origin):
    settings.TASKHUB_PUBLIC_URL = "https://tasks.example.org"
    caller = caller_of(scope(cookie=cookie, origin=origin))
    assert caller.user_id == user.pk


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost",
        "http://localhost:8001",
        "https://localhost:8000",
        "http://evil.example",
        "http://localhost:8000.evil.example",
        "null",
        "",
    ],
)
def test_the_cookie_counts_for_no_other_page(cookie, origin):
    assert caller_of(scope(cookie=cookie, origin=origin)) is None


def test_the_cookie_counts_for_nobody_without_an_origin(cookie):
    assert caller_of(scope(cookie=cookie)) is None


def test_a_host_that_is_not_ours_makes_no_page_ours():
    odd = scope(origin="http://evil.example")
    odd["headers"][0] = (b"host", b"evil.example")
    assert not is_own_page(odd)


def test_a_cookie_of_a_session_that_ended_opens_nothing(user, cookie):
    sessions.end_all(user)
    assert caller_of(scope(cookie=cookie, origin="http://localhost:8000")) is None


def test_a_cookie_that_ran_out_opens_nothing(cookie):
    Session.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert caller_of(scope(cookie=cookie, origin="http://localhost:8000")) is None


@pytest.mark.parametrize("value", ["x", "", "a" * 5000, '"\\000"'])
def test_a_made_up_cookie_opens_nothing(db, settings, value):
    odd = f"{settings.SESSION_COOKIE_NAME}={value}"
    assert caller_of(scope(cookie=odd, origin="http://localhost:8000")) is None


@pytest.mark.parametrize(
    "host", ["localhost", "localhost:8000", "LOCALHOST.", "[::1]:1", "127.0.0.1"]
)
def test_hosts_that_the_settings_name_are_ours(settings, host):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert is_for_us({"headers": [(b"host", host.encode())]})


@pytest.mark.parametrize(
    "hosts",
    [
        [""], ["evil.example"], ["localhost.evil.example"], ["localhost", "evil.example"],
        ["localhost", "localhost"], ["evil.example@localhost"], ["localhost:x"], ["\xff"],
    ],
)  # fmt: skip
def test_a_host_that_they_do_not_name_is_not(settings, hosts):
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
    assert not is_for_us({"headers": [(b"host", host.encode("latin-1")) for host in hosts]})


def test_what_is_called_without_a_network_names_no_host():
    assert is_for_us({"headers": []})


HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n{proof}\r\n\r\n"
)
BY_HEADER, BY_SUBPROTOCOL = "Authorization: Bearer {}", "Sec-WebSocket-Protocol: bearer, {}"


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "path", ["/api/v1/ws", "/zocket/api/v1/ws", "/api/v2/events/stream", "/nowhere"]
)
@pytest.mark.parametrize("proof", [BY_HEADER, BY_SUBPROTOCOL])
def test_no_proof_opens_a_socket_at_somebody_elses_host(hubs, path, proof):
    """A name that somebody's DNS points at us: HTTP is a 400 there."""
    proof = proof.format(token_of(make_user()))
    for host, expected in (("localhost", b"101"), ("evil.example", b"403")):
        sent = HANDSHAKE.format(path=path, host=host, proof=proof)
        answer = hubs[0].raw(sent.encode(), seconds=1)
        assert answer.split()[1] == (b"403" if path == "/nowhere" else expected)
