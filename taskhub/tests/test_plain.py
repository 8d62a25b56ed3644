"""What is read at a glance is what Twisted reads; all else is left to Twisted."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from twisted.internet.error import ConnectionDone
from twisted.internet.testing import StringTransport
from twisted.python.failure import Failure

from taskhub import plain, server

BOUNDS = server.Bounds(body_bytes=1000)
HEAD = b"GET /todo/api/1/tasks?sort=title HTTP/1.1\r\nHost: 127.0.0.1\r\n"
TOKEN = b"Authorization: Bearer abc\r\n"


class Hub:
    """A server that only notes what it is asked."""

    def __init__(self):
        self.bounds = BOUNDS
        self.begun = []

    def protocol_connected(self, request):
        """Requests are announced."""

    def protocol_disconnected(self, request):
        """And so is their end."""

    def begin(self, request, scope, body):
        self.begun.append((scope, body))


class Transport(StringTransport):
    """A connection in memory, with what ours asks of one beside."""

    def __init__(self):
        super().__init__()
        self.dataBuffer, self.offset, self._tempDataLen = b"", 0, 0

    def setTcpNoDelay(self, enabled):
        """Nothing to delay."""

    def loseWriteConnection(self):
        """What was written has arrived."""

    def writeSomeData(self, data):
        self.write(data)
        return len(data)


def asked(*parts):
    """What came of these bytes: the requests that were begun, and what was answered."""
    hub = Hub()
    factory = server.Factory.__new__(server.Factory)
    factory.server = hub
    channel = factory.buildProtocol(None)
    transport = Transport()
    channel.makeConnection(transport)
    for part in parts:
        if not transport.disconnecting:
            channel.dataReceived(part)
    channel.connectionLost(Failure(ConnectionDone()))
    return hub.begun, transport.value()


def by_twisted(data):
    """The same, where nothing is read at a glance."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(server, "read", lambda *_: None)
        return asked(data)


names = st.sampled_from(
    [b"Host", b"accept", b"X-A_b", b"Content-Length", b"Connection", b"Cookie", b"Expect", b"Te st"]
)
values = st.one_of(
    st.sampled_from(
        [b"keep-alive", b"close", b"5", b"05", b"+5", b"a\x85b", b"\xc3\xa9", b"", b"\t"]
    ),
    st.binary(max_size=6),
)
lines = st.lists(st.tuples(names, st.sampled_from([b":", b": ", b" :", b""]), values), max_size=5)
targets = st.one_of(
    st.sampled_from([b"/", b"*", b"/a?b=%00", b"http://x/y", b"/a?b?c", b"//a", b"/\xe9", b"/a#b"]),
    st.binary(min_size=1, max_size=6),
)
ends = st.sampled_from([b"\r\n", b"\r\n", b"\n", b"\r"])


@given(
    st.sampled_from([b"GET", b"POST", b"get", b"G(T", b""]),
    targets,
    st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"http/1.1", b"HTTP/1.1 "]),
    lines,
    ends,
    st.sampled_from([b"", b"hello", b"hello, and more", b"GET / HTTP/1.1\r\n\r\n"]),
)
@example(b"POST", b"/", b"HTTP/1.1", [(b"Content-Length", b": ", b"5")], b"\r\n", b"hello")
@example(b"GET", b"/", b"HTTP/1.1", [(b"Host", b": ", b"a")], b"\r\n", b"")
def test_no_request_is_read_otherwise_than_twisted_reads_it(
    method, target, version, headers, end, body
):
    head = b" ".join([method, target, version]) + end
    head += b"".join(name + colon + value + end for name, colon, value in headers)
    data = head + end + body
    assert asked(data) == by_twisted(data)


@pytest.mark.parametrize(
    "data",
    [
        HEAD + TOKEN + b"\r\n",
        HEAD + b"Connection: keep-alive\r\nAccept: */*\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\n\r\n{}",
    ],
)
def test_everyday_requests_are_read_at_a_glance(data):
    assert plain.read(data, 1000) is not None


@pytest.mark.parametrize(
    "data",
    [
        HEAD,
        HEAD + b"\r\n" + HEAD + b"\r\n",
        HEAD + b"Connection: close\r\n\r\n",
        HEAD + b"Upgrade: websocket\r\n\r\n",
        HEAD + b"Expect: 100-continue\r\n\r\n",
        HEAD + b"Daphne-Root-Path: /x\r\n\r\n",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        HEAD + b"X: a\r\n b\r\n\r\n",
        HEAD + b"X: a\nY: b\r\n\r\n",
        HEAD + b"X: a\x00\r\n\r\n",
        HEAD + b"Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
        HEAD + b"Content-Length: 3\r\n\r\nab",
        HEAD + b"Content-Length: 1\r\n\r\nab",
        HEAD + b"Content-Length: 01\r\n\r\na",
        HEAD + b"Content-Length: 2000\r\n\r\n" + b"a" * 2000,
        HEAD + b"a:\r\n" * (plain.MOST_HEADERS + 1) + b"\r\n",
        HEAD + b"a: " + b"b" * plain.LONGEST_HEAD + b"\r\n\r\n",
        b"GET / HTTP/1.0\r\n\r\n",
    ],
)
def test_whatever_is_not_plain_to_see_is_left_to_twisted(data):
    assert plain.read(data, 1000) is None


def test_a_request_behind_another_waits_for_its_turn():
    begun, _ = asked(HEAD + b"\r\n", HEAD + TOKEN + b"\r\n")
    assert len(begun) == 1


def test_a_request_in_two_pieces_is_one():
    data = HEAD + TOKEN + b"\r\n"
    whole, _ = asked(data)
    assert asked(data[:40], data[40:])[0] == whole
