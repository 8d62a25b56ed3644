"""Callers that send too much, take too little, or come too often; every limit is a setting."""

import base64
import json
import os
import socket
import struct
import time
from contextlib import suppress

import pytest

from taskhub.testing.factories import make_user
from taskhub.testing.processes import SERVE, running, same_hub
from taskhub.testing.sockets import listen, token_of
from tasks.services.tasks import create_task

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]
PATHS = ["/api/v1/ws", "/api/v2/events/stream"]
BARE_DAPHNE = ["-m", "daphne", "-p", "{port}", "taskhub.asgi:application"]
SMALL = {
    "TASKHUB_SOCKETS_PER_USER": "3",
    "TASKHUB_SOCKET_BUFFER": str(256 * 1024),
    "TASKHUB_SOCKET_STALL": "3",
    "TASKHUB_SOCKET_FRAME_LIMIT": "1024",
    "TASKHUB_RATE_SOCKET": "10/5",
}


@pytest.fixture(scope="module")
def hub(django_db_setup, tmp_path_factory):
    with running(SERVE, tmp_path_factory.mktemp("small"), **same_hub(), **SMALL) as process:
        yield process


class Raw:
    """A WebSocket by hand, which reads only when it is told to."""

    def __init__(self, hub, path, token):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect(("127.0.0.1", hub.port))
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
            f"Authorization: Bearer {token}\r\n\r\n".encode()
        )
        head = b""
        while b"\r\n\r\n" not in head:
            head += self.socket.recv(1)
        assert head.startswith(b"HTTP/1.1 101"), head

    def send(self, opcode, payload=b""):
        length = bytes([0x80 | len(payload)])
        if len(payload) > 125:
            length = b"\xfe" + struct.pack(">H", len(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + length + b"\0\0\0\0" + payload)

    def rest(self, seconds=15.0):
        """All that comes until the connection closes."""
        self.socket.settimeout(seconds)
        received = b""
        with suppress(ConnectionError):
            while part := self.socket.recv(65536):
                received += part
        return received

    def close(self):
        self.socket.close()


def closed_log(hub, user):
    """The codes with which the server says it closed this user's sockets."""
    entries = [entry for entry in hub.entries() if entry.get("message") == "closed"]
    return [entry["code"] for entry in entries if entry.get("user") == user.pk]


def wait_for(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time"
        time.sleep(0.05)


def flood(user, kilobytes):
    """So much in events for this user."""
    for _ in range(kilobytes // 10):
        create_task(actor=user, title="x", description="y" * 10_000)


@pytest.mark.parametrize("path", PATHS)
def test_one_socket_too_many_is_closed(hub, path):
    user = make_user()
    ears = [listen(hub, path, token_of(user)) for _ in range(3)]
    assert listen(hub, path, token_of(user)).closed_with() == 4429
    ears.pop().close()
    wait_for(lambda: len([e for e in hub.entries() if e.get("message") == "disconnected"]) >= 2)
    fourth = listen(hub, path, token_of(user))
    create_task(actor=user, title="Heard by all three")
    for ear in [*ears, fourth]:
        assert ear.next()["type"] == "task_created"
        ear.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_long_frame_closes_the_socket(hub, path):
    ear = listen(hub, path, token_of(make_user()))
    ear.say("x" * 1025)
    assert ear.closed_with() == 1009


@pytest.mark.parametrize("path", PATHS)
def test_a_binary_frame_closes_the_socket(hub, path):
    ear = listen(hub, path, token_of(make_user()))
    ear.say(b"\0\1\2")
    assert ear.closed_with() == 1003


@pytest.mark.parametrize("path", PATHS)
def test_talking_too_much_closes_the_socket(hub, path):
    ear = listen(hub, path, token_of(make_user()))
    for _ in range(11):
        ear.say('{"type": "ping"}')
    assert ear.closed_with() == 4429


def test_text_that_is_no_text_closes_the_socket(hub):
    raw = Raw(hub, PATHS[1], token_of(make_user()))
    raw.send(1, b"\xff\xfe")
    assert struct.pack(">H", 1007) in raw.rest()


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_that_falls_behind_is_closed(hub, path):
    user = make_user()
    raw = Raw(hub, path, token_of(user))
    flood(user, 1_000)
    wait_for(lambda: closed_log(hub, user) == [4408])
    received = raw.rest()
    # Within the time to close, it may still read all that waited, and the code.
    assert received[-2:] == struct.pack(">H", 4408)
    assert len(received) < 700_000
    raw.close()


def test_a_reader_that_stands_still_is_closed_before_much_has_piled_up(hub):
    user = make_user()
    raw = Raw(hub, PATHS[0], token_of(user))
    flood(user, 320)
    wait_for(lambda: closed_log(hub, user) == [4408])
    raw.close()


def test_a_reader_that_is_slow_but_reads_gets_everything(hub):
    user = make_user()
    raw = Raw(hub, PATHS[0], token_of(user))
    flood(user, 150)
    time.sleep(1)
    raw.socket.settimeout(10)
    received = b""
    while received.count(b"task_created") < 15:
        received += raw.socket.recv(2_000)
        time.sleep(0.002)
    assert closed_log(hub, user) == []
    raw.close()


@pytest.mark.parametrize("opcode", [1, 9], ids=["text", "pings"])
def test_a_caller_that_never_reads_and_keeps_sending_is_closed(hub, opcode):
    user = make_user()
    raw = Raw(hub, PATHS[1], token_of(user))
    raw.socket.settimeout(20)
    ping = json.dumps({"type": "ping"}).encode().ljust(120)
    with pytest.raises(ConnectionError):
        all(raw.send(opcode, ping) is None for _ in range(1_000_000))
    raw.close()


def test_replay_waits_for_the_reader(hub):
    user = make_user()
    token = token_of(user)
    cursor = hub.json("GET", "/api/v2/events/", Authorization=f"Bearer {token}")["next"]
    flood(user, 2_000)
    ear = listen(hub, f"{PATHS[1]}?after={cursor}", token)
    # Eight times what may wait: it is read on as the reader takes it.
    assert len(ear.frames(200)) == 200
    ear.close()


def test_a_server_that_is_not_ours_has_an_allowance(tmp_path):
    small = {**SMALL, "TASKHUB_SOCKET_BUFFER": "4096"}
    with running(BARE_DAPHNE, tmp_path, **same_hub(), **small) as daphne:
        user = make_user()
        ear = listen(daphne, PATHS[0], token_of(user))
        flood(user, 100)
        # Sixteen times the bound, whether it was read or not.
        assert ear.closed_with() == 4408
        again = listen(daphne, PATHS[0], token_of(user))
        create_task(actor=user, title="x")
        assert again.next()["data"]["title"] == "x"
        again.close()


def test_nothing_of_all_this_left_a_traceback(hub):
    """Runs last in this file."""
    assert "Traceback" not in hub.log.read_text()
