"""The time each phase of a connection has, on a clock that the test turns."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from twisted.internet.error import ConnectionDone
from twisted.internet.task import Clock
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from taskhub.server import Bounds, Channel

BOUNDS = Bounds(body_bytes=10, idle_seconds=75, header_seconds=20, body_seconds=60)


class Connection:
    """A channel between a test and no network at all."""

    def __init__(
        self,
        bounds: Bounds = BOUNDS,
        most_bytes: int = BOUNDS.body_bytes,
        begin: Callable[[Any], None] = lambda _: None,
    ) -> None:
        self.clock = Clock()
        self.transport = StringTransport()
        self.aborted = False
        self.transport.abortConnection = self.abort
        server = SimpleNamespace(
            bounds=bounds,
            http=SimpleNamespace(most_bytes=lambda _: most_bytes),
            begin=lambda request, scope, body: begin(request),
            protocol_connected=lambda _: None,
            protocol_disconnected=lambda _: None,
        )
        self.channel = Channel()
        self.channel.factory = SimpleNamespace(server=server, log=lambda _: None)
        self.channel.callLater, self.channel.seconds = self.clock.callLater, self.clock.seconds
        self.channel.timeOut = BOUNDS.idle_seconds
        self.channel.makeConnection(self.transport)

    def abort(self) -> None:
        self.aborted = True

    def trickle(self, start: bytes, byte: bytes, seconds: int) -> None:
        """Send the start, and then a byte every second."""
        self.channel.dataReceived(start)
        for _ in range(seconds):
            self.clock.advance(1)
            if not self.transport.disconnecting:
                self.channel.dataReceived(byte)


def test_silent_connection_is_closed_without_a_word() -> None:
    connection = Connection()
    connection.clock.advance(76)
    assert connection.transport.disconnecting
    assert connection.transport.value() == b""


@pytest.mark.parametrize(
    ("start", "seconds"),
    [
        (b"GET / HTTP/1.1\r\nA: ", 20),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n", 60),
    ],
)
def test_trickling_bytes_buy_no_time(start: bytes, seconds: int) -> None:
    connection = Connection()
    connection.trickle(start, b"x", seconds - 1)
    assert not connection.transport.disconnecting
    connection.trickle(b"", b"x", 2)
    assert connection.transport.disconnecting
    assert connection.transport.value().startswith(b"HTTP/1.1 408")


def test_caller_that_does_not_close_is_cut_off() -> None:
    connection = Connection()
    connection.clock.advance(76)
    connection.clock.advance(BOUNDS.stall_seconds + 1)
    assert connection.aborted


def test_body_is_kept_up_to_one_byte_over_the_bound() -> None:
    connection = Connection()
    connection.channel.dataReceived(
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1000\r\n"
    )
    for _ in range(50):
        connection.channel.dataReceived(b"x" * 10)
    assert connection.channel.requests[-1].content.tell() == BOUNDS.body_bytes + 1


def test_connection_that_is_gone_leaves_no_alarm() -> None:
    connection = Connection()
    connection.channel.dataReceived(b"GET / HTTP/1.1\r\n")
    connection.channel.connectionLost(Failure(ConnectionDone()))
    assert connection.clock.getDelayedCalls() == []


@pytest.mark.parametrize(("length", "is_waited_for"), [(200_000, True), (200_001, False)])
def test_body_that_its_path_does_not_take_is_not_waited_for(
    length: int, is_waited_for: bool
) -> None:
    begun = []
    connection = Connection(Bounds(body_bytes=10**6), most_bytes=200_000, begin=begun.append)
    connection.channel.dataReceived(
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\nabc" % length
    )
    assert bool(begun) != is_waited_for
