"""All that somebody may read, the newest first: parts of that list, and how long it is.

Who may read what is said by `TaskQuerySet.visible_to`; here is how its rows are found without
looking at the others (docs/decisions/0011). Where much is readable, the last ids of all tasks
hold a page of it. Where little is, they do not, and each reason to read a task is asked for
its own newest ones. Both are right for everybody; which is quick is found out by trying.
"""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, F, Func, Subquery

from accounts.models import User
from taskhub.compiled import Compiled, number
from tasks import events
from tasks.events import EventRow
from tasks.models import Task
from tasks.queries import TaskQuerySet
from tasks.revision import changes_between, stamp
from tasks.rows import COLUMNS, ME, TaskRow

#: Pages of no more rows, that end by here, are looked for among the last ids first: in so many
#: times as many, and in no less than that.
PAGE, NEAR, REACH, LEAST = 200, 1_000, 5, 1_000
#: Parts that end later than here are counted off from the start of the list.
FAR = 10_000
#: Whoever may read no more than one in so many tasks is said to see little.
LITTLE = 10
#: Numbers that are worth keeping: of so many tasks the counting takes longer than a page of them.
LARGE = 200

_REACH = number("reach")


def newest_rows(user: User, *, limit: int, offset: int = 0) -> list[TaskRow]:
    """These of the tasks the user may read; one statement, or two for a page near the start."""
    part = slice(offset, offset + limit)
    return list(map(TaskRow._make, _part(user, part, tuple(COLUMNS))))


def newest_ids(user: User, part: slice) -> list[int]:
    """The same by their ids alone."""
    return [pk for (pk,) in _part(user, part, ("pk",))]


def _part(user: User, part: slice, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    start, stop, size = part.start, part.stop, part.stop - part.start
    if stop <= NEAR and size <= PAGE:
        reach = max(LEAST, REACH * stop)
        found = _recent(columns).rows(limit=size, offset=start, me=user.pk, reach=reach)
        if len(found) == size:
            return found
    if stop <= FAR:
        return _newest(stop, columns).rows(limit=size, offset=start, me=user.pk)
    return list(readable(user).newest_first().values_list(*columns)[part])


@cache
def _recent(columns: tuple[str, ...]) -> Compiled:
    def build() -> Any:
        return Task.objects.visible_to(ME).recent(_REACH).newest_first().values_list(*columns)

    return Compiled(build)


@lru_cache(maxsize=128)
def _newest(most: int, columns: tuple[str, ...]) -> Compiled:
    # How many of each reason are looked at is part of the text, as the limit is.
    return Compiled(lambda: Task.objects.newest_visible_to(ME, most).values_list(*columns))


def count(user: User, stamp: str | None = None) -> int:
    """How many tasks the user may read, exactly; one statement, none where it is known.

    A large number is kept for whoever comes with the same stamp (`tasks.revision`), which was
    read before: counting a million takes a second. With a later stamp it is brought up to date
    by what the log says since, in one short statement, where that can be told.
    """
    if stamp is None:
        return _counted(user)[0]
    kept = _counts.get(user.pk)
    if kept is None or stamp not in (kept.asked, kept.stamp):
        kept = _later(user, kept, stamp) or Kept(stamp, *_counted(user)[::-1])
        if kept.number >= LARGE:
            _counts.keep(user.pk, kept)
    return kept.number


def count_now(user: User) -> int:
    """The same, for whoever has read no stamp; one statement more."""
    return count(user, _now_for(user)[0])


def readable(user: User) -> TaskQuerySet:
    """All tasks the user may read, to be filtered and sorted: those of `Task.objects.visible_to`.

    In the words that suit how many they are, which takes one statement and those of `count`.
    """
    stamp, last = _now_for(user)
    if count(user, stamp) * LITTLE <= last:
        return Task.objects.visible_to_few(user)
    return Task.objects.visible_to(user)


def _now_for(user: User) -> tuple[str, int]:
    """The stamp, and the id of the last task, by which to guess how many there are."""
    ((stamp, last),) = _now.rows(me=user.pk)
    return stamp, last or 0


def _now_query() -> Any:
    last = Task.objects.order_by("-pk").values("pk")[:1]
    return User.objects.filter(pk=ME).values_list(stamp(), Subquery(last))


_now = Compiled(_now_query)


class Kept(NamedTuple):
    """How many tasks somebody may read at a stamp; `asked` is that of whoever asked for it."""

    asked: str
    stamp: str
    number: int


def _counted(user: User) -> tuple[int, str]:
    """The number and the stamp that it belongs to, of one moment; one statement."""
    ((*parts, stamp),) = _count.rows(me=user.pk)
    return sum(parts), stamp


def _later(user: User, kept: Kept | None, stamp: str) -> Kept | None:
    """What was kept, at this stamp; None where the log does not tell all that changed."""
    rows = changes_between(kept.stamp, stamp) if kept else None
    if kept is None or rows is None:
        return None
    steps = [_step(row, user.pk) for row in rows]
    known = [step for step in steps if step is not None]
    if len(known) < len(steps):
        return None
    return Kept(stamp, stamp, kept.number + sum(known))


def _step(row: EventRow, user_id: int) -> int | None:
    """How many tasks more the user may read after this change; None if it does not say."""
    if not row.concerns(user_id):
        return 0
    if row.type == events.TASK_UPDATED:
        if row.is_loss_of(user_id):
            return -1
        # Who could read before is not written down, only who no longer can.
        return None if _READERS & row.payload["changed"].keys() else 0
    return {events.TASK_CREATED: 1, events.TASK_DELETED: -1}.get(row.type, 0)


#: What an update changes when it changes who may read the task.
_READERS = {"author", "assignee", "marked", "board", "visibility", "readers"}


class _Counts:
    """Numbers by user, each with its stamp."""

    MOST = 10_000

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: dict[int, Kept] = {}

    def get(self, user_id: int) -> Kept | None:
        return self._known.get(user_id)

    def keep(self, user_id: int, kept: Kept) -> None:
        with self._lock:
            if len(self._known) >= self.MOST and user_id not in self._known:
                self._known = {}
            self._known[user_id] = kept


_counts = _Counts()


def _count_query() -> Any:
    # Not the aggregate, which cannot stand in a sub-select of its own.
    counted = Func(F("pk"), function="COUNT", output_field=BigIntegerField())
    parts = Task.objects.each_reason_to_see(ME)
    numbers = [Subquery(part.order_by().values(counted=counted)) for part in parts]
    return User.objects.filter(pk=ME).values_list(*numbers, stamp())


_count = Compiled(_count_query)
