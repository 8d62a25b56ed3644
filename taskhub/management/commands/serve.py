"""`manage.py serve`: the server, on HOST and PORT."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connections


class Command(BaseCommand):
    """Serves TaskHub until it is told to stop (Ctrl-C, SIGTERM)."""

    help = "Serve TaskHub on HOST and PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        # Daphne installs its reactor when it is first imported.
        from accounts import outbox
        from taskhub import asgi
        from taskhub.live import desk
        from taskhub.live.relay import relay
        from taskhub.memory import return_large_blocks, spare_what_stays
        from taskhub.server import Bounds, Server

        return_large_blocks()
        # The checks before this used the main thread's connection; nothing will again.
        connections.close_all()
        bounds = Bounds(
            body_bytes=settings.BODY_CEILING,
            socket_message_bytes=settings.TASKHUB_SOCKET_FRAME_LIMIT,
        )
        server = Server(
            asgi.application,
            asgi.http,
            endpoint(),
            bounds,
            ready=self.greet,
            farewell=relay.stop,
        )
        outbox.start()  # mails that the last process left
        spare_what_stays()
        server.run()
        asgi.http.stop(seconds=2.0)
        desk.stop(seconds=1.0)
        outbox.stop(seconds=3.0)
        if server.failure:
            raise CommandError(
                f"Cannot listen on {settings.HOST}:{settings.PORT}: {server.failure}"
            )

    def greet(self) -> None:
        self.stdout.write(f"TaskHub listens on {settings.OWN_ADDRESS}")
        self.stdout.flush()


def endpoint() -> str:
    """Where to listen, in Twisted's words."""
    host = settings.HOST.strip("[]").replace(":", r"\:")
    return f"tcp:port={settings.PORT}:interface={host}"
