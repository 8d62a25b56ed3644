"""HTTP from the event loop to Django on its threads and back.

Django's own ASGI handler makes a thread of its own for each request, and with it a new
database connection; here requests share a few threads that keep theirs.
"""

import asyncio
import io
import json
import logging
import re
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from email.utils import formatdate
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes

from django.core import signals
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponseBase
from django.urls import Resolver404, ResolverMatch, get_resolver, set_script_prefix
from django.utils.functional import SimpleLazyObject

from taskhub.env import Network
from taskhub.forwarded import Scope, in_origin_form, settled
from taskhub.threads import Workers

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

logger = logging.getLogger("taskhub.bridge")
requests = logging.getLogger("taskhub.request")

# Answered while every other thread waits for a database that hangs.
HEALTH_PATHS = frozenset({b"/healthz", b"/readyz"})
# What goes to the loop at once when an answer is streamed.
BATCH = 64 * 1024
LONGEST_PATH = 300
_LENGTH = b"content-length"
BODILESS = frozenset({HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED})


class Gone(Exception):
    """The caller closed the connection before the request was complete."""


@dataclass(frozen=True)
class Limits:
    """What a request may cost before Django sees it."""

    body_bytes: int
    body_seconds: float = 60.0


class Later(Protocol):
    """A response may bring one: there is nothing yet, ask again after `news`.

    The thread is free meanwhile; the next request has it as `taskhub.later` in its environ.
    """

    async def news(self) -> None:
        """Returns when it is time."""


@dataclass
class Answer:
    """A response, ready to be sent; `chunks` are left to be drawn from its thread."""

    status: int
    headers: Headers
    body: bytes = b""
    response: Any = None
    chunks: Iterator[bytes] | None = None
    thread: int = 0
    user: int | None = None
    contract: str | None = None
    # What to wait for before asking Django once more.
    later: "Later | None" = None

    def measure(self, body: bytes, *, sent: bool) -> None:
        """Give the answer its body, and a length where no middleware has said one."""
        self.body = body if sent else b""
        bare = self.status < HTTPStatus.OK or self.status in BODILESS
        if not bare and not any(name.lower() == b"content-length" for name, _ in self.headers):
            self.headers.append((b"Content-Length", str(len(body)).encode()))


def resolved(path: str) -> ResolverMatch:
    """The view of a path; looked for among all patterns once for each. Raises `Resolver404`."""
    return _match(path) if len(path) <= LONGEST_PATH else get_resolver().resolve(path)


@lru_cache(maxsize=1024)
def _match(path: str) -> ResolverMatch:
    return get_resolver().resolve(path)


class Reply(Protocol):
    """What takes the answer to a request that was begun."""

    def send_whole(self, status: int, headers: Headers, body: bytes) -> None:
        """Send an answer that is all there is; nothing where nobody waits for it any more."""

    def go_on(self, work: Callable[[Receive, Send], Coroutine[Any, Any, None]]) -> None:
        """Run the work as an ASGI application's."""


@dataclass
class Asked:
    """A request, the moment it came, and its body once that is here; None for too large a one."""

    scope: Scope
    started: float
    body: bytes | None = b""

    def announced(self) -> int | None:
        """The length of the body as the request gives it, 0 without; None for no number."""
        text = next((value for name, value in self.scope["headers"] if name == _LENGTH), b"0")
        return int(text[:19]) if text.isdigit() else None

    def has_header(self, name: bytes) -> bool:
        """Whether there is such a header; `name` is in lower case."""
        return any(name == known for known, _ in self.scope["headers"])

    def log(self, answer: Answer) -> None:
        """Write the line of this request, which was answered so."""
        requests.info("request", extra={"data": log_entry(self.scope, answer, self.started)})


class HostedRequest(WSGIRequest):
    """Django's request, made of whatever came.

    Its host is looked up once and not for each who asks.
    """

    _host: str | None = None

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        try:
            super()._set_content_type_params(meta)  # type: ignore[misc]
        except (TypeError, ValueError):
            # Django would fail before there is a request: a type it cannot read is none.
            self.content_type, self.content_params = "", {}

    def get_host(self) -> str:
        """The host that was asked for; raises `DisallowedHost` for one that is not ours."""
        if self._host is None:
            self._host = super().get_host()
        return self._host


