"""Changes that touch many tasks at once: few statements, and an event for each task."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from tasks import events
from tasks.models import Board, Task
from tasks.queries import TaskQuerySet


def later_than(*instants: datetime.datetime) -> datetime.datetime:
    """Now, or just past the latest of these where the clock has gone back."""
    return max([timezone.now(), *(each + datetime.timedelta(microseconds=1) for each in instants)])


def rewrite(tasks: TaskQuerySet, *, actor: User, **columns: Any) -> None:
    """Give all these tasks the same new values, each with its event; locks the rows.

    A status given may be one that is not saved yet: events then tell its new category.
    """
    for portion in tasks.locked_portions():
        _rewrite(portion, actor, columns)


def _rewrite(tasks: Sequence[Task], actor: User, columns: dict[str, Any]) -> None:
    boards = events.board_readers(task.board_id for task in tasks if task.board_id)
    before = [(events.snapshot(task), events.readers_through(task, boards)) for task in tasks]
    now = later_than(*(task.updated_at for task in tasks))
    rows = Task.objects.filter(pk__in=[task.pk for task in tasks])
    rows.update(**columns, version=F("version") + 1, updated_at=now)
    sides = [task.completed for task in tasks]
    entries = []
    for task, (old, readers) in zip(tasks, before, strict=True):
        for name, value in {**columns, "version": task.version + 1, "updated_at": now}.items():
            setattr(task, name, value)
        new = events.snapshot(task)
        payload = events.update_payload(new, events.differences(old, new))
        after = events.readers_through(task, boards)
        entries.append(events.Entry(task, payload, readers, after))
    _note_sides(tasks, sides, now)
    events.record_all(events.TASK_UPDATED, entries, actor=actor)


def _note_sides(tasks: Sequence[Task], sides: Sequence[bool], now: datetime.datetime) -> None:
    """Writes when those were done that have just changed sides; they all came to the same one."""
    turned = [task for task, side in zip(tasks, sides, strict=True) if task.completed != side]
    for task in turned:
        task.note_side(not task.completed, now)
    if turned:
        same = Task.objects.filter(pk__in=[task.pk for task in turned])
        same.update(done_at=turned[0].done_at)


def announce_readers(board: Board, *, actor: User, before: events.Readers) -> None:
    """Tell of the board's tasks whose readers changed with the board; locks their rows."""
    after = events.board_readers([board.pk])[board.pk]
    if before == after:
        return
    for portion in Task.objects.filter(board=board).locked_portions():
        entries = [_readers_entry(task, before, after) for task in portion]
        changed = [entry for entry in entries if entry.before != entry.after]
        events.record_all(events.TASK_UPDATED, changed, actor=actor)


def _readers_entry(task: Task, before: events.Readers, after: events.Readers) -> events.Entry:
    payload = events.update_payload(events.snapshot(task), {"readers": [None, None]})
    assert task.board_id is not None
    return events.Entry(
        task,
        payload,
        events.readers_through(task, {task.board_id: before}),
        events.readers_through(task, {task.board_id: after}),
    )
