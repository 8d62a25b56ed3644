"""What of the log is told to somebody who reads it after the fact.

The audience of an event are those who could read the task right after it, and whoever comes
later may have lost sight of the task since. So it is asked again, for many rows at once.
"""

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from taskhub.compiled import Compiled, Numbers, number
from tasks.events import TASK_DELETED, EventRow
from tasks.models import Event, Task
from tasks.rows import ME


def still_for(user_id: int, rows: Sequence[EventRow]) -> list[EventRow]:
    """Those of these rows, which follow each other, that this person may hear of now.

    Of a task out of their sight it is the word that it is gone, once. A task that was deleted
    is in the sight of those who could read it then. No query where nothing concerns them; else
    one, and one more where a task was deleted.
    """
    own = [row for row in rows if row.concerns(user_id)]
    hidden = _hidden(user_id, own)
    losses = {row.task_id: row.id for row in own if row.is_loss_of(user_id)}
    return [row for row in own if row.task_id not in hidden or losses.get(row.task_id) == row.id]


def _hidden(user_id: int, rows: Sequence[EventRow]) -> set[int]:
    """The tasks of these rows that are out of the person's sight."""
    asked = {row.task_id for row in rows}
    if not asked:
        return set()
    there = dict(_sight.rows(tasks=asked, me=user_id))
    # Asked in this order: what is not there any more has its deletion in the log.
    seen = _seen_to_the_end(user_id, asked - there.keys(), since=rows[0].id)
    return {task for task in asked if not there.get(task, task in seen)}


def _seen_to_the_end(user_id: int, deleted: Collection[int], since: int) -> set[int]:
    """Those of these deleted tasks that the person could read when it happened."""
    if not deleted:
        return set()
    ends = _ends.rows(tasks=deleted, since=since)
    return {task for task, audience in ends if audience is None or user_id in audience}


def _sight_query() -> QuerySet[Task, tuple[Any, ...]]:
    seen = Task.objects.visible_to(ME).filter(pk=OuterRef("pk"))
    return Task.objects.filter(pk__among=Numbers("tasks")).values_list("pk", Exists(seen))


def _ends_query() -> QuerySet[Event, tuple[Any, ...]]:
    # From the rows at hand on: older ones of a task are no end of it.
    later = Event.objects.filter(task_id__among=Numbers("tasks"), pk__gte=number("since"))
    return later.filter(type=TASK_DELETED).values_list("task_id", "audience")


_sight, _ends = Compiled(_sight_query), Compiled(_ends_query)
