"""The way out to one socket: frames encoded beforehand, and how much of them still waits."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Protocol

Scope = dict[str, Any]
Send = Callable[[dict[str, Any]], Awaitable[None]]

#: What our own server offers in a scope's `extensions` (taskhub/server.py).
EXTENSION = "taskhub.wire"
#: A server that shows no buffers gets so many times the bound of one, and no byte more.
UNSEEN = 16


def text_frame(payload: bytes) -> bytes:
    """The payload as an unmasked WebSocket text frame (RFC 6455, 5.2)."""
    size = len(payload)
    if size < 126:
        head = bytes((0x81, size))
    elif size < 65_536:
        head = b"\x81\x7e" + size.to_bytes(2, "big")
    else:
        head = b"\x81\x7f" + size.to_bytes(8, "big")
    return head + payload


def payload_of(frame: bytes) -> bytes:
    """What `text_frame` was given."""
    return frame[{126: 4, 127: 10}.get(frame[1], 2) :]


class Wire(Protocol):
    """How frames leave."""

    def write(self, frame: bytes) -> int:
        """Send an encoded frame without waiting; the bytes that wait after it."""

    def waiting(self) -> int:
        """Bytes that the caller has not taken yet."""

    def close(self, code: int) -> int:
        """No frames come any more; the code that the server can close with instead of this."""


class OwnWire:
    """Straight into the connection, as our own server allows."""

    __slots__ = ("waiting", "write")

    def __init__(self, offer: dict[str, Any]) -> None:
        self.write: Callable[[bytes], int] = offer["write"]
        self.waiting: Callable[[], int] = offer["waiting"]

    def close(self, code: int) -> int:
        """The server forgets the connection by itself, and sends every code."""
        return code


class AsgiWire:
    """Through ASGI's `send`, for servers that are not ours.

    A server that makes us wait for a slow caller is waited for, and what waits is counted
    here. Daphne alone does not, and its buffers are not to be seen from here: so nobody
    gets more than `allowance` bytes in all through it.
    """

    def __init__(self, send: Send, allowance: int) -> None:
        self._send = send
        self._left = allowance
        self._queue: deque[bytes] = deque()
        self._size = 0
        self._pump: asyncio.Task[None] | None = None

    def write(self, frame: bytes) -> int:
        """Queue the frame; once the allowance is spent, no end of bytes is said to wait."""
        self._left -= len(frame)
        if self._left < 0:
            return self._size + (1 << 40)
        self._queue.append(frame)
        self._size += len(frame)
        if self._pump is None or self._pump.done():
            self._pump = asyncio.ensure_future(self._drain())
        return self._size

    def waiting(self) -> int:
        """Bytes that were not given to the server yet."""
        return self._size

    def close(self, code: int) -> int:
        """Drop what waits; a code below 3000 is one that Daphne alone does not let us send."""
        self._queue.clear()
        self._size = 0
        return code if code >= 3000 else 4000 + code % 1000

    async def _drain(self) -> None:
        # A server may raise whatever it likes for a connection that is gone.
        with suppress(Exception):
            while self._queue:
                frame = self._queue.popleft()
                text = payload_of(frame).decode()
                await self._send({"type": "websocket.send", "text": text})
                self._size = max(0, self._size - len(frame))


def wire_of(scope: Scope, send: Send, bound: int) -> Wire:
    """The best way out that the server of this socket offers."""
    offer = scope.get("extensions", {}).get(EXTENSION)
    return OwnWire(offer) if offer else AsgiWire(send, bound * UNSEEN)
