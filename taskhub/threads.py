"""The threads that run Django: few, made once, each with its own kept connections."""

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

from django.db import connections

Result = TypeVar("Result")
Job = Callable[[], None]


class Workers:
    """A fixed number of long-lived threads and the jobs that wait for them.

    Not a ThreadPoolExecutor: a job can ask for the thread that ran an earlier one, since a
    response that is streamed belongs to the connection of the thread it was made in; and
    the threads are daemons, so that a stuck one cannot keep a stopping process alive.
    """

    def __init__(self, count: int, name: str) -> None:
        self.count = count
        self.name = name
        self._lock = threading.Lock()
        self._shared: deque[Job] = deque()
        # What a thread waits for; None tells it to end.
        self._inboxes: list[SimpleQueue[Job | None]] = [SimpleQueue() for _ in range(count)]
        # The one that worked last is asked first: what it needs is still in the processor's caches.
        self._idle: list[int] = []
        self._threads: list[threading.Thread] = []
        self._stopping = False

    def run(
        self,
        job: Callable[[], Result],
        on: int | None = None,
        unclaimed: Callable[[Result], object] | None = None,
    ) -> asyncio.Future[Result]:
        """The outcome of the job, from any thread or from that numbered `on`.

        A job whose outcome is cancelled is not stopped; `unclaimed` gets what it still makes.
        """
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[Result] = loop.create_future()
        self._put(lambda: _settle(loop, outcome, job, unclaimed), on)
        return outcome

    @staticmethod
    def current() -> int:
        """The number of the thread that runs this."""
        number: int = _here.number
        return number

    def stop(self, seconds: float) -> None:
        """Let the threads end after the job in hand, and wait so long for them."""
        with self._lock:
            self._stopping = True
            for number in self._idle:
                self._inboxes[number].put(None)
        for thread in self._threads:
            thread.join(seconds / self.count)

    def _put(self, job: Job, on: int | None) -> None:
        with self._lock:
            if not self._threads:
                self._start()
            if on in self._idle:
                self._idle.remove(on)
            elif on is None and self._idle:
                on = self._idle.pop()
            if on is None:
                self._shared.append(job)
            else:
                self._inboxes[on].put(job)

    def _start(self) -> None:
        for number in range(self.count):
            thread = threading.Thread(
                target=self._work, args=(number,), name=f"{self.name}-{number}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def _work(self, number: int) -> None:
        _here.number = number
        while job := self._next(number):
            job()
        connections.close_all()

    def _next(self, number: int) -> Job | None:
        inbox = self._inboxes[number]
        with self._lock:
            if self._stopping:
                return None
            if inbox.empty():
                if self._shared:
                    return self._shared.popleft()
                self._idle.append(number)
        return inbox.get()


_here: Any = threading.local()


def _settle(
    loop: asyncio.AbstractEventLoop,
    outcome: asyncio.Future[Result],
    job: Callable[[], Result],
    unclaimed: Callable[[Result], object] | None,
) -> None:
    try:
        result = job()
    except BaseException as failure:  # noqa: BLE001 - the waiting coroutine raises it
        _tell(loop, outcome, outcome.set_exception, failure)
    else:
        _tell(loop, outcome, outcome.set_result, result, unclaimed)


def _tell(
    loop: asyncio.AbstractEventLoop,
    outcome: asyncio.Future[Any],
    settle: Callable[[Any], None],
    news: Any,
    unclaimed: Callable[[Any], object] | None = None,
) -> None:
    def tell() -> None:
        if not outcome.cancelled():
            settle(news)
        elif unclaimed is not None:
            unclaimed(news)

    # A loop that has closed has nobody left who waits.
    with contextlib.suppress(RuntimeError):
        loop.call_soon_threadsafe(tell)
