"""A client that costs little: prebuilt bytes over a few kept connections."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass

#: Makes the next request of one connection, or None when it has no more.
Maker = Callable[[], bytes | None]


@dataclass
class Burst:
    """What came of some seconds of requests."""

    requests: int
    seconds: float
    processor: float
    latencies: list[float]


def request(method: str, path: str, body: bytes = b"", **headers: str) -> bytes:
    """The bytes of one request; `_` in a header's name stands for `-`."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if body or method in {"POST", "PUT", "PATCH"}:
        lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def processor(pid: int) -> float:
    """Seconds of processor time that a process has taken, to the nanosecond (Linux)."""
    return time.clock_gettime((~pid << 3) | 2)


class Connection(asyncio.Protocol):
    """One connection: asks, waits for the whole answer, and asks again."""

    def __init__(self, make: Maker, status: int) -> None:
        self.make, self.status = make, status
        self.latencies: list[float] = []
        self.done = asyncio.get_running_loop().create_future()
        self.until = 0.0
        self.received = bytearray()
        self.missing = -1  # bytes of the body still to come; -1 while the head is

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def begin(self, until: float) -> None:
        self.until = until
        self.ask()

    def ask(self) -> None:
        self.asked = time.perf_counter()
        made = self.make() if self.asked < self.until else None
        if made is None:
            self.transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self.transport.write(made)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if self.missing < 0:
            self.received += data
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return
            self.missing = self.length_of(bytes(self.received[:end])) - len(self.received) + end + 4
        else:
            self.missing -= len(data)
        if self.missing == 0:
            self.latencies.append(time.perf_counter() - self.asked)
            self.received.clear()
            self.missing = -1
            self.ask()

    def length_of(self, head: bytes) -> int:
        if int(head[9:12]) != self.status:
            raise_later(self.done, head + bytes(self.received[len(head) :]))
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                return int(line[15:])
        return 0

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(ConnectionError(f"The server hung up: {exc}"))


def raise_later(future: asyncio.Future[None], said: bytes) -> None:
    if not future.done():
        future.set_exception(SystemExit(f"Not what was expected: {said[:2000]!r}"))


def burst(port: int, pid: int, makers: list[Maker], status: int, seconds: float) -> Burst:
    """Some seconds of requests, one at a time on each connection."""
    return asyncio.run(_burst(port, pid, makers, status, seconds))


async def _burst(port: int, pid: int, makers: list[Maker], status: int, seconds: float) -> Burst:
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda make=make: Connection(make, status), "127.0.0.1", port)
        for make in makers
    ]
    connections = [protocol for _, protocol in opened]
    before, started = processor(pid), time.perf_counter()
    for connection in connections:
        connection.begin(started + seconds)
    await asyncio.gather(*(connection.done for connection in connections))
    spent, lasted = processor(pid) - before, time.perf_counter() - started
    latencies = [each for connection in connections for each in connection.latencies]
    return Burst(len(latencies), lasted, spent, latencies)
