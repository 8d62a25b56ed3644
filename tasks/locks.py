"""How a service keeps the rows it relies on, and what it does when two wait for each other.

Rows are locked in one order: statuses, boards, parents, tasks by id, then what hangs on a
task. SQLite has one writer at a time, from the first statement of a transaction on, so
everything here but the transaction itself is PostgreSQL's affair.
"""

import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection, models, transaction

P = ParamSpec("P")
R = TypeVar("R")
M = TypeVar("M", bound=models.Model)

ATTEMPTS = 4
# SQLSTATEs of a transaction that was given up for another's sake, or for plans that were
# made before a migration (`taskhub.postgresql.plan_anew`).
_VICTIM = frozenset({"40P01", "40001", "0A000"})


def one_transaction(service: Callable[P, R]) -> Callable[P, R]:
    """The service as one transaction, run again when a deadlock made it the victim.

    A few changes must lock rows they only find once they hold others (the children of a
    task), so the order of locking makes deadlocks rare, not impossible. What was put off
    by `postpone` is done right before the commit of the outermost service.
    """

    @wraps(service)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        for attempt in range(1, ATTEMPTS):
            try:
                with transaction.atomic(), _agenda():
                    return service(*args, **kwargs)
            except OperationalError as error:
                # Inside somebody else's transaction all of it is lost, not our part only.
                if connection.in_atomic_block or not _was_victim(error):
                    raise
                time.sleep(random.uniform(0, 0.02 * attempt))  # noqa: S311 - not a secret
        with transaction.atomic(), _agenda():
            return service(*args, **kwargs)

    return run


def unless_victim(change: Callable[[], bool]) -> bool:
    """What a change says that is its own transaction; False when a deadlock made it the victim."""
    try:
        return change()
    except OperationalError as error:
        if connection.in_atomic_block or not _was_victim(error):
            raise
        return False


Settle = Callable[[list[Any]], None]


class _Pending(threading.local):
    """What the services that run in this thread have put off, the outermost first."""

    def __init__(self) -> None:
        self.levels: list[list[tuple[Settle, Any]]] = []


_pending = _Pending()
#: So much is kept in memory for the end; a change of more tasks does some of it earlier.
MOST_POSTPONED = 5_000


def postpone(settle: Settle, items: Sequence[Any]) -> None:
    """Settle these as the last thing in the outermost service, all of a kind together.

    Outside of any service it is done at once. A lock that everybody needs is taken this
    late: it is held shortly, and never by somebody who still waits for another lock.
    """
    if not _pending.levels:
        settle(list(items))
        return
    level = _pending.levels[-1]
    level.extend((settle, item) for item in items)
    if len(_pending.levels) == 1 and len(level) >= MOST_POSTPONED:
        _settle(level)


def inside() -> bool:
    """Whether this runs inside of a service, whose transaction has more to it."""
    return bool(_pending.levels)


@contextmanager
def _agenda() -> Iterator[None]:
    """Keeps what is put off inside; a service that fails takes its own share with it."""
    _pending.levels.append([])
    try:
        yield
        if len(_pending.levels) == 1:
            _settle(_pending.levels[0])
        else:
            _pending.levels[-2].extend(_pending.levels[-1])
    finally:
        _pending.levels.pop()


def _settle(level: list[tuple[Settle, Any]]) -> None:
    for settle in dict.fromkeys(settle for settle, _ in level):
        settle([item for each, item in level if each == settle])
    level.clear()


def _was_victim(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlstate", None) in _VICTIM


#: The lock that `hold` takes, in PostgreSQL's words.
KEPT = "FOR KEY SHARE"


def hold(rows: models.QuerySet[M]) -> list[M]:
    """The rows, kept from deletion and from `select_for_update` by others until the end.

    Holders do not wait for each other. It is the lock that a foreign key takes anyway, but
    only at the commit, where it is too late for a domain error.
    """
    if connection.vendor != "postgresql":
        return list(rows)
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    return list(rows.model._base_manager.raw(f"{sql} {KEPT}", params))


def serialise(what: int) -> None:
    """Waits until no other transaction is at the same thing; for rules over many rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [what])


#: Moving tasks below one another: two moves could close a cycle that neither sees.
TREE = 7_301
#: Adding, changing and removing statuses: slugs, positions, the last of a category.
STATUSES = 7_302
