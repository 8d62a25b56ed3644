"""The threads on which sockets and relay ask the database; no request waits for these."""

from collections.abc import Callable
from typing import TypeVar

from django.db import close_old_connections

from taskhub.postgresql import drop_dead
from taskhub.threads import Workers

Result = TypeVar("Result")

#: The relay's own thread: no long replay of a socket's holds it up.
log = Workers(1, "relay")
#: For sockets that open, and those that read what they have missed.
callers = Workers(2, "sockets")


async def ask(workers: Workers, question: Callable[[], Result]) -> Result:
    """The answer, found in a thread whose broken connections are replaced."""
    return await workers.run(lambda: _answered(question))


def stop(seconds: float) -> None:
    """End the threads, when nothing more is to come."""
    log.stop(seconds)
    callers.stop(seconds)


def _answered(question: Callable[[], Result]) -> Result:
    drop_dead()
    try:
        return question()
    finally:
        # Those that broke; sound ones are kept for the next question.
        close_old_connections()
