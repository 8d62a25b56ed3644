"""Somebody who asked over HTTP, found nothing yet, and is ready to wait.

The view answers, as a response's `later`, with one of these; the bridge lets the thread go,
waits in the event loop, and asks the view again.
"""

import asyncio
import time
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.conf import settings

from taskhub.live.audience import Listener
from taskhub.live.relay import relay
from taskhub.live.wording import Saying


class Later(Listener):
    """Waits for an event behind `position`, for so many seconds at most."""

    __slots__ = ("_deadline", "_news")

    def __init__(self, user_id: int, session_id: UUID, position: int, seconds: float) -> None:
        super().__init__(user_id, session_id, position)
        self._deadline = time.monotonic() + seconds
        self._news = asyncio.Event()

    @property
    def seconds(self) -> float:
        """How long there still is to wait."""
        return 0.0 if relay.stopping else self._deadline - time.monotonic()

    async def news(self) -> None:
        """Returns when it is worth asking again, or when the time is over."""
        if relay.audience.count(self.user_id) >= settings.TASKHUB_SOCKETS_PER_USER:
            # Who listens that often waits without hearing.
            await asyncio.sleep(min(1.0, max(0.0, self.seconds)))
            self._deadline = 0.0
            return
        relay.join(self, self.position)
        try:
            if relay.position <= self.position:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self.seconds):
                        await self._news.wait()
        finally:
            relay.leave(self)

    def hear(self, saying: Saying, *, lost: bool) -> None:
        """There is something."""
        if saying.event.id > self.position:
            self._news.set()

    def look_again(self, about: list[str]) -> None:
        """Nothing: the log tells of tasks."""

    def end(self) -> None:
        """The view will refuse, in its own words."""
        self._news.set()

    def dismiss(self) -> None:
        """Answer now, with what there is."""
        self._news.set()

    def tick(self, now: datetime) -> None:
        """Nothing: the time is kept by `news`."""