class Handler(WSGIHandler):
    """Django's handler for one request in one thread."""

    def resolve_request(self, request: Any) -> ResolverMatch:
        """The view of the address."""
        match = request.resolver_match = resolved(request.path_info)
        return match

    def answer(self, environ: dict[str, Any]) -> Answer:
        """Run the request; what is not streamed is closed before it is sent."""
        set_script_prefix("/")
        signals.request_started.send(sender=self.__class__, environ=environ)
        request = HostedRequest(environ)
        response: Any = self.get_response(request)
        response._handler_class = self.__class__
        made = Answer(
            status=response.status_code,
            headers=raw_headers(response),
            user=known_user(request),
            contract=contract_of(request),
            later=getattr(response, "later", None),
        )
        if response.streaming and request.method != "HEAD":
            made.response, made.chunks = response, iter(response)
            made.thread = Workers.current()
            return made
        if not response.streaming:
            made.measure(response.content, sent=request.method != "HEAD")
        response.close()
        return made


#: Waits for what Django answers.
Find = Callable[[Asked, Receive], Awaitable[Answer]]


class Bridge:
    """The ASGI application for HTTP."""

    def __init__(self, threads: int, limits: Limits, trusted: list[Network]) -> None:
        self.limits = limits
        self.trusted = trusted
        self.handler = Handler()
        self.workers = Workers(threads, "django")
        self.health = Workers(1, "health")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens, and write its line into the log."""
        asked = self._asked(scope)
        await self._conclude(asked, self._answer, receive, send)

    def begin(self, scope: Scope, body: bytes, reply: Reply) -> asyncio.Future[Answer]:
        """The same for a request that is here with all its body.

        An answer in one piece then needs no task, no queue and no messages, which take as long
        as Django does. The outcome is there to be waited for, or to be cancelled.
        """
        asked = self._asked(scope)
        asked.body = body if self._fits(asked, len(body)) else None
        outcome = self._run(asked)
        outcome.add_done_callback(partial(self._begun, asked, reply))
        return outcome

    def most_bytes(self, target: bytes) -> int:
        """The most that a body for this address may have, as its view says."""
        try:
            view = getattr(resolved(path_info(target)).func, "view_class", None)
        except Resolver404:
            view = None
        most = getattr(view, "most_bytes", None)
        return self.limits.body_bytes if most is None else min(most(), self.limits.body_bytes)

    def stop(self, seconds: float) -> None:
        """End the threads, when nothing more is to come."""
        self.workers.stop(seconds)
        self.health.stop(seconds / 4)

    def _fits(self, asked: Asked, length: int) -> bool:
        announced = asked.announced()
        if announced is None or max(announced, length) > self.limits.body_bytes:
            return False
        # One that was not waited for is not there.
        return announced <= length or announced <= self.most_bytes(asked.scope["raw_path"])

    def _asked(self, scope: Scope) -> Asked:
        return Asked(in_origin_form(settled(scope, self.trusted)), time.perf_counter())

    def _begun(self, asked: Asked, reply: Reply, outcome: asyncio.Future[Answer]) -> None:
        """Send what Django answered, or go on where there is more to it than one piece."""
        if outcome.cancelled():
            asked.log(problem(500))
            return
        if failure := outcome.exception():
            logger.error("A request failed outside of Django", exc_info=failure)
        answer = problem(500) if failure else outcome.result()
        if answer.chunks is None and answer.later is None:
            reply.send_whole(answer.status, dated(answer.headers), answer.body)
            asked.log(answer)
        else:
            outlast = partial(self._outlast, answer)
            reply.go_on(lambda receive, send: self._conclude(asked, outlast, receive, send))

    async def _conclude(self, asked: Asked, find: Find, receive: Receive, send: Send) -> None:
        answer = None
        try:
            answer = await find(asked, receive)
            await self._deliver(answer, receive, send)
        except Gone:
            answer = problem(499)
        except TimeoutError:
            answer = problem(408)
            await self._deliver(answer, receive, send)
        except Exception:
            logger.exception("A request failed outside of Django")
            answer = answer or problem(500)
            # Of a streamed answer half may be out; the server cuts the connection then.
            if answer.response is None:
                await self._deliver(answer, receive, send)
        finally:
            asked.log(answer or problem(500))

    async def _answer(self, asked: Asked, receive: Receive) -> Answer:
        asked.body = await self._body(asked, receive)
        return await self._outlast(await self._run(asked), asked, receive)

    async def _outlast(self, answer: Answer, asked: Asked, receive: Receive) -> Answer:
        """The answer, or the one that comes in the end where there was nothing yet."""
        while answer.later is not None:
            await in_time(answer.later.news(), receive)
            answer = await self._run(asked, answer.later)
        return answer

    def _run(self, asked: Asked, later: Later | None = None) -> asyncio.Future[Answer]:
        environ = wsgi_environ(asked.scope, asked.body)
        environ["taskhub.later"] = later
        workers = self.health if asked.scope["raw_path"] in HEALTH_PATHS else self.workers
        # When the caller is gone, the thread is not stopped: what it still makes is closed.
        return workers.run(lambda: self.handler.answer(environ), unclaimed=self._close_orphan)

    async def _body(self, asked: Asked, receive: Receive) -> bytes | None:
        """The whole body; None when it is larger than any request may be."""
        announced = asked.announced()
        if announced is None or announced > self.limits.body_bytes:
            return None
        if not announced and not asked.has_header(b"transfer-encoding"):
            return b""  # RFC 9112, 6.3: there is none to wait for
        async with asyncio.timeout(self.limits.body_seconds):
            parts, size = [], 0
            async for part in incoming(receive):
                size += len(part)
                if size > self.limits.body_bytes:
                    return None
                parts.append(part)
        return b"".join(parts)

    async def _deliver(self, answer: Answer, receive: Receive, send: Send) -> None:
        headers = dated(answer.headers)
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if answer.chunks is not None:
            await self._stream(answer, receive, send)
        await send({"type": "http.response.body", "body": answer.body})

    async def _stream(self, answer: Answer, receive: Receive, send: Send) -> None:
        chunks = answer.chunks
        assert chunks is not None
        leaving = asyncio.ensure_future(departure(receive))
        try:
            while not leaving.done():
                batch = await self.workers.run(lambda: next_batch(chunks), on=answer.thread)
                if not batch:
                    return
                await send({"type": "http.response.body", "body": batch, "more_body": True})
            raise Gone
        finally:
            leaving.cancel()
            self.workers.run(answer.response.close, on=answer.thread)

    def _close_orphan(self, answer: Answer) -> None:
        if answer.response is not None:
            self.workers.run(answer.response.close, on=answer.thread)


def dated(headers: Headers) -> Headers:
    """The headers, and the present time as their `Date`."""
    return [*headers, (b"Date", date_of(int(time.time())))]


@lru_cache(maxsize=2)
def date_of(second: int) -> bytes:
    """The `Date` header of all answers of this second."""
    return formatdate(second, usegmt=True).encode()


async def incoming(receive: Receive) -> AsyncIterator[bytes]:
    """The parts of the request's body."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        more = message.get("more_body", False)
        yield message.get("body", b"")


