"""todo's paths, one class each."""

from collections.abc import Callable
from functools import partial
from heapq import nsmallest
from itertools import product
from typing import Any

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from accounts.models import User
from taskhub.compiled import Compiled, Slot
from taskhub.contracts.todo.dialect import TodoView
from taskhub.contracts.todo.serializers import (
    SORTS,
    STATUSES,
    CompleteIn,
    Done,
    TaskIn,
    TaskListOut,
    TaskOut,
    TaskQuery,
)
from taskhub.rest.listing import First, Listing
from taskhub.rest.paging import Page
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks.models import Category, Task
from tasks.queries import TaskQuerySet
from tasks.rows import ME, Reading, TaskRow, read_rows
from tasks.services import tasks

_NEW_TASK = {"title": "Buy milk", "description": "Two litres"}
_TASK = {
    "id": 1,
    "user_id": "7",
    **_NEW_TASK,
    "completed": False,
    "created_at": "2026-01-03T10:00:00Z",
    "updated_at": "2026-01-03T10:00:00Z",
}
_ID = {"task_id": int}


class TaskList(TodoView):
    """/api/{user_id}/tasks"""

    @operation(
        "Create a task",
        {201: TaskOut},
        request=TaskIn,
        errors=(403,),
        example=_NEW_TASK,
        answer=_TASK,
    )
    def post(self, request: Request, user_id: str) -> Response:
        self.require_self(user_id)
        task = tasks.create_task(actor=self.caller, **TaskIn.read(request))
        return self.one(task, 201)

    @operation(
        "List my tasks",
        {200: TaskListOut},
        query=TaskQuery,
        errors=(403,),
        answer={"tasks": [_TASK], "total_count": 3, "completed_count": 2, "pending_count": 1},
        conditional=True,
    )
    def get(self, request: Request, user_id: str) -> HttpResponseBase:
        self.require_self(user_id)
        query = TaskQuery.read(request)
        page = Page(1, settings.TASKHUB_LIST_CEILING)
        listing = self._listing(query["status"], query["sort"], page)
        counts = _counts(query["status"], listing, page, self.caller)
        return self.list_answer(listing, TaskOut.many, lambda tasks: {"tasks": tasks, **counts})

    def _listing(self, status: str, sort: str, page: Page) -> Listing[TaskRow]:
        first = partial(_READINGS[status, sort].rows, me=self.caller.pk)
        shown = partial(_shown, self.caller, status, sort)
        if sort == "title":
            return _by_title(shown, first, page)
        return Listing.starting(first, shown, page.slice, read_rows)


class TaskDetail(TodoView):
    """/api/{user_id}/tasks/{id}"""

    @operation(
        "Read a task", {200: TaskOut}, errors=(403, 404), path=_ID, answer=_TASK, conditional=True
    )
    def get(self, request: Request, user_id: str, task_id: str) -> Response:
        return self.one(self.own_task(user_id, task_id))

    @operation(
        "Update a task",
        {200: TaskOut},
        request=TaskIn(partial=True),
        errors=(403, 404, 412),
        path=_ID,
        example=_NEW_TASK,
        answer=_TASK,
    )
    def put(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        changes = TaskIn.read(request, partial=True)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one(task)

    @operation(
        "Delete a task",
        {200: Done},
        errors=(403, 404, 412),
        path=_ID,
        answer={"message": "Task deleted successfully"},
    )
    def delete(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        tasks.delete_task(actor=self.caller, task=task, version=self.expected_version())
        return Response({"message": "Task deleted successfully"})


class TaskComplete(TodoView):
    """/api/{user_id}/tasks/{id}/complete"""

    @operation(
        "Toggle completion",
        {200: TaskOut},
        request=CompleteIn,
        body_optional=True,
        errors=(403, 404, 412),
        path=_ID,
        example={"completed": True},
        answer={**_TASK, "completed": True},
    )
    def patch(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        wanted = CompleteIn.read(request, optional=True).get("completed")
        task = tasks.set_completed(
            actor=self.caller, task=task, completed=wanted, version=self.expected_version()
        )
        return self.one(task)


def _shown(user: User | Slot, status: str, sort: str) -> TaskQuerySet:
    """The tasks asked for in the order asked for; the order of titles is made elsewhere."""
    shown = Task.objects.authored_by(user)
    if status != "all":
        shown = shown.completed(status == "completed")
    if sort == "due_date":
        return shown.order_by(F("due_date").asc(nulls_last=True), "-id")
    return shown.newest_first()


_READINGS = {
    (status, sort): Reading(partial(_shown, ME, status, sort))
    for status, sort in product(STATUSES, SORTS)
}


def _counts(status: str, listing: Listing[TaskRow], page: Page, user: User) -> dict[str, int]:
    """How many tasks there are on either side; one query where the list does not tell."""
    if status == "all" and listing.ids is None and len(listing) < page.size:
        total, done = len(listing), sum(row.completed for row in listing.rows)
    else:
        found = _sides.rows(me=user.pk)
        total, done = found[0] if found else (0, 0)
    return {"total_count": total, "completed_count": done, "pending_count": total - done}


def _sides_query() -> QuerySet[Task, tuple[Any, ...]]:
    done = Count("pk", filter=Q(status__category=Category.DONE))
    mine = Task.objects.authored_by(ME).values("author_id")
    return mine.annotate(total=Count("pk"), done=done).values_list("total", "done")


_sides = Compiled(_sides_query)


def _by_title(
    shown: Callable[[], TaskQuerySet], first: First[TaskRow], page: Page
) -> Listing[TaskRow]:
    """Sorted here: SQLite folds ASCII only, and PostgreSQL by the locale it was set up with."""
    rows = first(limit=Listing.PORTION + 1, offset=0)
    if len(rows) > Listing.PORTION:
        return Listing.of_ids(shown, _first_by_title(shown(), page.size), read_rows)
    rows.sort(key=lambda row: _folded(row.title, row.id))
    return Listing(shown, read_rows, rows[: page.size])


def _first_by_title(newest: TaskQuerySet, most: int) -> list[int]:
    """Ids in the order of titles; holds no more of them than twice those that are wanted."""
    titles = newest.values_list("title", "id")
    best: list[tuple[str, int]] = []
    portion = list(titles[:most])
    while portion:
        best = nsmallest(most, best + portion, key=lambda found: _folded(*found))
        if len(portion) < most:
            break
        portion = list(titles.filter(pk__lt=portion[-1][1])[:most])
    return [number for _, number in best]


def _folded(title: str, number: int) -> tuple[str, int]:
    return title.casefold(), -number
