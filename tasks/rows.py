"""The read path: tasks and statuses as plain tuples, in a constant number of queries."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Func, OuterRef, Subquery, TextField

from taskhub.compiled import Compiled, Numbers, columns_of, number, thing_of
from tasks.models import Category, Task, TaskStatus

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tasks.queries import TaskQuerySet


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


#: What a `Reading` is asked with: whose tasks, and which of them.
ME, TASK_ID = number("me"), number("task")

_THING = columns_of(Task)
_STATUS_THING = [f"status__{name}" for name in columns_of(TaskStatus)]
_STATUS = ["status__name", "status__slug"]
#: What `values_list` is asked for to make a `TaskRow`.
COLUMNS = ["status__category" if name == "category" else name for name in TaskRow._fields]


class StatusRow(NamedTuple):
    """A status as answers show it."""

    id: int
    name: str
    slug: str
    category: str


def _with_statuses(
    found: Iterable[tuple[Any, ...]],
) -> tuple[list[TaskRow], dict[int, StatusRow]]:
    rows: list[TaskRow] = []
    statuses: dict[int, StatusRow] = {}
    for columns in found:
        row = TaskRow._make(columns[:-2])
        rows.append(row)
        if row.status_id not in statuses:
            name, slug = columns[-2:]
            statuses[row.status_id] = StatusRow(row.status_id, name, slug, row.category)
    return rows, statuses


def read_rows(tasks: QuerySet[Task]) -> list[TaskRow]:
    """These tasks in the query's own order; one statement."""
    return list(map(TaskRow._make, tasks.values_list(*COLUMNS)))


def read_rows_and_statuses(
    tasks: QuerySet[Task],
) -> tuple[list[TaskRow], dict[int, StatusRow]]:
    """As `read_rows`, and by id the statuses these tasks have; one statement still."""
    return _with_statuses(tasks.values_list(*COLUMNS, *_STATUS))


def marks(task_ids: Iterable[int]) -> dict[int, list[int]]:
    """The marked users of each task that has any, by ascending id; one statement."""
    wanted = list(task_ids)
    found: dict[int, list[int]] = {}
    if wanted:
        for task_id, user_id in _marks.rows(tasks=wanted):
            found.setdefault(task_id, []).append(user_id)
    return found


def _marks_query() -> QuerySet[Any, tuple[Any, ...]]:
    pairs = Task.marked_users.through.objects.filter(task_id__among=Numbers("tasks"))
    return pairs.order_by("user_id").values_list("task_id", "user_id")


_marks = Compiled(_marks_query)


def marks_of(task: Task) -> list[int]:
    """The marked users of a task at hand; no statement where a service loaded it."""
    if task.marked_ids is not None:
        return list(task.marked_ids)
    return marks([task.pk]).get(task.pk, [])


def statuses() -> dict[int, StatusRow]:
    """Every status by its id, in the order they are shown in; one statement."""
    return {row[0]: StatusRow._make(row) for row in _statuses.rows()}


_statuses = Compiled(
    lambda: TaskStatus.objects.order_by("position", "id").values_list(*StatusRow._fields)
)


class Reading:
    """Tasks that are asked for often: a queryset with slots, compiled once for each use.

    The values of the slots are given by name: `Reading(lambda:
    Task.objects.visible_to(ME)).rows(me=user.pk)`.
    """

    def __init__(
        self,
        chosen: Callable[[], TaskQuerySet],
        counted: Callable[[], QuerySet[Any]] | None = None,
    ) -> None:
        """`counted` are as many rows that are quicker to count."""
        self._rows = Compiled(lambda: chosen().values_list(*COLUMNS))
        self._counted = Compiled(lambda: counted().values_list("pk")) if counted else self._rows
        self._told = Compiled(lambda: chosen().values_list(*COLUMNS, *_STATUS))
        self._things = Compiled(lambda: chosen().values_list(*_THING, *_STATUS_THING, _marked()))

    def rows(self, limit: int | None = None, offset: int = 0, **slots: Any) -> list[TaskRow]:
        """As `read_rows`; one statement."""
        return list(map(TaskRow._make, self._rows.rows(limit=limit, offset=offset, **slots)))

    def rows_and_statuses(
        self, limit: int | None = None, offset: int = 0, **slots: Any
    ) -> tuple[list[TaskRow], dict[int, StatusRow]]:
        """As `read_rows_and_statuses`; one statement."""
        return _with_statuses(self._told.rows(limit=limit, offset=offset, **slots))

    def row(self, **slots: Any) -> TaskRow | None:
        """The one row, if there is any; one statement."""
        found = self._rows.rows(**slots)
        return TaskRow._make(found[0]) if found else None

    def things(self, **slots: Any) -> list[Task]:
        """The tasks themselves, with their statuses and marks; one statement."""
        return list(map(_thing, self._things.rows(**slots)))

    def thing(self, **slots: Any) -> Task | None:
        """The one task, if there is any, with its status and marks; one statement."""
        found = self.things(**slots)
        return found[0] if found else None

    def count(self, **slots: Any) -> int:
        """How many there are; one statement."""
        return self._counted.count(**slots)


def _thing(found: tuple[Any, ...]) -> Task:
    *columns, marked = found
    task = thing_of(Task, columns[: len(_THING)])
    task.status = thing_of(TaskStatus, columns[len(_THING) :])
    ids = json.loads(marked) if isinstance(marked, str) else marked
    task.marked_ids = tuple(sorted(ids or ()))
    task.found = (*columns[: len(_THING)], task.marked_ids)
    return task


def is_as_found(task: Task) -> bool:
    """Whether all of the task comes from one statement, and nobody has touched it since."""
    return task.found == (*(getattr(task, name) for name in _THING), task.marked_ids)


class _Gathered(Func):
    """One list of all values; none at all is null on PostgreSQL."""

    function = "ARRAY_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        """SQLite has no arrays but writes JSON."""
        return self.as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def _marked() -> Subquery:
    """The ids of those whom the task of the query around it marks, in any order."""
    marks = Task.marked_users.through.objects.filter(task=OuterRef("pk"))
    return Subquery(marks.values(all=_Gathered("user_id")))
