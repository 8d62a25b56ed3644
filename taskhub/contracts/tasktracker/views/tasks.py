"""Tasks: the caller's own, and those that mark the caller."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from accounts.names import username_key
from comments.rows import comments_of
from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.serializers.comments import CommentOut
from taskhub.contracts.tasktracker.serializers.common import PageQuery
from taskhub.contracts.tasktracker.serializers.statuses import StatusOut
from taskhub.contracts.tasktracker.serializers.tasks import (
    TaskDetailOut,
    TaskIn,
    TaskOut,
    TaskPageOut,
)
from taskhub.contracts.tasktracker.views.examples import COMMENT, TASK, page_of
from taskhub.errors import Invalid
from taskhub.rest.schema import operation
from tasks.errors import TaskNotFound
from tasks.models import Task, TaskStatus
from tasks.rows import TaskRow, marks, marks_of, read_rows_and_statuses
from tasks.services import tasks

_ID = {"task_id": int}
_NEW = {"title": "string", "description": "string", "marked_users": ["bob"]}


class TaskView(TasktrackerView):
    """What the paths of tasks share."""

    def worded(self, wanted: QuerySet[Task]) -> list[Any]:
        """A page of tasks; three queries, however many."""
        rows, statuses = read_rows_and_statuses(wanted)
        marked = marks([row.id for row in rows])
        people = self.users({row.author_id for row in rows}.union(*marked.values()))
        words = {status_id: StatusOut.of(status) for status_id, status in statuses.items()}
        return TaskOut.many(rows, statuses=words, marks=marked, people=people)

    def one(self, task: Task, known: Iterable[User], status: int = 200) -> Response:
        """One task without its comments, its version in `ETag`; no query for `known` people."""
        marked = marks_of(task)
        people = self.users([task.author_id, *marked], known)
        body = TaskOut.of(TaskRow.of(task), **_links(task, marked), people=people)
        return self.tagged(Response(body, status=status), task.version)

    def given(self, request: Request, *, partial: bool = False) -> dict[str, Any]:
        """The body in the words of the service."""
        given = TaskIn.read(request, partial=partial)
        if "marked_users" in given:
            given["marked"] = _named(given.pop("marked_users"))
        if "status_id" in given:
            # Looked up by the service, among the statuses it holds: once, and not gone since.
            given["status"] = TaskStatus(pk=given.pop("status_id"))
        return given


class TaskList(TaskView):
    """/api/v1/tasks/"""

    @operation(
        "Create a task",
        {201: TaskOut},
        request=TaskIn,
        example=_NEW,
        answer=TASK,
    )
    def post(self, request: Request) -> Response:
        given = self.given(request)
        task = tasks.create_task(actor=self.caller, **given)
        return self.one(task, given.get("marked", ()), 201)

    @operation("List my tasks", {200: TaskPageOut}, query=PageQuery, answer=page_of(TASK))
    def get(self, request: Request) -> Response:
        return self.paged(Task.objects.authored_by(self.caller).newest_first(), self.worded)


class MarkedTaskList(TaskView):
    """/api/v1/tasks/marked-in-tasks/"""

    @operation(
        "List tasks I am marked in", {200: TaskPageOut}, query=PageQuery, answer=page_of(TASK)
    )
    def get(self, request: Request) -> Response:
        return self.paged(Task.objects.marking(self.caller).newest_first(), self.worded)


class TaskDetail(TaskView):
    """/api/v1/tasks/{task_id}/"""

    @operation(
        "Read a task",
        {200: TaskDetailOut},
        errors=(403, 404),
        path=_ID,
        answer={**TASK, "comments": [COMMENT]},
    )
    def get(self, request: Request, task_id: str) -> Response:
        shared = Task.objects.authored_by(self.caller) | Task.objects.marking(self.caller)
        task = self.one_of(shared.select_related("status"), task_id, TaskNotFound)
        said, marked = comments_of(task.pk), marks_of(task)
        authors = [comment.author_id for comment in said]
        people = self.users([task.author_id, *marked, *authors])
        comments = CommentOut.many(said, people=people)
        body = TaskDetailOut.of(
            TaskRow.of(task), **_links(task, marked), people=people, comments=comments
        )
        return self.tagged(Response(body), task.version)

    @operation(
        "Update a task",
        {200: TaskOut},
        request=TaskIn(partial=True),
        errors=(403, 404, 412),
        path=_ID,
        example={**_NEW, "status_id": 1},
        answer=TASK,
    )
    def put(self, request: Request, task_id: str) -> Response:
        task = self._own(task_id)
        changes = self.given(request, partial=True)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one(task, changes.get("marked", ()))

    @operation("Delete a task", {204: None}, errors=(403, 404, 412), path=_ID)
    def delete(self, request: Request, task_id: str) -> Response:
        task = self._own(task_id)
        tasks.delete_task(actor=self.caller, task=task, version=self.expected_version())
        return Response(status=204)

    def _own(self, task_id: str) -> Task:
        mine = Task.objects.authored_by(self.caller).select_related("status")
        return self.one_of(mine, task_id, TaskNotFound)


def _named(names: Sequence[str]) -> list[User]:
    """The people with these user names, each once; names the ones that nobody has."""
    found = {user.username_key: user for user in User.objects.with_usernames(names)}
    unknown = [name for name in names if username_key(name) not in found]
    if unknown:
        sentences = [f'There is no user named "{name}".' for name in dict.fromkeys(unknown)]
        raise Invalid({"marked_users": sentences})
    return list(found.values())


def _links(task: Task, marked: list[int]) -> dict[str, Any]:
    """The status and the marks of one task, for its answer."""
    return {"statuses": {task.status_id: StatusOut.of(task.status)}, "marks": {task.pk: marked}}
