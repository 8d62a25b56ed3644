"""The life of one WebSocket: who opens it, what it hears, how it ends."""

import asyncio
import logging
import time
from abc import abstractmethod
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import partial
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.utils import timezone

from taskhub.live import cursors, desk
from taskhub.live.audience import Listener
from taskhub.live.credentials import Caller, caller_of
from taskhub.live.reading import is_lost
from taskhub.live.relay import relay
from taskhub.live.wire import Scope, Send, wire_of
from taskhub.live.wording import Frame, Saying, Wording
from tasks import events
from tasks.events import EventRow
from tasks.replay import still_for

Receive = Callable[[], Awaitable[dict[str, Any]]]

logger = logging.getLogger("taskhub.live")
sockets = logging.getLogger("taskhub.socket")

# Codes of RFC 6455, 7.4.1, and our own from 4400 on, which read like HTTP's.
NOT_TEXT, TOO_BIG, TRY_LATER, RESTART = 1003, 1009, 1013, 1012
BAD_REQUEST, SIGNED_OUT, TOO_SLOW, TOO_MANY = 4400, 4401, 4408, 4429

#: What is missed is read on when no more than this waits for the caller.
ROOM = 16 * 1024
#: Seconds for which it counts who may read what was missed; callers may take it slowly.
FRESH = 1.0


class Ended(Exception):
    """The socket cannot go on; `code` says why."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Missed(NamedTuple):
    """What somebody missed, or that the log no longer holds all of it.

    `behind` is the id behind which to read on; None where the log holds nothing more.
    """

    rows: list[EventRow]
    behind: int | None
    pruned: bool


class Socket(Listener):
    """One open socket; surfaces derive theirs and say in a `Wording` what it tells."""

    __slots__ = (
        "_count",
        "_send",
        "_since",
        "_stuck",
        "_wire",
        "closed",
        "expires",
        "live",
    )
    wording: ClassVar[Wording]

    def __init__(self, caller: Caller, scope: Scope, send: Send, position: int) -> None:
        super().__init__(caller.user_id, caller.session_id, position)
        self.expires = caller.expires
        #: What was missed is told; from now on the relay does the telling.
        self.live = False
        self.closed = False
        self._send = send
        self._wire = wire_of(scope, send, settings.TASKHUB_SOCKET_BUFFER)
        self._stuck: float | None = None
        self._since, self._count = 0.0, 0

    @classmethod
    def as_asgi(cls) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
        """The application to route to."""
        return partial(_serve, cls)

    @abstractmethod
    def received(self, text: str) -> None:
        """The caller sent this, which is within the bounds."""

    @abstractmethod
    def missed_too_much(self) -> None:
        """The log no longer reaches back to where the caller was."""

    def start(self, scope: Scope) -> None:
        """Called once, before anything is sent; raises `Ended` for a wrong address."""

    def wants(self, event: EventRow, *, lost: bool) -> bool:
        """Whether the caller asked for it; `lost` as in `hear`."""
        return True

    def hear(self, saying: Saying, *, lost: bool) -> None:
        """Pass the event on; the relay's."""
        if self.live and saying.event.id > self.position:
            self._pass_on(saying, lost)

    def look_again(self, about: list[str]) -> None:
        """Nothing: what a surface tells of is in the log."""

    def end(self) -> None:
        """The sign-in does not count any more."""
        self.close(SIGNED_OUT)

    def dismiss(self) -> None:
        """Whoever comes back finds another process, or this one anew."""
        self.close(RESTART)

    def tick(self, now: datetime) -> None:
        """See to the token's end, and to callers that take nothing."""
        if now >= self.expires:
            self.close(SIGNED_OUT)
        if not self._wire.waiting():
            self._stuck = None
            return
        self._stuck = self._stuck or time.monotonic()
        if time.monotonic() - self._stuck > settings.TASKHUB_SOCKET_STALL:
            self.close(TOO_SLOW)

    def put(self, frame: Frame) -> None:
        """Send it now; whoever lets too much pile up is closed."""
        if self.closed:
            return
        data = frame.head
        if frame.tail is not None:
            data += cursors.write(self.user_id, self.position) + frame.tail
        if self._wire.write(data) > settings.TASKHUB_SOCKET_BUFFER:
            self.close(TOO_SLOW)

    def close(self, code: int) -> None:
        """Say and hear nothing more; the first code counts."""
        if self.closed:
            return
        self.closed = True
        self.live = False
        relay.leave(self)
        code = self._wire.close(code)
        sockets.info("closed", extra={"data": {"code": code, "user": self.user_id}})
        message = {"type": "websocket.close", "code": code}
        _background(self._send(message))

    def take(self, message: dict[str, Any]) -> None:
        """Bound what the caller sent and hand it on."""
        text = message.get("text")
        if self.closed:
            return
        if self._too_often():
            self.close(TOO_MANY)
        elif text is None:
            self.close(NOT_TEXT)
        elif len(text.encode()) > settings.TASKHUB_SOCKET_FRAME_LIMIT:
            self.close(TOO_BIG)
        else:
            self.received(text)

    async def catch_up(self) -> None:
        """Tell what was missed, until the relay can go on from there."""
        while not self.closed:
            if self.position >= relay.position:
                self.live = True
                return
            try:
                question = partial(_missed, self.user_id, self.position)
                missed = await desk.ask(desk.callers, question)
            except Exception as problem:  # noqa: BLE001 - the database's; it will come back
                logger.warning("Missed events cannot be read (%s)", type(problem).__name__)
                await asyncio.sleep(1)
                continue
            await self._tell_missed(missed)

    async def _tell_missed(self, missed: Missed) -> None:
        asked = time.monotonic()
        for row in missed.rows:
            if time.monotonic() - asked > FRESH:
                return  # to be asked again from here on
            self._pass_on(Saying(row), lost=not row.is_for(self.user_id))
            while self._wire.waiting() > ROOM and not self.closed:
                await asyncio.sleep(0.02)
        self.position = relay.position if missed.behind is None else missed.behind
        if missed.pruned:
            self.missed_too_much()

    def _pass_on(self, saying: Saying, lost: bool) -> None:
        self.position = saying.event.id
        if self.wants(saying.event, lost=lost):
            frame = saying.to(self.wording, lost=lost)
            if frame is not None:
                self.put(frame)

    def _too_often(self) -> bool:
        most, seconds = settings.TASKHUB_RATE_SOCKET
        now = time.monotonic()
        if now - self._since > seconds:
            self._since, self._count = now, 0
        self._count += 1
        return self._count > most


