"""zocket's paths, one class each."""

from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from accounts import services as accounts
from accounts import sessions
from accounts.errors import UserNotFound
from accounts.models import User
from accounts.rows import Person, people
from accounts.sessions import Grant
from suggestions import services as suggestions
from taskhub.contracts.zocket.dialect import ZocketView
from taskhub.contracts.zocket.serializers import (
    AnalysisOut,
    AnalyzeIn,
    Done,
    PageQuery,
    SignedOut,
    SignInIn,
    SignUpIn,
    SuggestionOut,
    TaskIn,
    TaskListItem,
    TaskOut,
    UserListItem,
    UserOut,
)
from taskhub.errors import Invalid
from taskhub.rest.dialect import Failure
from taskhub.rest.listing import Listing, Show
from taskhub.rest.paging import Page, link_header
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks import policy
from tasks.errors import NotYourTask
from tasks.models import Category, Task, TaskStatus, Visibility
from tasks.newest import count, newest_ids, newest_rows
from tasks.queries import TaskQuerySet
from tasks.rows import TaskRow, read_rows
from tasks.services import tasks

_MOMENT = "2024-03-14T12:00:00Z"
_NEW_TASK = {
    "title": "Implement WebSocket",
    "description": "Add real-time updates using WebSocket",
    "priority": "High",
    "status": "ToDo",
    "assigned_to": 2,
}
_TASK = {"id": 1, **_NEW_TASK, "created_by": 1, "created_at": _MOMENT, "updated_at": _MOMENT}
_PERSON = {"id": 1, "email": "john@example.com", "first_name": "John", "last_name": "Doe"}
_SUGGESTION = {
    "id": 1,
    "task_id": 1,
    "user_id": 1,
    "suggestion_text": "Detailed breakdown and recommendation",
    "sub_tasks": [
        {"title": "Subtask 1", "description": "Implementation details", "priority": "High"}
    ],
    "accepted": False,
    "created_at": _MOMENT,
}
_ID = {"task_id": int}


def _signed(grant: Grant, message: str, status: int) -> Response:
    data = {"user_id": grant.user.pk, "token": grant.access, "message": message}
    return Response(data, status=status)


class SignUp(ZocketView):
    """/api/auth/signup"""

    @operation(
        "Sign up",
        {201: SignedOut},
        request=SignUpIn,
        errors=(409, 429),
        public=True,
        example={
            "email": "john@example.com",
            "password": "secure_password",
            "first_name": "John",
            "last_name": "Doe",
        },
        answer={"user_id": 1, "token": "jwt_token", "message": "User created successfully"},
    )
    def post(self, request: Request) -> Response:
        user = accounts.register(**SignUpIn.read(request), peer=self.peer)
        grant = sessions.open_session(
            user=user, door="zocket", refreshable=False, user_agent=self.user_agent
        )
        return _signed(grant, "User created successfully", 201)


class SignIn(ZocketView):
    """/api/auth/signin"""

    @operation(
        "Sign in",
        {200: SignedOut},
        request=SignInIn,
        errors=(401, 429),
        public=True,
        example={"email": "john@example.com", "password": "secure_password"},
        answer={"user_id": 1, "token": "jwt_token", "message": "User signed in successfully"},
    )
    def post(self, request: Request) -> Response:
        grant = accounts.sign_in(
            **SignInIn.read(request),
            peer=self.peer,
            door="zocket",
            refreshable=False,
            user_agent=self.user_agent,
        )
        return _signed(grant, "User signed in successfully", 200)


class TaskList(ZocketView):
    """/api/v1/tasks"""

    @operation(
        "List tasks",
        {200: TaskListItem(many=True)},
        query=PageQuery,
        answer=[{**_TASK, "assigned_to_name": "Adarsh Jaiswal"}],
        headers={
            "X-Total-Count": (int, "How many tasks there are on all pages"),
            "Link": (str, "The first, previous, next and last page (RFC 8288)"),
        },
        conditional=True,
    )
    def get(self, request: Request) -> HttpResponseBase:
        page = PageQuery.read(request)["wanted"]
        first, ids = partial(newest_rows, self.caller), partial(newest_ids, self.caller)
        listing = Listing.starting(first, self._readable, page.slice, read_rows, ids)
        response = self.list_answer(listing, _list_items())
        total = self._total(page, len(listing))
        response.headers["X-Total-Count"] = str(total)
        response.headers["Link"] = link_header(request, page, total)
        return response

    def _readable(self) -> TaskQuerySet:
        return Task.objects.visible_to(self.caller).newest_first()

    def _total(self, page: Page, shown: int) -> int:
        """How many tasks there are; a page that is not full is the last and tells it by itself."""
        if 0 < shown < page.size or (not shown and page.number == 1):
            return page.start + shown
        return count(self.caller, self.stamp)

    @operation("Create a task", {201: TaskOut}, request=TaskIn, example=_NEW_TASK, answer=_TASK)
    def post(self, request: Request) -> Response:
        given = TaskIn.read(request)
        # Tasks of this door are the team's (contracts/README.md, "Who may do what").
        task = tasks.create_task(actor=self.caller, visibility=Visibility.TEAM, **_as_fields(given))
        return self.one(TaskRow.of(task), 201)

    def body(self, failure: Failure) -> dict[str, Any]:
        """The document words one fault of the server: that of creating."""
        if failure.status == 500 and self.request.method == "POST":
            return {"error": "Failed to create task"}
        return super().body(failure)


