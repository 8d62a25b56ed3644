"""Rows of the log to those who listen: one reader for the whole process.

It is woken by commits of this process, by hints of others, and by the clock. It believes
none of them: it reads the rows behind its own position, asks whether the sign-ins of those
about to hear still count, and only then hands each event out.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from accounts.models import Session
from taskhub.live import desk
from taskhub.live.audience import Audience, Listener
from taskhub.live.hints import Hints
from taskhub.live.wording import Saying
from tasks import events, revision
from tasks.events import EventRow

logger = logging.getLogger("taskhub.live")

#: Seconds between looks at the log when nobody calls, and between proofs of all sign-ins.
POLL = 0.75
#: Seconds of handing out after which the sign-ins are asked about again.
STRETCH = 0.5
#: Sign-ins proved by one statement.
AT_ONCE = 500


class Look(NamedTuple):
    """What one look into the database brought; `counted` when everybody was seen to."""

    rows: list[EventRow]
    ended: set[UUID]
    counted: dict[str, int] | None


class Relay:
    """The reader of the log; everything but `announce` and `doubt` happens in its loop."""

    def __init__(self) -> None:
        self.audience = Audience()
        #: All rows up to here were handed out.
        self.position = 0
        self.stopping = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._proved = 0.0
        self._well = True
        self._counted: dict[str, int] | None = None

    def bind(self) -> None:
        """Belong to the running loop; the first thing that every connection does."""
        loop = asyncio.get_running_loop()
        if loop is not self._loop:
            self.__init__()  # type: ignore[misc]  # another loop has nothing of the last one's
            self._loop = loop
            self._wake = asyncio.Event()
            self._hints = Hints(heard=self._wake.set)

    def announce(self, **_: Any) -> None:
        """Receiver of `events.recorded`, in any thread: there is something in the log."""
        self._call(self._tell)

    def doubt(self, **_: Any) -> None:
        """Receiver of `session_ended`, in any thread: some sign-in does not count any more."""
        self._call(self._tell, 0.0)

    def join(self, listener: Listener, newest: int) -> None:
        """Listen from now on; `newest` is the id of a row that was the last a moment ago."""
        if not self.audience:
            # Nobody has listened since the last look, so nobody missed what was in between.
            self.position = max(self.position, newest)
        self.audience.add(listener)
        if not self._tasks:
            self._tasks = [asyncio.ensure_future(self._run()), asyncio.ensure_future(self._clock())]
        self._hints.listen()
        self._wake.set()

    def leave(self, listener: Listener) -> None:
        """Listen no more."""
        self.audience.remove(listener)

    async def stop(self) -> None:
        """Let everybody go, when the server stops."""
        self.stopping = True
        for listener in self.audience.all():
            listener.dismiss()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._loop:
            await self._hints.stop()

    def _call(self, function: Any, *arguments: Any) -> None:
        # A process without a server has no loop; one that ends has a closed one.
        if self._loop is not None:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(function, *arguments)

    def _tell(self, proved: float | None = None) -> None:
        if proved is not None:
            self._proved = proved
        self._wake.set()
        self._hints.tell()

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL):
                    await self._wake.wait()
            self._wake.clear()
            try:
                while self.audience and await self._pass():
                    pass
                self._note(well=True)
            except Exception as problem:  # noqa: BLE001 - the database's; it will come back
                self._note(well=False, problem=problem)
                await asyncio.sleep(POLL)

    async def _clock(self) -> None:
        while True:
            await asyncio.sleep(1)
            now = timezone.now()
            for listener in self.audience.all():
                self._tell_one(listener, partial(listener.tick, now))

    async def _pass(self) -> bool:
        """One look and what follows from it; whether the next should follow at once."""
        started = time.monotonic()
        everyone = started - self._proved >= POLL
        question = partial(look, self.position, self.audience.sessions(), everyone=everyone)
        found = await desk.ask(desk.log, question)
        if everyone:
            self._proved = started
        self.audience.end(found.ended)
        self._compare(found.counted)
        return await self._hand_out(found.rows)

    def _compare(self, counted: dict[str, int] | None) -> None:
        """Have those who show it look again at what was changed without an event."""
        before, self._counted = self._counted, counted or self._counted
        if counted is None or before is None or before == counted:
            return
        about = sorted(word for word, number in counted.items() if number != before.get(word))
        for listener in self.audience.all():
            self._tell_one(listener, partial(listener.look_again, about))

    async def _hand_out(self, rows: list[EventRow]) -> bool:
        started = time.monotonic()
        for row in rows:
            saying = Saying(row)
            # First of all, so that a row that makes trouble makes it once.
            self.position = row.id
            self._say(saying)
            # Many sockets take a while: let others have the loop in between.
            await asyncio.sleep(0)
            if time.monotonic() - started > STRETCH:
                return True
        return len(rows) == events.PORTION

    def _say(self, saying: Saying) -> None:
        for lost, own in (
            (False, self.audience.readers(saying.event)),
            (True, self.audience.losers(saying.event)),
        ):
            for listener in own:
                # Not by `_tell_one`: this is done for each of a thousand sockets.
                try:
                    listener.hear(saying, lost=lost)
                except Exception:
                    logger.exception("A socket failed")
                    listener.dismiss()

    def _tell_one(self, listener: Listener, tell: Callable[[], None]) -> None:
        try:
            tell()
        except Exception:
            # The others are to hear all the same; this one comes back by its cursor.
            logger.exception("A socket failed")
            listener.dismiss()

    def _note(self, *, well: bool, problem: Exception | None = None) -> None:
        if well != self._well:
            state = "is read again" if well else f"cannot be read ({type(problem).__name__})"
            logger.warning("The event log %s", state)
        self._well = well


def look(position: int, sessions: Mapping[int, frozenset[UUID]], *, everyone: bool) -> Look:
    """The next rows, and which sign-ins of those who hear of them have ended; two queries.

    With `everyone` the sign-ins of all are proved, whether there is anything to hear or not,
    and a third query asks what else was changed.
    """
    rows = events.rows_after(position)
    hearing = _hearing(rows)
    asked: set[UUID] = set()
    for user, own in sessions.items():
        if everyone or hearing is None or user in hearing:
            asked |= own
    return Look(rows, asked - _live(asked), revision.counted() if everyone else None)


def _hearing(rows: Iterable[EventRow]) -> set[int] | None:
    """Who hears of any of these; None is everyone."""
    users: set[int] = set()
    for row in rows:
        if row.audience is None or row.former is None:
            return None
        users.update(row.audience, row.former)
    return users


def _live(asked: set[UUID]) -> set[UUID]:
    ids = list(asked)
    found: set[UUID] = set()
    for start in range(0, len(ids), AT_ONCE):
        some = Session.objects.live().filter(pk__in=ids[start : start + AT_ONCE])
        found.update(some.values_list("pk", flat=True))
    return found


#: The one of this process.
relay = Relay()
