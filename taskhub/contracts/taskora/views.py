"""taskora's paths, one class each."""

from functools import partial

from django.conf import settings
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from accounts import services as accounts
from accounts import sessions
from accounts.models import User
from accounts.names import split_name
from taskhub.compiled import Slot
from taskhub.contracts.taskora.dialect import TaskoraView, enveloped
from taskhub.contracts.taskora.serializers import (
    CompleteIn,
    Done,
    LoginIn,
    RegisteredEnvelope,
    RegisterIn,
    TaskChange,
    TaskDoneEnvelope,
    TaskEnvelope,
    TaskIn,
    TaskListEnvelope,
    TaskOut,
    TaskQuery,
    TokenEnvelope,
)
from taskhub.rest.listing import Listing
from taskhub.rest.paging import Page
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks.models import Task
from tasks.queries import TaskQuerySet
from tasks.rows import ME, Reading, read_rows
from tasks.services import tasks

_TASK = {
    "id": 1,
    "user_id": "7",
    "title": "Sample task",
    "description": "Task description",
    "completed": False,
    "created_at": "2026-01-11T10:00:00Z",
    "updated_at": "2026-01-11T10:00:00Z",
}
_NEW_TASK = {"title": "New task title", "description": "Optional task description"}
_ID = {"task_id": int}


def _mine(user: User | Slot, completed: bool | None) -> TaskQuerySet:
    mine = Task.objects.authored_by(user).newest_first()
    return mine if completed is None else mine.completed(completed)


_MINE = {wanted: Reading(partial(_mine, ME, wanted)) for wanted in (None, True, False)}


class TaskList(TaskoraView):
    """/api/{user_id}/tasks"""

    @operation(
        "List my tasks",
        {200: TaskListEnvelope},
        query=TaskQuery,
        errors=(403,),
        answer={"success": True, "data": [_TASK]},
        conditional=True,
    )
    def get(self, request: Request, user_id: str) -> HttpResponseBase:
        self.require_self(user_id)
        wanted = TaskQuery.read(request).get("completed")
        page = Page(1, settings.TASKHUB_LIST_CEILING)
        first = partial(_MINE[wanted].rows, me=self.caller.pk)
        source = partial(_mine, self.caller, wanted)
        listing = Listing.starting(first, source, page.slice, read_rows)
        return self.list_answer(listing, TaskOut.many, enveloped)

    @operation(
        "Create a task",
        {201: TaskDoneEnvelope},
        request=TaskIn,
        errors=(403,),
        example=_NEW_TASK,
        answer={"success": True, "data": _TASK, "message": "Task created successfully"},
    )
    def post(self, request: Request, user_id: str) -> Response:
        self.require_self(user_id)
        task = tasks.create_task(actor=self.caller, **TaskIn.read(request))
        return self.one(task, "Task created successfully", 201)


class TaskDetail(TaskoraView):
    """/api/{user_id}/tasks/{id}"""

    @operation(
        "Read a task",
        {200: TaskEnvelope},
        errors=(403, 404),
        path=_ID,
        answer={"success": True, "data": _TASK},
        conditional=True,
    )
    def get(self, request: Request, user_id: str, task_id: str) -> Response:
        return self.one(self.own_task(user_id, task_id))

    @operation(
        "Update a task",
        {200: TaskDoneEnvelope},
        request=TaskChange(partial=True),
        errors=(403, 404, 412),
        path=_ID,
        example={**_NEW_TASK, "completed": True},
        answer={"success": True, "data": _TASK, "message": "Task updated successfully"},
    )
    def put(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        changes = TaskChange.read(request, partial=True)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one(task, "Task updated successfully")

    @operation(
        "Delete a task",
        {200: Done},
        errors=(403, 404, 412),
        path=_ID,
        answer={"success": True, "message": "Task deleted successfully"},
    )
    def delete(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        tasks.delete_task(actor=self.caller, task=task, version=self.expected_version())
        return self.envelope(message="Task deleted successfully")


class TaskComplete(TaskoraView):
    """/api/{user_id}/tasks/{id}/complete"""

    @operation(
        "Toggle completion",
        {200: TaskDoneEnvelope},
        request=CompleteIn,
        body_optional=True,
        errors=(403, 404, 412),
        path=_ID,
        example={"completed": True},
        answer={"success": True, "data": _TASK, "message": "Task completion status updated"},
    )
    def patch(self, request: Request, user_id: str, task_id: str) -> Response:
        task = self.own_task(user_id, task_id)
        wanted = CompleteIn.read(request, optional=True).get("completed")
        task = tasks.set_completed(
            actor=self.caller, task=task, completed=wanted, version=self.expected_version()
        )
        return self.one(task, "Task completion status updated")


class Register(TaskoraView):
    """/api/auth/register"""

    @operation(
        "Register",
        {201: RegisteredEnvelope},
        request=RegisterIn,
        errors=(409, 429),
        public=True,
        example={"email": "user@example.com", "name": "John Doe", "password": "secure_password"},
        answer={
            "success": True,
            "data": {"user_id": "7", "email": "user@example.com", "name": "John Doe"},
            "message": "User registered successfully",
        },
    )
    def post(self, request: Request) -> Response:
        given = RegisterIn.read(request)
        first, last = split_name(given.get("name", ""))
        user = accounts.register(
            email=given["email"],
            password=given["password"],
            first_name=first,
            last_name=last,
            peer=self.peer,
        )
        data = {"user_id": str(user.pk), "email": user.email, "name": user.full_name}
        return self.envelope(data, "User registered successfully", 201)


class Login(TaskoraView):
    """/api/auth/login"""

    @operation(
        "Log in",
        {200: TokenEnvelope},
        request=LoginIn,
        errors=(401, 429),
        public=True,
        example={"email": "user@example.com", "password": "secure_password"},
        answer={
            "success": True,
            "data": {"access_token": "jwt_token_here", "token_type": "bearer"},
            "message": "Login successful",
        },
    )
    def post(self, request: Request) -> Response:
        grant = accounts.sign_in(
            **LoginIn.read(request),
            peer=self.peer,
            door="taskora",
            refreshable=False,
            user_agent=self.user_agent,
        )
        data = {"access_token": grant.access, "token_type": "bearer"}
        return self.envelope(data, "Login successful")


class Logout(TaskoraView):
    """/api/auth/logout"""

    @operation(
        "Log out", {200: Done}, answer={"success": True, "message": "Logged out successfully"}
    )
    def post(self, request: Request) -> Response:
        sessions.end(self.session)
        return self.envelope(message="Logged out successfully")