class TaskDetail(ZocketView):
    """/api/v1/tasks/:id"""

    @operation(
        "Read a task", {200: TaskOut}, errors=(400, 404), path=_ID, answer=_TASK, conditional=True
    )
    def get(self, request: Request, task_id: str) -> Response:
        return self.one(self.readable_row(task_id))

    @operation(
        "Update a task",
        {200: TaskOut},
        request=TaskIn(partial=True),
        errors=(403, 404, 412),
        path=_ID,
        example={**_NEW_TASK, "priority": "Medium", "status": "InProgress", "assigned_to": 3},
        answer={**_TASK, "priority": "Medium", "status": "InProgress", "assigned_to": 3},
    )
    def put(self, request: Request, task_id: str) -> Response:
        task = self.readable_task(task_id)
        # Narrower than the policy, which also lets the members of its board change a task.
        if self.caller.pk not in (task.author_id, task.assignee_id):
            raise NotYourTask("update")
        changes = _as_changes(TaskIn.read(request, partial=True), task)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one(TaskRow.of(task))

    @operation(
        "Delete a task",
        {200: Done},
        errors=(400, 403, 404, 412),
        path=_ID,
        answer={"message": "Task deleted successfully"},
    )
    def delete(self, request: Request, task_id: str) -> Response:
        task = self.readable_task(task_id)
        tasks.delete_task(actor=self.caller, task=task, version=self.expected_version())
        return Response({"message": "Task deleted successfully"})


class TaskAnalyze(ZocketView):
    """/api/v1/tasks/:id/analyze"""

    @operation(
        "Analyze a task",
        {200: AnalysisOut},
        request=AnalyzeIn,
        body_optional=True,
        errors=(403, 404, 429),
        path=_ID,
        example={
            "description": "Optional additional context for the task",
            "context": "Optional background information",
        },
        answer={
            "task_id": 1,
            "analysis": "Detailed analysis of the task complexity and requirements",
            "suggestions": [_SUGGESTION],
        },
    )
    def post(self, request: Request, task_id: str) -> Response:
        task = self.readable_task(task_id)
        # The service asks too; here so that a right is refused before a body is read.
        policy.require(self.caller, "analyze", task)
        given = AnalyzeIn.read(request, optional=True)
        said, made = suggestions.analyse_task(actor=self.caller, task=task, **given)
        return Response(
            {"task_id": task.pk, "analysis": said, "suggestions": SuggestionOut.many(made)}
        )


class UserDetail(ZocketView):
    """/api/v1/user/:id"""

    @operation(
        "Read a user",
        {200: UserOut},
        errors=(400, 404),
        path={"user_id": int},
        answer={**_PERSON, "created_at": _MOMENT, "logged_in_at": _MOMENT},
    )
    def get(self, request: Request, user_id: str) -> Response:
        user = User.objects.active().filter(pk=self.id_of("user", user_id)).first()
        if user is None:
            raise UserNotFound
        return Response(UserOut.of(user))


class UserList(ZocketView):
    """/api/v1/user"""

    @operation(
        "List users",
        {200: UserListItem(many=True)},
        answer=[{**_PERSON, "password": "", "logged_in_at": "", "created_at": ""}],
    )
    def get(self, request: Request) -> HttpResponseBase:
        shown = User.objects.active().order_by("pk")
        page = Page(1, settings.TASKHUB_LIST_CEILING)
        return self.list_answer(Listing.of(shown, page.slice, _read_people), UserListItem.many)


def _list_items() -> Show[TaskRow]:
    """Makes list items of rows, portion by portion, asking for nobody's name twice."""
    known: dict[int, Person] = {}

    def show(rows: list[TaskRow]) -> list[Any]:
        assignees = {row.assignee_id for row in rows if row.assignee_id}
        known.update(people(assignees - known.keys()))
        return TaskListItem.many(rows, people=known)

    return show


def _read_people(users: QuerySet[User]) -> list[tuple[Any, ...]]:
    return list(users.values_list("pk", "email", "first_name", "last_name"))


def _as_fields(given: dict[str, Any]) -> dict[str, Any]:
    """What a new task is made of, in the domain's words."""
    plain = ("title", "description", "priority")
    fields: dict[str, Any] = {name: given[name] for name in plain if name in given}
    # `ToDo` is where a task begins anyway.
    if given.get("status", Category.TO_DO) != Category.TO_DO:
        fields["status"] = TaskStatus.objects.first_of(given["status"])
    if given.get("assigned_to"):
        fields["assignee"] = _person(given["assigned_to"])
    return fields


def _as_changes(given: dict[str, Any], task: Task) -> dict[str, Any]:
    """What changes in a task, in the domain's words; a status is written as its category."""
    changes = dict(given)
    if "status" in changes:
        changes["category"] = changes.pop("status")
    if "assigned_to" in changes:
        number = changes.pop("assigned_to")
        changes["assignee"] = _person(number, present=task.assignee_id) if number else None
    return changes


def _person(number: int, present: int | None = None) -> User:
    """The user of this id; the present assignee is taken even when deactivated since.

    Clients send the whole task back, whoever it is assigned to.
    """
    known = User.objects.all() if number == present else User.objects.active()
    user = known.filter(pk=number).first()
    if user is None:
        raise Invalid({"assigned_to": ["There is no such user."]})
    return user
