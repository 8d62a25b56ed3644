"""Word between processes that the log is worth a look, by way of the channel layer.

A hint may come late, twice or never: Redis may be gone. Relays look by themselves every
second or so; hints save that second.
"""

import asyncio
import logging
import secrets
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from channels.layers import get_channel_layer
from django.conf import settings

logger = logging.getLogger("taskhub.live")

GROUP = "taskhub.live"
#: Seconds that telling may take, before it is given up.
PATIENCE = 1.0
#: At most one hint in so many seconds: more would say nothing more.
PAUSE = 0.005
RETRY = 1.0


class Hints:
    """Tells the other processes, and hears them; lives in one event loop."""

    def __init__(self, heard: Callable[[], None]) -> None:
        self._heard = heard
        self._name = secrets.token_hex(8)
        self._telling: asyncio.Task[None] | None = None
        self._listening: asyncio.Task[None] | None = None
        self._more = False
        self._well = True

    def listen(self) -> None:
        """Hear the others from now on."""
        if settings.REDIS_URL and self._listening is None:
            self._listening = asyncio.ensure_future(self._listen())

    def tell(self) -> None:
        """Let the others know, soon; returns at once and never fails."""
        self._more = True
        if settings.REDIS_URL and (self._telling is None or self._telling.done()):
            self._telling = asyncio.ensure_future(self._tell())

    async def stop(self) -> None:
        """Hear and tell nothing more."""
        tasks = [task for task in (self._telling, self._listening) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell(self) -> None:
        while self._more:
            self._more = False
            try:
                async with asyncio.timeout(PATIENCE):
                    await _layer().group_send(GROUP, {"type": "hint", "from": self._name})
                self._note(well=True)
            except Exception as problem:  # noqa: BLE001 - whatever Redis and its client think of
                self._note(well=False, problem=problem)
                await asyncio.sleep(RETRY)
            await asyncio.sleep(PAUSE)

    async def _listen(self) -> None:
        while True:
            try:
                async with asyncio.timeout(PATIENCE):
                    channel = await _layer().new_channel()
                    await _layer().group_add(GROUP, channel)
                while True:
                    message = await _layer().receive(channel)
                    if message.get("from") != self._name:
                        self._heard()
            except Exception as problem:  # noqa: BLE001 - as above
                self._note(well=False, problem=problem)
                await asyncio.sleep(RETRY)
                # Forget connections that may be half way through something.
                with suppress(Exception):
                    await _layer().flush()

    def _note(self, *, well: bool, problem: Exception | None = None) -> None:
        """One line when it breaks and one when it works again, not one a second."""
        if well != self._well:
            state = "work again" if well else f"do not work ({type(problem).__name__})"
            logger.warning("Hints between processes %s; events are found by polling", state)
        self._well = well


def _layer() -> Any:
    return get_channel_layer()
