"""The entry: HTTP by the bridge, sockets by their routes.

`manage.py serve` runs it with limits and time-outs that Daphne alone does not have;
`daphne taskhub.asgi:application` works too.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
django.setup()

from channels.routing import ProtocolTypeRouter, URLRouter
from django.conf import settings
from django.urls import URLPattern, re_path

from accounts import outbox
from taskhub.bridge import Bridge, Limits, Receive, Send
from taskhub.forwarded import Scope, settled


async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """Turn a socket away before its handshake; the caller sees a 403."""
    await receive()
    await send({"type": "websocket.close"})


class Sockets:
    """The WebSocket side: every route sees the true peer, unknown paths are refused."""

    def __init__(self, routes: list[URLPattern]) -> None:
        self.router = URLRouter([*routes, re_path(r"", refuse)])  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the socket to its route."""
        await self.router(settled(scope, settings.TASKHUB_TRUSTED_PROXIES), receive, send)


http = Bridge(
    threads=settings.TASKHUB_THREADS,
    limits=Limits(body_bytes=settings.BODY_CEILING),
    trusted=settings.TASKHUB_TRUSTED_PROXIES,
)
socket_routes: list[URLPattern] = []
application = ProtocolTypeRouter({"http": http, "websocket": Sockets(socket_routes)})

# Mails that were left waiting when a process ended.
outbox.start()
