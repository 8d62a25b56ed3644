"""The read path: tasks and statuses as plain tuples, in a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from tasks.models import Category, Task, TaskStatus

if TYPE_CHECKING:
    from django.db.models import QuerySet


class TaskRow(NamedTuple):
    """A task's own columns, and the category of its status."""

    id: int
    title: str
    description: str
    status_id: int
    category: str
    priority: str
    author_id: int
    assignee_id: int | None
    board_id: int | None
    parent_id: int | None
    due_date: datetime.date | None
    visibility: str
    version: int
    created_at: datetime.datetime
    updated_at: datetime.datetime

    @property
    def completed(self) -> bool:
        """Whether the status counts as done."""
        return self.category == Category.DONE

    @classmethod
    def of(cls, task: Task) -> TaskRow:
        """The row of a task at hand; reads task.status."""
        return cls._make(
            task.status.category if name == "category" else getattr(task, name)
            for name in cls._fields
        )


_COLUMNS = ["status__category" if name == "category" else name for name in TaskRow._fields]


class StatusRow(NamedTuple):
    """A status as answers show it."""

    id: int
    name: str
    slug: str
    category: str


def read_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """These tasks in the query's own order; one statement."""
    return list(map(TaskRow._make, tasks.values_list(*_COLUMNS)))


def read_rows_and_statuses(
    tasks: QuerySet[Task],
) -> tuple[list[TaskRow], dict[int, StatusRow]]:
    """As `read_rows`, and by id the statuses these tasks have; one statement still."""
    rows: list[TaskRow] = []
    statuses: dict[int, StatusRow] = {}
    for *columns, name, slug in tasks.values_list(*_COLUMNS, "status__name", "status__slug"):
        row = TaskRow._make(columns)
        rows.append(row)
        statuses[row.status_id] = StatusRow(row.status_id, name, slug, row.category)
    return rows, statuses


def marks(task_ids: Iterable[int]) -> dict[int, list[int]]:
    """The marked users of each task that has any, by ascending id; one statement."""
    wanted = list(task_ids)
    found: dict[int, list[int]] = {}
    if wanted:
        pairs = Task.marked_users.through.objects.filter(task_id__in=wanted)
        for task_id, user_id in pairs.order_by("user_id").values_list("task_id", "user_id"):
            found.setdefault(task_id, []).append(user_id)
    return found


def marks_of(task: Task) -> list[int]:
    """The marked users of a task at hand; no statement where a service loaded it."""
    if task.marked_ids is not None:
        return list(task.marked_ids)
    return marks([task.pk]).get(task.pk, [])


def statuses() -> dict[int, StatusRow]:
    """Every status by its id, in the order they are shown in; one statement."""
    rows = TaskStatus.objects.order_by("position", "id").values_list(*StatusRow._fields)
    return {row[0]: StatusRow._make(row) for row in rows}
