"""The entry: HTTP by the bridge, sockets by their routes.

`manage.py serve` runs it with limits and time-outs that Daphne alone does not have;
`daphne taskhub.asgi:application` works too.
"""

import asyncio
import os
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
django.setup()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import URLPattern, re_path

from accounts import outbox
from accounts.sessions import session_ended
from taskhub.api.consumers import EventSocket
from taskhub.bridge import Answer, Bridge, Limits, Receive, Reply, Send
from taskhub.contracts.zocket.consumers import TaskSocket
from taskhub.forwarded import Scope, settled
from taskhub.live.credentials import is_for_us
from taskhub.live.relay import relay
from tasks import events


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Turn a socket away before its handshake; the caller sees a 403."""
    await receive()
    await send({"type": "websocket.close"})


def socket_route(pattern: str, application: Any) -> URLPattern:
    """A route to an ASGI application; Django's types know of views only."""
    return re_path(pattern, application)


class Sockets:
    """The WebSocket side: every route sees the true peer; unknown paths and hosts are refused."""

    def __init__(self, routes: list[URLPattern]) -> None:
        self.router = URLRouter([*routes, re_path(r"", refuse)])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the socket to its route, whatever proof it brings only at a host of ours."""
        route = self.router if is_for_us(scope) else refuse
        await route(settled(scope, settings.TASKHUB_TRUSTED_PROXIES), receive, send)


class Requests(Bridge):
    """The HTTP side."""

    def begin(self, scope: Scope, body: bytes, reply: Reply) -> asyncio.Future[Answer]:
        """Answer a request that is here with all its body."""
        relay.bind()
        return super().begin(scope, body, reply)


http = Requests(
    threads=settings.TASKHUB_THREADS,
    limits=Limits(body_bytes=settings.BODY_CEILING),
    trusted=settings.TASKHUB_TRUSTED_PROXIES,
)
socket_routes = [
    socket_route(r"^api/v1/ws$", TaskSocket.as_asgi()),
    socket_route(r"^zocket/api/v1/ws/?$", TaskSocket.as_asgi()),
    socket_route(r"^api/v2/events/stream/?$", EventSocket.as_asgi()),
]
routes = ProtocolTypeRouter({"http": http, "websocket": Sockets(socket_routes)})
events.recorded.connect(relay.announce, dispatch_uid="taskhub.live")
session_ended.connect(relay.doubt, dispatch_uid="taskhub.live")


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Serve one request or socket."""
    # Changes made here wake the sockets of other processes, whether there are any here or not.
    relay.bind()
    await routes(scope, receive, send)


# Mails that were left waiting when a process ended.
outbox.start()
