"""The bridge by itself, with a caller played by the test."""

import asyncio
import threading
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import RequestFactory

from taskhub.bridge import Answer, Bridge, Limits
from taskhub.threads import Workers

SCOPE = {
    "type": "http",
    "http_version": "1.1",
    "method": "GET",
    "raw_path": b"/healthz",
    "path": "/healthz",
    "query_string": b"",
    "headers": [(b"host", b"localhost"), (b"transfer-encoding", b"chunked")],
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


class Reply:
    """Takes the answer to a request that was begun."""

    def __init__(self) -> None:
        self.whole: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self.caller = Caller({"type": "http.disconnect"})
        self.work: asyncio.Future[None] | None = None

    def send_whole(self, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
        self.whole.set_result((status, body))

    def go_on(self, work: Any) -> None:
        self.work = asyncio.ensure_future(work(self.caller.receive, self.caller.send))


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


async def test_request_that_is_here_is_answered_in_one_piece() -> None:
    reply = Reply()
    bridge().begin(SCOPE, b"", reply)
    assert await asyncio.wait_for(reply.whole, 5) == (200, b'{"status": "ok"}')


@pytest.mark.parametrize(("announced", "body"), [(b"11", b""), (b"0", b"a" * 11)])
async def test_request_that_is_here_may_be_too_large(announced: bytes, body: bytes) -> None:
    scope = {**SCOPE, "headers": [(b"host", b"localhost"), (b"content-length", announced)]}
    reply = Reply()
    bridge().begin(scope, body, reply)
    assert (await asyncio.wait_for(reply.whole, 5))[0] == 413


async def test_failure_of_a_request_that_is_here_tells_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, reply = bridge(), Reply()
    monkeypatch.setattr(broken.handler, "answer", lambda environ: 1 // 0)
    broken.begin(SCOPE, b"", reply)
    status, body = await asyncio.wait_for(reply.whole, 5)
    assert (status, b"division" in body) == (500, False)
    assert "ZeroDivisionError" in caplog.text


async def test_cancelled_request_is_sent_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    reply = Reply()
    bridge().begin(SCOPE, b"", reply).cancel()
    await asyncio.sleep(0.05)
    assert not reply.whole.done()
    assert [record.data["status"] for record in caplog.records if "data" in vars(record)] == [500]


async def test_answer_in_pieces_goes_on_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    streaming, reply = bridge(), Reply()
    response = StreamingHttpResponse(iter([b"a", b"b"]))

    def answer(environ: dict[str, Any]) -> Answer:
        return Answer(200, [], response=response, chunks=iter(response), thread=0)

    monkeypatch.setattr(streaming.handler, "answer", answer)
    reply.caller.messages.clear()  # who waits for it stays
    await streaming.begin(SCOPE, b"", reply)
    while reply.work is None:
        await asyncio.sleep(0)
    await asyncio.wait_for(reply.work, 5)
    assert [message.get("body") for message in reply.caller.sent] == [None, b"ab", b""]


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


async def test_what_is_made_for_somebody_who_left_is_handed_over() -> None:
    workers = Workers(1, "test")
    started, go_on, handed = threading.Event(), threading.Event(), asyncio.Event()

    def make() -> str:
        started.set()
        go_on.wait(5)
        return "made"

    found: list[str] = []
    job = workers.run(make, unclaimed=lambda made: (found.append(made), handed.set()))
    await asyncio.to_thread(started.wait, 5)
    job.cancel()
    go_on.set()
    await asyncio.wait_for(handed.wait(), 5)
    assert found == ["made"]
    workers.stop(1)


async def test_failure_of_a_job_reaches_who_waits() -> None:
    workers = Workers(1, "test")
    with pytest.raises(ZeroDivisionError):
        await workers.run(lambda: 1 // 0)
    workers.stop(1)


def test_view_of_an_address_is_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_for: list[str] = []

    class Resolver:
        def resolve(self, path: str) -> object:
            looked_for.append(path)
            return object()

    monkeypatch.setattr("taskhub.bridge.get_resolver", Resolver)
    handler, long = bridge().handler, "/" + "a" * 300
    asked = RequestFactory().get("/looked-for-once")
    assert handler.resolve_request(asked) is handler.resolve_request(asked)
    handler.resolve_request(RequestFactory().get(long))
    handler.resolve_request(RequestFactory().get(long))
    assert looked_for == ["/looked-for-once", long, long]


@pytest.mark.parametrize(
    ("target", "mebibytes"),
    [
        (b"/zocket/api/v1/tasks", 1),
        (b"/api/v1/tasks?page=1", 1),
        (b"/zocket/nowhere", 1),
        (b"/tasktracker/api/v1/users/me/update-avatar/", 5.0625),
        (b"/totask/users/7", 5.0625),
        (b"/account/", 6),
        (b"/nowhere", 6),
    ],
)
def test_how_much_an_address_takes(target: bytes, mebibytes: float) -> None:
    assert bridge(body_bytes=6 * 2**20).most_bytes(target) == mebibytes * 2**20
