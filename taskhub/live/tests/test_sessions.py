"""A socket lives no longer than its sign-in: 4401 within two seconds, in every process."""

import json
import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from websockets.exceptions import InvalidStatus

from accounts import services, sessions
from accounts.models import Session, User
from taskhub.testing.factories import make_user
from taskhub.testing.sockets import listen, token_of
from tasks.services.tasks import create_task

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PATHS = ["/api/v1/ws", "/api/v2/events/stream"]
WORD = "correct-horse-battery"


@pytest.fixture(params=[0, 1], ids=["same process", "another process"])
def far(request):
    """Which server the socket is on; what ends the session happens on the first."""
    return request.param


#: Seconds: what is promised, and what a machine that runs all the tests may add to it.
PROMISED, BUSY = 2, 6


def ended_in_time(ear):
    started = time.monotonic()
    return ear.closed_with() == 4401 and time.monotonic() - started < PROMISED + BUSY


def call(hub, path, token, body=None, method="POST"):
    raw = None if body is None else json.dumps(body)
    named = {"Authorization": f"Bearer {token}", "Content_Type": "application/json"}
    return hub.request(method, path, raw, **named)[0].status


@pytest.mark.parametrize("path", PATHS)
def test_signing_out_closes_the_sockets_of_that_sign_in_only(hubs, far, path):
    user = make_user()
    token = token_of(user)
    ear, other = listen(hubs[far], path, token), listen(hubs[far], path, token_of(user))
    assert call(hubs[0], "/taskora/api/auth/logout", token) == 200
    assert ended_in_time(ear)
    task = create_task(actor=user, title="Still heard")
    assert str(task.pk) in json.dumps(other.next())
    other.close()


def test_a_changed_password_closes_all_sockets(hubs, far, settings):
    # The server knows no cheap hashes.
    settings.PASSWORD_HASHERS = ["accounts.hashers.Argon2Hasher"]
    user = make_user()
    user.set_password(WORD)
    user.save()
    ears = [listen(hubs[far], path, token_of(user)) for path in PATHS]
    body = {"email": user.email, "password": WORD, "newPassword": f"{WORD}-2"}
    assert call(hubs[0], "/totask/auth/change-password", token_of(user), body) == 204
    assert all(ended_in_time(ear) for ear in ears)


def test_a_deactivated_user_is_closed_out(hubs, far):
    user, root = make_user(), make_user(is_superuser=True)
    ear = listen(hubs[far], PATHS[1], token_of(user))
    services.deactivate_user(actor=root, user=user)
    assert ended_in_time(ear)


def test_a_user_switched_off_behind_our_back_is_noticed(hubs):
    user = make_user()
    ear = listen(hubs[0], PATHS[0], token_of(user))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert ended_in_time(ear)


def test_a_socket_does_not_outlive_its_token(hubs, settings):
    settings.TASKHUB_ACCESS_LIFETIME = 2
    user = make_user()
    grant = sessions.open_session(user=user, door="totask", refreshable=True)
    ear = listen(hubs[0], PATHS[0], grant.access)
    assert ear.closed_with(10) == 4401
    assert timezone.now() < grant.access_expires + timedelta(seconds=2)
    with pytest.raises(InvalidStatus):
        listen(hubs[0], PATHS[0], grant.access)


def test_nothing_is_told_between_the_end_of_a_session_and_the_close(hubs):
    user = make_user()
    for _ in range(5):
        ear = listen(hubs[1], PATHS[0], token_of(user))
        sessions.end_all(user)
        create_task(actor=user, title="Told to nobody")
        assert ear.connection.recv_messages.frames.empty()
        assert ear.closed_with() == 4401


def test_the_sites_cookie_opens_a_socket_that_ends_with_it(hubs, settings):
    client = Client()
    client.force_login(make_user())
    name = settings.SESSION_COOKIE_NAME
    cookie = f"{name}={client.cookies[name].value}"
    origin = f"http://127.0.0.1:{hubs[0].port}"
    ear = listen(hubs[0], PATHS[1], subprotocols=["taskhub"], Cookie=cookie, Origin=origin)
    assert ear.connection.subprotocol == "taskhub"
    Session.objects.update(ended_at=timezone.now())
    assert ended_in_time(ear)
    with pytest.raises(InvalidStatus):
        listen(hubs[0], PATHS[1], Cookie=cookie, Origin="http://evil.example")