async def in_time(news: Awaitable[None], receive: Receive) -> None:
    """Returns with the news; raises `Gone` when the caller does not wait for them."""
    waiting = asyncio.ensure_future(news)
    leaving = asyncio.ensure_future(departure(receive))
    try:
        await asyncio.wait([waiting, leaving], return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            raise Gone
        waiting.result()
    finally:
        waiting.cancel()
        leaving.cancel()


async def departure(receive: Receive) -> None:
    """Returns when the caller has hung up."""
    while (await receive())["type"] != "http.disconnect":
        pass


def next_batch(chunks: Iterator[bytes]) -> bytes:
    """Some of the chunks together, since each visit to the thread costs; empty at the end."""
    batch, size = [], 0
    for chunk in chunks:
        batch.append(bytes(chunk))
        size += len(chunk)
        if size >= BATCH:
            break
    return b"".join(batch)


def wsgi_environ(scope: Scope, body: bytes | None) -> dict[str, Any]:
    """The request as WSGI says it; an oversized body is left out and marked."""
    server = scope.get("server") or ("", 0)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": path_info(scope["raw_path"]),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": str(server[0]),
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": scope["client"][0] if scope["client"] else "",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body or b""),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    add_headers(environ, scope["headers"])
    if "HTTP_HOST" not in environ and scope["http_version"] == "1.1":
        # RFC 9112, 3.2: a 400, as it is for any host that is not ours.
        environ["HTTP_HOST"] = ""
    # The true length: a chunked body announces none and would be read as empty.
    environ["CONTENT_LENGTH"] = str(len(body or b""))
    if body is None:
        environ["taskhub.body_too_large"] = True
    return environ


def path_info(raw_path: bytes) -> str:
    """The path's bytes in WSGI's guise.

    A NUL stays written %00, as no text can hold it, and a slash %2F where it divides nothing:
    it is a part of its segment (RFC 3986, 2.2).
    """
    path = raw_path.partition(b"?")[0]
    return unquote_to_bytes(_LITERAL.sub(b"%25", path)).decode("latin-1")


_LITERAL = re.compile(rb"%(?=00|2[fF])")


def add_headers(environ: dict[str, Any], headers: Headers) -> None:
    """The headers by their WSGI names; repeated ones become one."""
    for raw_name, raw_value in headers:
        key = wsgi_name(raw_name)
        if key is None:
            continue
        value = raw_value.decode("latin-1")
        if key in environ:
            value = f"{environ[key]}{';' if key == 'HTTP_COOKIE' else ','}{value}"
        environ[key] = value


@lru_cache(maxsize=1024)
def wsgi_name(raw_name: bytes) -> str | None:
    """A header's name in WSGI; None for one that is not passed on."""
    if b"_" in raw_name or raw_name == b"transfer-encoding":
        return None  # `a_b` would pass for `a-b`; and the body is no longer in chunks
    name = raw_name.decode("latin-1").upper().replace("-", "_")
    return name if name in {"CONTENT_TYPE", "CONTENT_LENGTH"} else f"HTTP_{name}"


def raw_headers(response: HttpResponseBase) -> Headers:
    """The response's headers and cookies as bytes."""
    bare = response.status_code in BODILESS
    headers = [
        _raw_header(name, value) if len(value) <= LONGEST_KEPT else _encoded(name, value)
        for name, value in response.items()
        # RFC 9110, 8.6: a 204 has no length, not even of nothing; that of a 304 would be the
        # length of what it stands for.
        if not (bare and name.lower() == "content-length")
    ]
    cookies = (cookie.OutputString() for cookie in response.cookies.values())
    return headers + [(b"Set-Cookie", cookie.encode("latin-1")) for cookie in cookies]


def _encoded(name: str, value: str) -> tuple[bytes, bytes]:
    return name.encode("ascii"), value.encode("latin-1")


#: Most headers are the same in every answer; what is longer holds something of a caller's.
LONGEST_KEPT = 300
_raw_header = lru_cache(maxsize=512)(_encoded)


def problem(status: int) -> Answer:
    """An answer of the server itself, where Django was not reached."""
    title = "Client Closed Request" if status == 499 else HTTPStatus(status).phrase
    body = json.dumps({"type": "about:blank", "title": title, "status": status}).encode()
    headers = [
        (b"Content-Type", b"application/problem+json"),
        (b"Content-Length", str(len(body)).encode()),
        (b"Cache-Control", b"no-store"),
        (b"X-Content-Type-Options", b"nosniff"),
    ]
    return Answer(status=status, headers=headers, body=body)


def known_user(request: WSGIRequest) -> int | None:
    """The id of the user the request turned out to be from; asks nobody."""
    user = request.__dict__.get("user")
    if user is None or isinstance(user, SimpleLazyObject):
        user = getattr(request, "_cached_user", None)
    pk: int | None = getattr(user, "pk", None)
    return pk


def contract_of(request: WSGIRequest) -> str | None:
    """Which contract's view answered, by where it lives."""
    match = request.resolver_match
    place = match.func.__module__.split(".") if match else []
    if place[:2] == ["taskhub", "contracts"]:
        return place[2]
    return "api" if place[:2] == ["taskhub", "api"] else None


def log_entry(scope: Scope, answer: Answer, started: float) -> dict[str, Any]:
    """What the log keeps of a request: no query, no headers, no bodies."""
    entry = {
        "method": scope["method"],
        "path": scope["raw_path"].decode("latin-1").partition("?")[0][:LONGEST_PATH],
        "status": answer.status,
        "ms": round((time.perf_counter() - started) * 1000, 1),
        "peer": scope["client"][0] if scope["client"] else None,
        "user": answer.user,
        "contract": answer.contract,
    }
    return {key: value for key, value in entry.items() if value is not None}