async def _serve(kind: type[Socket], scope: Scope, receive: Receive, send: Send) -> None:
    """From the handshake to the end of one socket."""
    await receive()
    relay.bind()
    try:
        caller, newest = await desk.ask(desk.callers, partial(_greet, scope))
    except Exception as problem:  # noqa: BLE001 - the database's; nobody is let in
        logger.warning("A socket could not be checked (%s)", type(problem).__name__)
        await send({"type": "websocket.accept"})
        code = wire_of(scope, send, bound=0).close(TRY_LATER)
        await send({"type": "websocket.close", "code": code})
        return
    if caller is None:
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept", "subprotocol": caller.subprotocol})
    socket = kind(caller, scope, send, newest)
    try:
        if relay.audience.count(caller.user_id) >= settings.TASKHUB_SOCKETS_PER_USER:
            raise Ended(TOO_MANY)
        if relay.stopping:
            raise Ended(RESTART)
        socket.start(scope)
    except Ended as ended:
        socket.close(ended.code)
    else:
        relay.join(socket, newest)
    await _talk(socket, receive)


async def _talk(socket: Socket, receive: Receive) -> None:
    catching_up = asyncio.ensure_future(socket.catch_up())
    try:
        while (message := await receive())["type"] == "websocket.receive":
            socket.take(message)
    finally:
        socket.closed = True
        relay.leave(socket)
        catching_up.cancel()


def _greet(scope: Scope) -> tuple[Caller | None, int]:
    caller = caller_of(scope)
    if caller is not None and caller.expires <= timezone.now():
        caller = None
    return caller, events.last_id() if caller else 0


def _missed(user_id: int, position: int) -> Missed:
    rows = events.rows_after(position)
    own = still_for(user_id, rows)
    # In this order: rows that were there when read were not pruned before.
    if is_lost(position):
        return Missed([], events.last_id(), pruned=True)
    return Missed(own, rows[-1].id if rows else None, pruned=False)


_running: set[asyncio.Future[None]] = set()


def _background(work: Awaitable[None]) -> None:
    """Let it run; the loop alone would keep no hold of it."""
    task = asyncio.ensure_future(work)
    _running.add(task)
    task.add_done_callback(_running.discard)
