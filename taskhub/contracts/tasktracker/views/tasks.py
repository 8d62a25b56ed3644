"""Tasks: the caller's own, and those that mark the caller."""

from collections.abc import Iterable, Sequence
from typing import Any

from rest_framework.request import Request

from accounts.models import User
from accounts.names import username_key
from accounts.rows import named
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
from taskhub.errors import Invalid, NotAllowed
from taskhub.rest.fields import parse_id
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks.errors import TaskNotFound
from tasks.models import Task, TaskStatus
from tasks.rows import ME, TASK_ID, Reading, StatusRow, TaskRow, marks, marks_of
from tasks.services import tasks

_MINE = Reading(lambda: Task.objects.authored_by(ME).newest_first())
_MARKING = Reading(
    lambda: Task.objects.marking(ME).newest_first(),
    counted=lambda: Task.marked_users.through.objects.filter(user=ME),
)
_OWN = Reading(lambda: Task.objects.authored_by(ME).filter(pk=TASK_ID))
_SHARED = Reading(
    lambda: (Task.objects.authored_by(ME) | Task.objects.marking(ME)).filter(pk=TASK_ID)
)
_ID = {"task_id": int}
_NEW = {"title": "string", "description": "string", "marked_users": ["bob"]}


class TaskView(TasktrackerView):
    """What the paths of tasks share."""

    def page_of(self, reading: Reading) -> Response:
        """The page that the query asks for; three queries, and one where it does not show
        how many tasks there are.
        """
        page = PageQuery.read(self.request)["wanted"]
        me, start = self.caller.pk, page.slice.start
        rows, statuses = reading.rows_and_statuses(page.size + 1, start, me=me)
        shown, more = rows[: page.size], len(rows) > page.size
        is_end = not more and (shown or not start)
        total = start + len(shown) if is_end else reading.count(me=me)
        return self.page_answer(page, self._worded(shown, statuses), total)

    def _worded(self, rows: list[TaskRow], statuses: dict[int, StatusRow]) -> list[Any]:
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

    @operation(
        "List my tasks", {200: TaskPageOut}, query=PageQuery, answer=page_of(TASK), conditional=True
    )
    def get(self, request: Request) -> Response:
        return self.page_of(_MINE)


class MarkedTaskList(TaskView):
    """/api/v1/tasks/marked-in-tasks/"""

    @operation(
        "List tasks I am marked in",
        {200: TaskPageOut},
        query=PageQuery,
        answer=page_of(TASK),
        conditional=True,
    )
    def get(self, request: Request) -> Response:
        return self.page_of(_MARKING)


class TaskDetail(TaskView):
    """/api/v1/tasks/{task_id}/"""

    @operation(
        "Read a task",
        {200: TaskDetailOut},
        errors=(403, 404),
        path=_ID,
        answer={**TASK, "comments": [COMMENT]},
        conditional=True,
    )
    def get(self, request: Request, task_id: str) -> Response:
        task = self._open(_SHARED, task_id)
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
        task = self._open(_OWN, task_id)
        changes = self.given(request, partial=True)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one(task, changes.get("marked", ()))

    @operation("Delete a task", {204: None}, errors=(403, 404, 412), path=_ID)
    def delete(self, request: Request, task_id: str) -> Response:
        task = self._open(_OWN, task_id)
        tasks.delete_task(actor=self.caller, task=task, version=self.expected_version())
        return Response(status=204)

    def _open(self, reading: Reading, task_id: str) -> Task:
        """The task among those open to the caller; else 403 where there is one, or 404."""
        wanted = parse_id(task_id) or 0  # which no task has
        task = reading.thing(me=self.caller.pk, task=wanted)
        if task is not None:
            return task
        raise NotAllowed if Task.objects.filter(pk=wanted).exists() else TaskNotFound


def _named(names: Sequence[str]) -> list[User]:
    """The people with these user names, each once; names the ones that nobody has."""
    found = {user.username_key: user for user in named(names)}
    unknown = [name for name in names if username_key(name) not in found]
    if unknown:
        sentences = [f'There is no user named "{name}".' for name in dict.fromkeys(unknown)]
        raise Invalid({"marked_users": sentences})
    return list(found.values())


def _links(task: Task, marked: list[int]) -> dict[str, Any]:
    """The status and the marks of one task, for its answer."""
    return {"statuses": {task.status_id: StatusOut.of(task.status)}, "marks": {task.pk: marked}}
