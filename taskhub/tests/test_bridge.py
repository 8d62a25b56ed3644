"""The bridge by itself, with a caller played by the test."""

import asyncio
import threading
from typing import Any

import pytest

from taskhub.bridge import Bridge, Limits
from taskhub.threads import Workers

SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "raw_path": b"/healthz",
    "path": "/healthz",
    "query_string": b"",
    "headers": [(b"host", b"localhost")],
    "client": ["203.0.113.9", 4711],
    "server": ["127.0.0.1", 8000],
}


class Caller:
    """Gives the messages it was made with, then stays silent; keeps what it is sent."""

    def __init__(self, *messages: dict[str, Any]) -> None:
        self.messages = list(messages)
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        if not self.messages:
            await asyncio.Event().wait()
        return self.messages.pop(0)

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)


def part(body: bytes, more: bool = False) -> dict[str, Any]:
    return {"type": "http.request", "body": body, "more_body": more}


def bridge(**limits: Any) -> Bridge:
    return Bridge(threads=1, limits=Limits(**{"body_bytes": 10, **limits}), trusted=[])


async def test_body_that_does_not_come_is_a_408() -> None:
    caller = Caller(part(b"a", more=True))
    await bridge(body_seconds=0.01)(SCOPE, caller.receive, caller.send)
    assert caller.sent[0]["status"] == 408


async def test_caller_that_hangs_up_early_is_sent_nothing() -> None:
    caller = Caller(part(b"a", more=True), {"type": "http.disconnect"})
    await bridge()(SCOPE, caller.receive, caller.send)
    assert caller.sent == []


async def test_reading_stops_where_the_body_is_too_large() -> None:
    caller = Caller(part(b"a" * 11, more=True), part(b"never read"))
    await bridge()(SCOPE, caller.receive, caller.send)
    assert len(caller.messages) == 1
    assert caller.sent[0]["status"] == 413


async def test_failure_of_the_bridge_itself_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = bridge()

    def fail(environ: dict[str, Any]) -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr(broken.handler, "answer", fail)
    caller = Caller(part(b""))
    await broken(SCOPE, caller.receive, caller.send)
    assert caller.sent[0]["status"] == 500
    assert b"secret" not in caller.sent[1]["body"]
    assert "a secret detail" in caplog.text


async def test_job_can_ask_for_its_thread() -> None:
    workers = Workers(3, "test")
    for number in (2, 0, 1, 1):
        assert await workers.run(workers.current, on=number) == number
    workers.stop(1)


async def test_idle_threads_share_the_jobs() -> None:
    workers = Workers(3, "test")
    meeting = threading.Barrier(3, timeout=5)
    await asyncio.gather(*(workers.run(meeting.wait) for _ in range(3)))
    workers.stop(1)


async def test_failure_of_a_job_reaches_who_waits() -> None:
    workers = Workers(1, "test")
    with pytest.raises(ZeroDivisionError):
        await workers.run(lambda: 1 // 0)
    workers.stop(1)
