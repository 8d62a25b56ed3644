"""The log of what happened: who hears of a change, what it says, and one row for each.

Payloads are the domain's own. `{"task": …}` holds the fields of `rows.TaskRow` and
`marked_ids`, dates and times as ISO 8601; an update also has `"changed"`, which maps the
names of `update_task`'s changes, `category`, or `readers`, to `[old, new]`. For `readers` both
are null: the lists stand in `audience` and `former`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db import transaction
from django.dispatch import Signal

from accounts.models import User
from tasks.models import Board, Event, Task, Visibility
from tasks.rows import TaskRow, marks_of

TASK_CREATED = "task_created"
TASK_UPDATED = "task_updated"
TASK_DELETED = "task_deleted"
COMMENT_CREATED = "comment_created"
COMMENT_UPDATED = "comment_updated"
COMMENT_DELETED = "comment_deleted"
SUGGESTION_CREATED = "suggestion_created"
SUGGESTION_ACCEPTED = "suggestion_accepted"
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
    """Who may read all of a board's tasks, for each of these boards; one statement."""
    rows = Board.objects.filter(pk__in=set(board_ids))
    found: dict[int, Readers] = {}
    for pk, private, owner, member in rows.values_list("pk", "is_private", "owner", "members"):
        before = found.get(pk, NOBODY).ids
        ids = before | {owner} | (set() if member is None else {member})
        found[pk] = Readers(ids=ids) if private else EVERYONE
    return found


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
    told = {name: _plain(value) for name, value in TaskRow.of(task)._asdict().items()}
    return {**told, "marked_ids": marks_of(task)}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.datetime):
        return moment(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


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

    task_id: int
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
) -> Event:
    """Write the event of one task; who could read before are those who can now, if not given.

    One statement, and those of `readers_of` when `after` is not given.
    """
    after = readers_of(task) if after is None else after
    entry = Entry(task.pk, payload, after if before is None else before, after)
    return record_all(type, [entry], actor=actor)[0]


def record_all(
    type: str,  # noqa: A002
    entries: Sequence[Entry],
    *,
    actor: User | None,
) -> list[Event]:
    """Write the events of several tasks; one statement, and one hint after the commit."""
    rows = [
        Event(
            type=type,
            actor=actor,
            task_id=entry.task_id,
            payload=entry.payload,
            audience=entry.after.audience,
            former=entry.before.lost_in(entry.after),
        )
        for entry in entries
    ]
    written = Event.objects.bulk_create(rows)
    if written:
        ids = [event.pk for event in written]
        hint = partial(recorded.send_robust, sender=Event, ids=ids)
        # Robust: the change is committed, whatever becomes of the hint.
        transaction.on_commit(hint, robust=True)
    return written
