"""The log of what happened: who hears of a change, what it says, and one row for each.

Payloads are the domain's own. `{"task": …}` holds the fields of `rows.TaskRow` and
`marked_ids`, dates and times as ISO 8601; an update also has `"changed"`, which maps the
names of `update_task`'s changes, `category`, `position` or `readers`, to `[old, new]`. For
`readers` both are null: the lists stand in `audience` and `former`. `position` alone is a move
within a column of a board: the task is as it was, its version too.

Ids grow in the order of the commits, so that a reader who has seen one id has seen all
before it (docs/decisions/0004).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import BigIntegerField, QuerySet
from django.dispatch import Signal
from django.utils import timezone

from accounts.models import User
from taskhub.compiled import Compiled, CompiledInsert, Numbers, Slot
from tasks import locks
from tasks.models import Board, Event, LogStart, Task, Visibility
from tasks.rows import TaskRow, marks_of

TASK_CREATED = "task_created"
TASK_UPDATED = "task_updated"
TASK_DELETED = "task_deleted"
COMMENT_CREATED = "comment_created"
COMMENT_UPDATED = "comment_updated"
COMMENT_DELETED = "comment_deleted"
SUGGESTION_CREATED = "suggestion_created"
SUGGESTION_ACCEPTED = "suggestion_accepted"
SUGGESTION_DISMISSED = "suggestion_dismissed"
SUGGESTION_DELETED = "suggestion_deleted"

#: Sent after the commit with `ids` of the new rows: a hint to read them, no more.
recorded = Signal()

# These change with every change and say nothing by themselves.
_UNTOLD = frozenset({"version", "updated_at"})


@dataclass(frozen=True)
class Readers:
    """Who may read a task: everyone signed in, or just these ids."""

    everyone: bool = False
    ids: frozenset[int] = frozenset()

    @property
    def audience(self) -> list[int] | None:
        """The form in which an event keeps them; None is everyone."""
        return None if self.everyone else sorted(self.ids)

    def lost_in(self, after: Readers) -> list[int] | None:
        """Those who could read and no longer can; None is everyone not in `after`."""
        if after.everyone:
            return []
        return None if self.everyone else sorted(self.ids - after.ids)


EVERYONE = Readers(everyone=True)
NOBODY = Readers()


def board_readers(board_ids: Iterable[int]) -> dict[int, Readers]:
    """Who may read all of a board's tasks, for each of these boards; one statement for any."""
    wanted = set(board_ids)
    found: dict[int, Readers] = {}
    for pk, private, owner, member in _boards.rows(boards=wanted) if wanted else ():
        before = found.get(pk, NOBODY).ids
        ids = before | {owner} | (set() if member is None else {member})
        found[pk] = Readers(ids=ids) if private else EVERYONE
    return found


def _boards_query() -> QuerySet[Board, tuple[Any, ...]]:
    boards = Board.objects.filter(pk__among=Numbers("boards"))
    return boards.values_list("pk", "is_private", "owner", "members")


_boards = Compiled(_boards_query)


def readers_of(task: Task) -> Readers:
    """Who may read this task: `Task.objects.visible_to`, from the other side.

    One statement for marks not loaded yet, one for the board if there is one.
    """
    boards = board_readers([task.board_id]) if task.board_id else {}
    return readers_through(task, boards)


def readers_through(task: Task, boards: dict[int, Readers]) -> Readers:
    """The same, with what is known of the boards; at most one statement."""
    board = boards.get(task.board_id, NOBODY) if task.board_id else NOBODY
    if board.everyone or task.visibility == Visibility.TEAM:
        return EVERYONE
    named = {task.author_id, *marks_of(task)}
    if task.assignee_id:
        named.add(task.assignee_id)
    return Readers(ids=board.ids | named)


def snapshot(task: Task) -> dict[str, Any]:
    """The task as a payload tells it; reads task.status, and the marks if not loaded."""
    told = TaskRow.of(task)._asdict()
    for name in _MOMENTS:
        told[name] = moment(told[name])
    told["due_date"] = told["due_date"] and told["due_date"].isoformat()
    return {**told, "marked_ids": marks_of(task)}


_MOMENTS = ("created_at", "updated_at")


def row_of(told: dict[str, Any]) -> TaskRow:
    """The row that a snapshot was made of."""
    row = TaskRow._make(told[name] for name in TaskRow._fields)
    return row._replace(
        due_date=day(told["due_date"]),
        created_at=instant(told["created_at"]),
        updated_at=instant(told["updated_at"]),
    )


def day(text: str | None) -> datetime.date | None:
    """A date of a payload."""
    return datetime.date.fromisoformat(text) if text else None


def instant(text: str) -> datetime.datetime:
    """What `moment` has written."""
    return datetime.datetime.fromisoformat(text)


