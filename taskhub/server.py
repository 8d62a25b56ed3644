"""Daphne with bounds: on what a caller may send, how long it may take, what is logged.

Daphne itself takes a body of any size onto the disk, waits for slow callers as long as they
trickle, believes `Daphne-Root-Path` from anybody, and answers its own errors in HTML.
"""

import asyncio
import io
import itertools
import json
import logging
import re
import socket
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import unquote

from daphne.http_protocol import HTTPFactory, WebRequest
from daphne.server import Server as DaphneServer
from daphne.utils import HEADER_NAME_RE, INVALID_HEADER_VALUE_BYTES
from daphne.ws_protocol import WebSocketFactory, WebSocketProtocol
from twisted.internet import defer, reactor
from twisted.internet.endpoints import serverFromString
from twisted.logger import globalLogBeginner
from twisted.web import http
from twisted.web.http import NO_BODY_CODES
from twisted.web.http import Request as TwistedRequest
from twisted.web.http_headers import Headers as TwistedHeaders

from taskhub.plain import Headers, PlainRequest, read

Message = dict[str, Any]
Work = Callable[[Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Any]

logger = logging.getLogger("taskhub.server")
requests = logging.getLogger("taskhub.request")
sockets = logging.getLogger("taskhub.socket")


@dataclass(frozen=True)
class Bounds:
    """Seconds and bytes that a connection may take."""

    body_bytes: int
    # A body announced larger is asked about before it is waited for: few paths take one.
    unasked_bytes: int = 64 * 1024
    idle_seconds: float = 75.0
    header_seconds: float = 20.0
    body_seconds: float = 60.0
    answer_seconds: float = 120.0
    # How long a caller may read nothing of an answer, or keep a closed connection.
    stall_seconds: float = 30.0
    # How long requests in hand may take when the server stops.
    stop_seconds: float = 4.0
    socket_message_bytes: int = 4096
    # What the kernel may hold of a socket's frames; ours come on top.
    socket_kernel_bytes: int = 128 * 1024
    # How long the other side has to answer when a socket is closed.
    socket_close_seconds: float = 5.0


class Http(Protocol):
    """What answers requests without being an application to each of them (`taskhub.bridge`)."""

    def begin(self, scope: dict[str, Any], body: bytes, reply: "Request") -> asyncio.Future[Any]:
        """Have the request answered by `reply.send_whole` or by `reply.go_on`."""

    def most_bytes(self, target: bytes) -> int:
        """The most that a body for this address may have."""


class Request(WebRequest):
    """One request: its body bounded in memory, its errors in JSON, its answer paced."""

    flow: "Flow | None" = None
    # Daphne's are the same, in Python; a request is looked up all the time.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What Daphne's says, without its way through a module that warns of old names."""
        # Twisted would parse forms that nobody here reads, and answer broken ones itself.
        TwistedRequest.__init__(self, *args, parsePOSTFormSubmission=False, **kwargs)
        self.server: Any = self.channel.factory.server
        self.client_addr = self.server_addr = None
        self.application_queue: asyncio.Queue[Message] | None = None
        self._response_started = False
        self.server.protocol_connected(self)

    def gotLength(self, length: int | None) -> None:  # noqa: N802 - Twisted's name
        """Keep the body in memory, whatever its announced length."""
        self.content = io.BytesIO()

    def handleContentChunk(self, data: bytes) -> None:  # noqa: N802
        """Take bytes up to one over the bound, by which the bridge sees that it is too much."""
        room = self.server.bounds.body_bytes + 1 - self.content.tell()
        if room > 0:
            self.content.write(data[:room])

    def process(self) -> Any:
        """Refuse what Daphne would trip over, and drop the header it should not believe.

        Daphne sees to whoever wants another protocol; for the rest, its own way over a task, a
        queue and messages takes longer than our answers do.
        """
        self.requestHeaders.removeHeader(b"Daphne-Root-Path")
        if not self.requestHeaders.hasHeader(b"Upgrade"):
            return self._process()
        if not self._plain_ascii():
            self.request_start = time.time()
            self.basic_error(400, b"Bad Request", "Header values must be ASCII.")
            return None
        return super().process()

    def take(self, plain: PlainRequest) -> None:
        """Begin with a request that Twisted has not read."""
        self.method, self.uri, self.clientproto = plain.method, plain.target, b"HTTP/1.1"
        self.path = plain.target.partition(b"?")[0]
        self._begin(plain.headers, plain.body)

    def _process(self) -> None:
        if broken := self._broken_part():
            self.request_start = time.time()
            self.basic_error(400, b"Bad Request", broken)
            return
        headers = [
            (name.lower(), value)
            for name, values in self.requestHeaders.getAllRawHeaders()
            if b"_" not in name  # which would pass for a hyphen
            for value in values
        ]
        self._begin(headers, self.content.getvalue())

    def _begin(self, headers: Headers, body: bytes) -> None:
        self.request_start = time.time()
        try:
            self.server.begin(self, self._scope(headers), body)
        except Exception:
            logger.exception("A request failed before the application")
            self.application_ended()

    def _broken_part(self) -> str | None:
        """What Daphne refuses of a request, in its words."""
        for name, values in self.requestHeaders.getAllRawHeaders():
            if not HEADER_NAME_RE.fullmatch(name):
                return "Invalid header name"
            if any(map(_INVALID_IN_VALUE.search, values)):
                return "Invalid header value"
        if not self.path.isascii():
            return "Invalid characters in path"
        return None if self.uri.isascii() else "Invalid query string"

    def _scope(self, headers: Headers) -> dict[str, Any]:
        """The request as ASGI says it; no TLS ends here."""
        return {
            "type": "http",
            "http_version": self.clientproto.split(b"/")[-1].decode("ascii"),
            "method": self.method.decode("ascii"),
            "path": unquote(self.path.decode("ascii")),
            "raw_path": self.path,
            "root_path": "",
            "scheme": "http",
            "query_string": self.uri.partition(b"?")[2],
            "headers": headers,
            "client": [self.client.host, self.client.port],
            "server": [self.host.host, self.host.port],
        }

    def send_whole(self, status: int, headers: Headers, body: bytes) -> None:
        """Send an answer that is all there is, head and body at once; then its request is over.

        Nothing is sent where nobody waits for it any more.
        """
        if not (self.finished or self._disconnected or self.channel is None):
            self.setResponseCode(status)
            self._response_started, self.startedWriting = True, 1
            if self.method == b"HEAD" or status in NO_BODY_CODES:
                body = b""
            self.sentLength = len(body)
            write_at_once(self.channel.transport, self._head(headers) + body)
            # Daphne's would tell a queue that there is none of.
            TwistedRequest.finish(self)
        self.server.forget(self)

    def _head(self, headers: Headers) -> bytes:
        lines = [b"%s %d %s\r\n" % (self.clientproto, self.code, self.code_message)]
        for name, values in self.responseHeaders.getAllRawHeaders():
            lines.extend(b"%s: %s\r\n" % (name, value) for value in values)
        lines.extend(itertools.starmap(_line, headers))
        lines.append(b"\r\n")
        return b"".join(lines)

    def go_on(self, work: Work) -> None:
        """Run the work as an application that knows already what was asked."""
        queue: asyncio.Queue[Message] = asyncio.Queue()
        if self.finished or self._disconnected or self.channel is None:
            queue.put_nowait({"type": "http.disconnect"})
        self.application_queue = queue
        task = asyncio.ensure_future(work(queue.get, partial(self.server.handle_reply, self)))
        self.server.attend(self, task)

    def handle_reply(self, message: dict[str, Any]) -> None:
        """Pass a piece of the answer on; an answer in pieces follows the caller's pace."""
        if message.get("more_body") and self.flow is None and not self.finished and self.channel:
            self.flow = Flow()
            self.registerProducer(self.flow, True)
        elif self.flow and not message.get("more_body") and not self._disconnected:
            self.unregisterProducer()
        super().handle_reply(message)

    async def drained(self, seconds: float) -> None:
        """Wait until the caller has read on; one that does not is cut off."""
        if self.flow is None:
            return
        try:
            async with asyncio.timeout(seconds):
                await self.flow.open.wait()
        except TimeoutError:
            self.cut()

    def check_timeouts(self) -> None:
        """503 when the application takes too long to begin."""
        late = self.duration() > self.server.bounds.answer_seconds
        if late and not self._response_started and not self.finished:
            self.basic_error(503, b"Service Unavailable", "This took too long.")

    def application_ended(self) -> None:
        """Nothing more will come: complete what has no answer, cut one that is half out."""
        if self.finished or self._disconnected or self.channel is None:
            return
        if self._response_started:
            self.cut()
        else:
            self.basic_error(500, b"Internal Server Error", "Something went wrong on our side.")

    def handle_exception(self, exception: BaseException) -> None:
        """Daphne noticed a failure of the application's; `application_ended` has dealt with it."""

    def cut(self) -> None:
        """Close the connection unfinished, so that nobody takes the answer for whole."""
        if self.channel is not None:
            self.channel.transport.abortConnection()

    def basic_error(self, status: int, status_text: bytes, body: str) -> None:
        """Answer an error of the server's own."""
        headers, content = _problem(status, body)
        self.handle_reply({"type": "http.response.start", "status": status, "headers": headers})
        self.handle_reply({"type": "http.response.body", "body": content})
        peer = getattr(self.client, "host", None)
        requests.info("refused", extra={"data": {"status": status, "peer": peer}})

    def _plain_ascii(self) -> bool:
        pairs = self.requestHeaders.getAllRawHeaders()
        return all(
            HEADER_NAME_RE.fullmatch(name) and b"".join(values).isascii() for name, values in pairs
        )


def _problem(status: int, detail: str) -> tuple[Headers, bytes]:
    """An error of the server's own (RFC 9457): its headers and its body."""
    title = HTTPStatus(status).phrase
    problem = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    content = json.dumps(problem).encode()
    headers = [
        (b"Content-Type", b"application/problem+json"),
        (b"Content-Length", str(len(content)).encode()),
        (b"Cache-Control", b"no-store"),
        (b"X-Content-Type-Options", b"nosniff"),
    ]
    return headers, content


_INVALID_IN_VALUE = re.compile(b"[%s]" % re.escape(bytes(INVALID_HEADER_VALUE_BYTES)))


def _line(name: bytes, value: bytes) -> bytes:
    """A header's line, its name as Twisted spells it."""
    return _usual_line(name, value) if len(value) <= LONGEST_KEPT else _made_line(name, value)


def _made_line(name: bytes, value: bytes) -> bytes:
    plain = b" ".join(value.splitlines()) if b"\n" in value or b"\r" in value else value
    return b"%s: %s\r\n" % (_canonical(name), plain)


#: Most headers are the same in every answer; what is longer holds something of a caller's.
LONGEST_KEPT = 300
_usual_line = lru_cache(maxsize=512)(_made_line)


@lru_cache(maxsize=256)
def _canonical(name: bytes) -> bytes:
    return next(iter(TwistedHeaders({name: [b""]}).getAllRawHeaders()))[0]


def waiting(transport: Any) -> int:
    """Bytes that were written and that the caller has not taken yet."""
    return len(transport.dataBuffer) - transport.offset + transport._tempDataLen


def write_at_once(transport: Any, data: bytes) -> None:
    """Write without waiting for the next round of the loop, where nothing waits before."""
    if not waiting(transport):
        sent = transport.writeSomeData(data)
        # An exception, returned, is a connection that has just broken; write() sees to it.
        data = data[sent:] if isinstance(sent, int) else data
    if data:
        transport.write(data)


class Flow:
    """A push producer that only says whether the caller is reading."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()

    def pauseProducing(self) -> None:  # noqa: N802 - Twisted's name
        """The buffer is full."""
        self.open.clear()

    def resumeProducing(self) -> None:  # noqa: N802
        """The buffer has room."""
        self.open.set()

    def stopProducing(self) -> None:  # noqa: N802
        """The caller is gone; nobody shall wait for it."""
        self.open.set()


class Channel(http.HTTPChannel):
    """One connection, with an end to each phase that no trickle of bytes puts off."""

    requestFactory = Request  # noqa: N815 - Twisted's name
    # Of a head: longer ones than any client of ours sends still reach the contract's own words.
    MAX_LENGTH = totalHeadersSize = 64 * 1024  # noqa: N815
    awaiting_request = True
    length: int | None  # of the body, where one was announced
    #: When the present phase has lasted too long, and what looks whether it has.
    _deadline: float | None = None
    _alarm: Any = None
    _host: Any = None
    _peer: Any = None
    timeOut: float | None = None  # noqa: N815 - Twisted's name
    #: Nothing more is taken: what still comes is dropped unread.
    refused = False
    _abortingCall: Any = None  # noqa: N815

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        """Start the clock with a request's first byte."""
        if self.refused:
            return
        if self.awaiting_request:
            self.awaiting_request = False
            if plain := self._plain(data):
                self._take(plain)
                return
            self.setTimeout(self.bounds.header_seconds)
        super().dataReceived(data)

    def _plain(self, data: bytes) -> PlainRequest | None:
        """The request that this is all of, where nothing came before it on this line."""
        if self._handlingRequest or self._busyReceiving or self._buffer or not self.persistent:
            return None
        return read(data, self.bounds.body_bytes)

    def _take(self, plain: PlainRequest) -> None:
        """Where Twisted stands when it has read a request, without its way there."""
        self.setTimeout(None)
        self._handlingRequest = True
        # What comes before the answer is out is kept for later.
        self.setRawMode()
        request = self.requestFactory(self)
        self.requests.append(request)
        request.take(plain)

    def setTimeout(self, period: float | None) -> float | None:  # noqa: N802
        """End the phase after so many seconds, or never; how long it had before.

        Phases change four times a request. An alarm that is set early enough stays, and looks
        for itself when it rings.
        """
        previous, self.timeOut = self.timeOut, period
        self._deadline = None if period is None else self.seconds() + period
        if self._deadline is None or (self._alarm and self._alarm.getTime() <= self._deadline):
            return previous
        self._silence()
        self._alarm = self.callLater(period, self._ring)
        return previous

    def _ring(self) -> None:
        self._alarm = None
        if self._deadline is None:
            return
        left = self._deadline - self.seconds()
        if left > 0:
            self._alarm = self.callLater(left, self._ring)
        else:
            self.timeoutConnection()

    def _silence(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def connectionLost(self, reason: Any) -> None:  # noqa: N802
        """Leave no alarm that would keep all this in memory."""
        super().connectionLost(reason)
        self._silence()

    def resetTimeout(self) -> None:  # noqa: N802
        """Bytes do not buy time, which Twisted would give them."""

    def allHeadersReceived(self) -> None:  # noqa: N802
        """The body has a time of its own; one announced too large is not waited for."""
        self.setTimeout(self.bounds.body_seconds)
        request = self.requests[-1]
        self.refused = self._is_too_long(self.length or 0)
        if self.refused:
            request.requestHeaders.removeHeader(b"Expect")  # no 100 for what is not wanted
        super().allHeadersReceived()
        if self.refused:
            self.length, self.persistent = 0, False
            request.responseHeaders.setRawHeaders(b"Connection", [b"close"])

    def _is_too_long(self, announced: int) -> bool:
        if announced <= min(self.bounds.unasked_bytes, self.bounds.body_bytes):
            return False
        most = self.factory.server.http.most_bytes(self._path)
        return announced > min(most, self.bounds.body_bytes)

    def lineReceived(self, line: bytes) -> None:  # noqa: N802
        """Read no further in a head that was refused."""
        if not self.refused:
            super().lineReceived(line)

    def rawDataReceived(self, data: bytes) -> None:  # noqa: N802
        """Nor in a body."""
        if not self.refused:
            super().rawDataReceived(data)

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: N802
        """Twisted would hang up without a word."""
        self._refuse(431 if self.requests else 414)

    def _respondToBadRequestAndDisconnect(self) -> None:  # noqa: N802
        """Twisted's answer has neither headers nor body, and also stands for too many headers."""
        is_long = self._receivedHeaderSize > self.totalHeadersSize
        is_long = is_long or self._receivedHeaderCount > self.maxHeaders
        self._refuse(431 if is_long else 400)

    def _refuse(self, status: int) -> None:
        self._tell(status, "The request could not be understood.")
        self.refused = True
        self.loseConnection()

    def _tell(self, status: int, detail: str) -> None:
        """Answer outside of any request, on a connection that ends here."""
        headers, content = _problem(status, detail)
        lines = [b"HTTP/1.1 %d %s" % (status, HTTPStatus(status).phrase.encode())]
        lines += [b"%s: %s" % header for header in (*headers, (b"Connection", b"close"))]
        self.transport.write(b"\r\n".join([*lines, b"", content]))
        peer = getattr(self.transport.getPeer(), "host", None)
        requests.info("refused", extra={"data": {"status": status, "peer": peer}})

    def getHost(self) -> Any:  # noqa: N802
        """Our end of the connection, asked of the system once and not for each request."""
        if self._host is None:
            self._host = super().getHost()
        return self._host

    def getPeer(self) -> Any:  # noqa: N802
        """The other end, likewise."""
        if self._peer is None:
            self._peer = super().getPeer()
        return self._peer

    def requestDone(self, request: Request) -> None:  # noqa: N802
        """Wait for the next request."""
        self.awaiting_request = True
        self._savedTimeOut = self.bounds.idle_seconds
        super().requestDone(request)

    def timeoutConnection(self) -> None:  # noqa: N802
        """Tell a caller in the middle of a request why it ends here."""
        if not self.awaiting_request:
            self._tell(408, "The request did not come in time.")
        self.loseConnection()

    def loseConnection(self) -> None:  # noqa: N802
        """Close, and do not wait for ever for a caller that reads nothing."""
        if self._abortingCall is None:
            self._abortingCall = self.callLater(self.bounds.stall_seconds, self.forceAbortClient)
        if self.refused:
            # A full close would meet the bytes on their way with a reset, which may overtake
            # the answer.
            self.transport.loseWriteConnection()
        else:
            super().loseConnection()

    @property
    def bounds(self) -> Bounds:
        """The server's."""
        bounds: Bounds = self.factory.server.bounds
        return bounds


class Factory(HTTPFactory):
    """Makes our channels; HTTP/2 needs packages that are not installed."""

    def buildProtocol(self, addr: Any) -> Channel:  # noqa: N802
        """A channel for a new connection."""
        channel = Channel()
        channel.factory = self
        channel.callLater, channel.seconds = reactor.callLater, reactor.seconds
        channel.timeOut = self.server.bounds.idle_seconds
        return channel

    def log(self, request: Request) -> None:
        """Requests have a line of our own; Twisted's would be written to nowhere."""


class SocketProtocol(WebSocketProtocol):
    """A WebSocket whose handshake may also fail, and that shows what waits in it."""

    def onOpen(self) -> None:  # noqa: N802
        """Keep the kernel from buffering megabytes for a caller that does not read."""
        super().onOpen()
        self.transport.getHandle().setsockopt(
            socket.SOL_SOCKET, socket.SO_SNDBUF, self.server.bounds.socket_kernel_bytes
        )

    def onPing(self, payload: bytes) -> None:  # noqa: N802
        """Answer, unless this caller does not take the answers."""
        if self.waiting() > self.server.bounds.socket_message_bytes:
            self.dropConnection(abort=True)
        else:
            super().onPing(payload)

    def serverClose(self, code: int | None = None) -> None:  # noqa: N802
        """Close with any code: Autobahn keeps the ones below 3000 to itself, as 1003 and 1012."""
        if self.state == self.STATE_OPEN:
            self.sendCloseFrame(code=code or self.CLOSE_STATUS_CODE_NORMAL)
        else:
            super().serverClose(code)

    def waiting(self) -> int:
        """Bytes that were written and that the caller has not taken yet."""
        return waiting(self.transport)

    def write_frame(self, frame: bytes) -> int:
        """Send an encoded frame, at once where nothing waits before it; what waits after."""
        if self.state != self.STATE_OPEN or not self.transport.connected:
            return 0
        write_at_once(self.transport, frame)
        return self.waiting()

    def onClose(self, wasClean: bool, code: int, reason: str) -> None:  # noqa: N802, N803
        """Daphne expects that every socket that closes was once announced to it."""
        if hasattr(self, "server"):
            super().onClose(wasClean, code, reason)


class Server(DaphneServer):
    """Daphne's server with our connections, bounds and log."""

    def __init__(
        self,
        application: Any,
        http: Http,
        endpoint: str,
        bounds: Bounds,
        ready: Callable[[], None],
        farewell: Callable[[], Awaitable[None]],
    ) -> None:
        super().__init__(
            application, endpoints=[endpoint], server_name="", action_logger=log_socket
        )
        self.http = http
        self.bounds = bounds
        self.ready = ready
        self.farewell = farewell
        self.failure: str | None = None

    def run(self) -> None:
        """Serve until a signal says stop."""
        self.connections: dict[Any, dict[str, Any]] = {}
        self.http_factory = Factory(self)
        self.ws_factory = self._socket_factory()
        globalLogBeginner.beginLoggingTo([lambda _: None], redirectStandardIO=False)
        reactor.callLater(1, self.application_checker)
        reactor.callLater(2, self.timeout_checker)
        listening = serverFromString(reactor, self.endpoints[0]).listen(self.http_factory)
        listening.addCallbacks(self.listen_success, self.listen_error)
        asyncio.set_event_loop(reactor._asyncioEventloop)
        reactor.addSystemEventTrigger("before", "shutdown", self.wind_down)
        if not self.abort_start:
            reactor.run(installSignalHandlers=self.signal_handlers)

    def listen_success(self, port: Any) -> None:
        """Remember the port, to close it first when stopping."""
        self.port = port
        where = port.getHost()
        self.listening_addresses.append((where.host, where.port))
        logger.info("Serving", extra={"data": {"host": where.host, "port": where.port}})
        self.ready()

    def listen_error(self, failure: Any) -> None:
        """Keep the reason for whoever started us."""
        self.failure = failure.getErrorMessage()
        self.stop()

    def create_application(self, protocol: Any, scope: dict[str, Any]) -> Any:
        """Start the application for a request or socket, and watch how it ends."""
        if isinstance(protocol, SocketProtocol):
            wire = {"write": protocol.write_frame, "waiting": protocol.waiting}
            scope["extensions"] = {"taskhub.wire": wire}
        queue = super().create_application(protocol, scope)
        task = self.connections.get(protocol, {}).get("application_instance")
        if task is not None and isinstance(protocol, Request):
            task.add_done_callback(partial(self._ended, protocol))
        return queue

    def begin(self, request: Request, scope: dict[str, Any], body: bytes) -> None:
        """Have a request answered that is here with all its body."""
        self.connections[request]["application_instance"] = self.http.begin(scope, body, request)

    def attend(self, request: Request, task: asyncio.Future[Any]) -> None:
        """Watch how the rest of an answer ends."""
        row = self.connections.setdefault(request, {"disconnected": time.time()})
        row["application_instance"] = task
        task.add_done_callback(partial(self._ended, request))

    def forget(self, request: Request) -> None:
        """A request is over: Daphne would keep all those of a second, and look through them."""
        self.connections.pop(request, None)

    def _ended(self, request: Request, task: asyncio.Future[Any]) -> None:
        request.application_ended()
        failed = task.cancelled() or task.exception()
        if not failed and "disconnected" in self.connections.get(request, {}):
            self.forget(request)

    async def handle_reply(self, protocol: Any, message: dict[str, Any]) -> None:
        """Pass the message on; after a piece of an answer, wait for the caller to read it."""
        await super().handle_reply(protocol, message)
        if message.get("more_body"):
            await protocol.drained(self.bounds.stall_seconds)

    def wind_down(self) -> defer.Deferred[Any]:
        """Take no new connections, let requests finish for a while, then end the rest."""
        return defer.Deferred.fromFuture(asyncio.ensure_future(self._wind_down()))

    async def _wind_down(self) -> None:
        if hasattr(self, "port"):
            self.port.stopListening()
        # Whoever waits for events would do so until the time is up.
        await self.farewell()
        end = time.monotonic() + self.bounds.stop_seconds
        # An answer that is streamed is another's work from its first piece on.
        while (left := end - time.monotonic()) > 0 and (answers := self._answers()):
            await asyncio.wait(answers, timeout=left)
        rest = dict(self._running())
        for task in rest.values():
            task.cancel()
        if rest:
            await asyncio.wait(rest.values(), timeout=1.0)
        for protocol in rest:
            if isinstance(protocol, Request):
                protocol.application_ended()
        await self._written(time.monotonic() + 1.0)

    async def _written(self, end: float) -> None:
        """Wait for what callers have not taken yet; the reactor, once stopped, drops it."""
        while reactor.getWriters() and time.monotonic() < end:
            await asyncio.sleep(0.01)

    def _answers(self) -> list[asyncio.Future[Any]]:
        return [task for protocol, task in self._running() if isinstance(protocol, Request)]

    def _running(self) -> list[tuple[Any, asyncio.Future[Any]]]:
        tasks = [(key, row.get("application_instance")) for key, row in self.connections.items()]
        return [(protocol, task) for protocol, task in tasks if task and not task.done()]

    def _socket_factory(self) -> WebSocketFactory:
        factory = WebSocketFactory(self, server="")
        factory.protocol = SocketProtocol
        factory.setProtocolOptions(
            autoPingTimeout=self.ping_timeout,
            allowNullOrigin=True,
            openHandshakeTimeout=self.websocket_handshake_timeout,
            maxMessagePayloadSize=self.bounds.socket_message_bytes,
            maxFramePayloadSize=self.bounds.socket_message_bytes,
            closeHandshakeTimeout=self.bounds.socket_close_seconds,
            # What breaks the protocol is told by a close code before the connection goes.
            failByDrop=False,
        )
        return factory


def log_socket(protocol: str, action: str, details: dict[str, Any]) -> None:
    """A line for each socket that opens, closes or is turned away; requests have theirs."""
    if protocol == "websocket" and action != "connecting":
        path = details["path"].partition("?")[0]
        sockets.info(action, extra={"data": {"path": path, "peer": details["client"]}})
