"""todo's paths, one class each."""

from heapq import nsmallest

from django.conf import settings
from django.db.models import Count, F, Q
from rest_framework.request import Request
from rest_framework.response import Response

from taskhub.contracts.todo.dialect import TodoView
from taskhub.contracts.todo.serializers import (
    CompleteIn,
    Done,
    TaskIn,
    TaskListOut,
    TaskOut,
    TaskQuery,
)
from taskhub.rest.schema import operation
from tasks.models import Category, Task
from tasks.queries import TaskQuerySet
from tasks.rows import TaskRow, read_rows
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
    )
    def get(self, request: Request, user_id: str) -> Response:
        self.require_self(user_id)
        query = TaskQuery.read(request)
        mine = Task.objects.authored_by(self.caller)
        shown = mine if query["status"] == "all" else mine.completed(query["status"] == "completed")
        rows = _SORTED[query["sort"]](shown, settings.TASKHUB_LIST_CEILING)
        return Response({"tasks": TaskOut.many(rows), **_counts(mine)})


class TaskDetail(TodoView):
    """/api/{user_id}/tasks/{id}"""

    @operation("Read a task", {200: TaskOut}, errors=(403, 404), path=_ID, answer=_TASK)
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


def _counts(mine: TaskQuerySet) -> dict[str, int]:
    """How many tasks there are on either side, in one query."""
    done = Count("pk", filter=Q(status__category=Category.DONE))
    found = mine.aggregate(total=Count("pk"), done=done)
    return {
        "total_count": found["total"],
        "completed_count": found["done"],
        "pending_count": found["total"] - found["done"],
    }


def _by_creation(shown: TaskQuerySet, most: int) -> list[TaskRow]:
    return read_rows(shown.newest_first()[:most])


def _by_due_date(shown: TaskQuerySet, most: int) -> list[TaskRow]:
    return read_rows(shown.order_by(F("due_date").asc(nulls_last=True), "-id")[:most])


def _by_title(shown: TaskQuerySet, most: int) -> list[TaskRow]:
    """Sorted here: SQLite folds ASCII only, and PostgreSQL by the locale it was set up with.

    Reads portions of `most` rows, one for nearly everybody, and keeps no more than the best.
    """
    best: list[TaskRow] = []
    portion = read_rows(shown.newest_first()[:most])
    while portion:
        best = nsmallest(most, best + portion, key=_title_then_newest)
        if len(portion) < most:
            break
        portion = read_rows(shown.newest_first().filter(pk__lt=portion[-1].id)[:most])
    return best


def _title_then_newest(row: TaskRow) -> tuple[str, int]:
    return row.title.casefold(), -row.id


_SORTED = {"created": _by_creation, "title": _by_title, "due_date": _by_due_date}
