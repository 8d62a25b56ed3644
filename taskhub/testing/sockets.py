"""WebSockets for tests: real ones, to servers in processes of their own."""

import json
import time
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from accounts import sessions
from accounts.models import User
from taskhub.testing.processes import ServerProcess

#: How long a test waits for what must come; it comes in milliseconds, or the test fails.
PATIENCE = 20.0


class Ear:
    """One open socket and what came over it."""

    def __init__(self, opening: AbstractContextManager[ClientConnection]) -> None:
        self._stack = ExitStack()
        self.connection = self._stack.enter_context(opening)

    def next(self, seconds: float = PATIENCE) -> Any:
        """The next frame."""
        return json.loads(self.connection.recv(timeout=seconds))

    def frames(self, count: int) -> list[Any]:
        """The next so many frames."""
        return [self.next() for _ in range(count)]

    def say(self, said: Any) -> None:
        """Send text, bytes, or anything else as JSON."""
        raw = said if isinstance(said, (str, bytes)) else json.dumps(said)
        self.connection.send(raw)

    def closed_with(self, seconds: float = PATIENCE) -> int | None:
        """The code that the server closes with; what comes before it is skipped."""
        deadline = time.monotonic() + seconds
        with suppress(ConnectionClosed):
            while True:
                self.connection.recv(timeout=max(0.01, deadline - time.monotonic()))
        return self.connection.close_code

    def close(self) -> None:
        """Hang up."""
        self._stack.close()


def token_of(user: User) -> str:
    """An access token of a new sign-in of theirs."""
    return sessions.open_session(user=user, door="zocket", refreshable=False).access


def listen(
    server: ServerProcess,
    path: str,
    token: str | None = None,
    subprotocols: list[str] | None = None,
    **headers: str,
) -> Ear:
    """Open a socket; raises websockets' `InvalidStatus` where the handshake is refused."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if token is not None:
        named["Authorization"] = f"Bearer {token}"
    return Ear(
        connect(
            f"ws://127.0.0.1:{server.port}{path}",
            additional_headers=named,
            subprotocols=[Subprotocol(word) for word in subprotocols or []] or None,
            proxy=None,
            compression=None,
            open_timeout=PATIENCE,
            max_queue=None,
        )
    )