def moment(value: datetime.datetime) -> str:
    """An instant as every payload writes it: UTC, ISO 8601 with Z."""
    return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields of two snapshots that differ, each with its old and its new value."""
    names = [name for name in before if name not in _UNTOLD and before[name] != after[name]]
    return {name: [before[name], after[name]] for name in names}


def update_payload(after: dict[str, Any], changed: dict[str, list[Any]]) -> dict[str, Any]:
    """What a TASK_UPDATED event says; `status_id` and kin become `status` here."""
    names = {name: name.removesuffix("_ids").removesuffix("_id") for name in changed}
    return {"task": after, "changed": {names[name]: pair for name, pair in changed.items()}}


class Entry(NamedTuple):
    """One event to be written: its task, what it says, and who could read before and after."""

    task: Task
    payload: dict[str, Any]
    before: Readers
    after: Readers


def record(
    type: str,  # noqa: A002 - the column's name
    *,
    task: Task,
    actor: User | None,
    payload: dict[str, Any],
    before: Readers | None = None,
    after: Readers | None = None,
) -> None:
    """Log one task's event; who could read before are those who can now, if not given.

    One statement, and those of `readers_of` when `after` is not given.
    """
    after = readers_of(task) if after is None else after
    record_all(
        type, [Entry(task, payload, after if before is None else before, after)], actor=actor
    )


def record_all(
    type: str,  # noqa: A002
    entries: Sequence[Entry],
    *,
    actor: User | None,
) -> None:
    """Log the events of several tasks; one statement and one hint for all of a service.

    The rows are written right before the commit: on PostgreSQL whoever writes one makes
    the others wait for that commit, which is how ids come to follow it.
    """
    rows = [_row(type, entry, actor) for entry in entries]
    if rows:
        locks.postpone(_write, rows)


def record_with(
    write: Callable[[Event], bool],
    type: str,  # noqa: A002
    entry: Entry,
    *,
    actor: User,
) -> bool:
    """Log one event by `write`, which makes the change and inserts the event with it, or neither.

    For changes that are all of their transaction. Whether `write` did it; it did not either
    where a deadlock made it the victim.
    """
    row = _row(type, entry, actor)
    row.created_at = timezone.now()
    written = locks.unless_victim(lambda: write(row))
    if written:
        _hint([row])
    return written


def _row(type: str, entry: Entry, actor: User | None) -> Event:  # noqa: A002
    return Event(
        type=type,
        actor=actor,
        task_id=entry.task.pk,
        board_id=entry.task.board_id,
        payload=entry.payload,
        audience=entry.after.audience,
        former=entry.before.lost_in(entry.after),
    )


def _write(rows: list[Event]) -> None:
    now = timezone.now()
    for row in rows:
        row.created_at = now
    # A trigger on PostgreSQL takes the lock that keeps ids in the order of commits; SQLite
    # has one writer at a time anyway.
    _insert.run(rows)
    _hint(rows)


def _hint(rows: Sequence[Event]) -> None:
    hint = partial(recorded.send_robust, sender=Event, ids=[event.pk for event in rows])
    # Robust: the change is committed, whatever becomes of the hint.
    transaction.on_commit(hint, robust=True)


# The last statement of every change.
_insert = CompiledInsert(Event)


class EventRow(NamedTuple):
    """One row of the log, as its readers take it."""

    id: int
    type: str
    actor_id: int | None
    task_id: int
    board_id: int | None
    payload: dict[str, Any]
    audience: list[int] | None
    former: list[int] | None
    created_at: datetime.datetime

    def is_for(self, user_id: int) -> bool:
        """Whether they may read what it says."""
        return self.audience is None or user_id in self.audience

    def is_loss_of(self, user_id: int) -> bool:
        """Whether it took the task out of their sight."""
        return not self.is_for(user_id) and (self.former is None or user_id in self.former)

    def concerns(self, user_id: int) -> bool:
        """Whether they hear of it at all."""
        return self.is_for(user_id) or self.is_loss_of(user_id)

    @property
    def former_board(self) -> int | None:
        """The board that the task was on before; None for none."""
        changed = self.payload.get("changed", {})
        before: int | None = changed["board"][0] if "board" in changed else self.board_id
        return before


#: Rows that one look into the log brings.
PORTION = 200


def rows_after(position: int) -> list[EventRow]:
    """The next rows of the log in the order of their commits, `PORTION` at most; one query."""
    return list(map(EventRow._make, _after.rows(position=position)))


def _after_query() -> QuerySet[Event, tuple[Any, ...]]:
    later = Event.objects.filter(pk__gt=Slot("position", BigIntegerField())).order_by("pk")
    return later.values_list(*EventRow._fields)[:PORTION]


# Asked after every change, by every process.
_after = Compiled(_after_query)


def last_id() -> int:
    """The id of the newest row; 0 for an empty log."""
    newest = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    return newest or pruned_to()


def pruned_to() -> int:
    """The id of the last row that was pruned: a reader at an earlier one has missed some.

    Ask after reading rows, not before: the log may be pruned in between.
    """
    return LogStart.objects.values_list("pruned_to", flat=True).first() or 0


def prune(before: datetime.datetime, portion: int = 1_000) -> int:
    """Remove what was logged before this moment, a portion a transaction; how many it was."""
    gone = 0
    while removed := _prune_portion(before, portion):
        gone += removed
    return gone


@transaction.atomic
def _prune_portion(before: datetime.datetime, portion: int) -> int:
    # From the start of the log up to the first row that stays: never a hole.
    start = Event.objects.order_by("pk").values_list("pk", "created_at")[:portion]
    ids = []
    for pk, created_at in start:
        if created_at >= before:
            break
        ids.append(pk)
    if not ids:
        return 0
    LogStart.objects.update_or_create(pk=1, defaults={"pruned_to": ids[-1]})
    removed, _ = Event.objects.filter(pk__lte=ids[-1]).delete()
    return removed
