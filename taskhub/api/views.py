"""The paths of TaskHub's own API, one class each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts.errors import UserNotFound
from accounts.models import User
from accounts.rows import Person, people
from taskhub.api.dialect import VISIBLE, V2View, path_id
from taskhub.api.examples import PERSON, TASK
from taskhub.api.serializers import (
    BoardIn,
    BoardOut,
    BoardPage,
    MemberIn,
    MemberPage,
    PageQuery,
    PersonOut,
    TaskChange,
    TaskOut,
)
from taskhub.errors import Invalid
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks import policy
from tasks.errors import TaskNotFound
from tasks.models import Board, Task, TaskStatus
from tasks.rows import TaskRow, marks, marks_of
from tasks.services import boards, tasks

_BOARD = {
    "id": 3,
    "name": "Release 2.0",
    "description": "",
    "is_private": True,
    "owner": PERSON,
    "created_at": "2026-01-11T10:00:00Z",
    "updated_at": "2026-01-11T10:00:00Z",
}
_BOARD_ID = {"board_id": int}


class BoardView(V2View):
    """A path that answers with one board."""

    def one_board(self, board: Board, owner: Mapping[int, Person], status: int = 200) -> Response:
        """The board, its version in `ETag`."""
        return self.tagged(Response(BoardOut.of(board, people=owner), status=status), board.version)


class BoardList(BoardView):
    """boards/"""

    @operation(
        "List boards",
        {200: BoardPage},
        query=PageQuery,
        answer={"results": [_BOARD], "total": 1, "page": 1, "limit": 100},
    )
    def get(self, request: Request) -> Response:
        page = self.wanted_page()
        seen = Board.objects.visible_to(self.caller)
        shown = list(seen.order_by("id")[page.slice])
        owners = people(board.owner_id for board in shown)
        return self.listed(BoardOut.many(shown, people=owners), page, seen.count())

    @operation(
        "Create a board",
        {201: BoardOut},
        request=BoardIn,
        example={"name": "Release 2.0"},
        answer=_BOARD,
    )
    def post(self, request: Request) -> Response:
        board = boards.create_board(actor=self.caller, **BoardIn.read(request))
        owner = {self.caller.pk: Person.of(self.caller)}
        response = self.one_board(board, owner, 201)
        response.headers["Location"] = f"{request.path.rstrip('/')}/{board.pk}/"
        return response


class BoardDetail(BoardView):
    """boards/{board_id}/"""

    @operation("Read a board", {200: BoardOut}, errors=(404,), path=_BOARD_ID, answer=_BOARD)
    def get(self, request: Request, board_id: str) -> Response:
        board = self.visible_board(board_id)
        return self.one_board(board, people([board.owner_id]))

    @operation(
        "Change a board",
        {200: BoardOut},
        request=BoardIn(partial=True),
        errors=(403, 404, 412),
        path=_BOARD_ID,
        example={"is_private": False},
        answer={**_BOARD, "is_private": False},
    )
    def patch(self, request: Request, board_id: str) -> Response:
        board = self.visible_board(board_id)
        # The service asks too; here so that a right is refused before a body is read.
        policy.require_board(self.caller, board)
        changes = BoardIn.read(request, partial=True)
        board = boards.update_board(
            actor=self.caller, board=board, changes=changes, version=self.expected_version()
        )
        return self.one_board(board, people([board.owner_id]))

    @operation("Delete a board", {204: None}, errors=(403, 404, 412), path=_BOARD_ID)
    def delete(self, request: Request, board_id: str) -> Response:
        board = self.visible_board(board_id)
        boards.delete_board(actor=self.caller, board=board, version=self.expected_version())
        return Response(status=204)


class MemberList(V2View):
    """boards/{board_id}/members/"""

    @operation(
        "List the members of a board",
        {200: MemberPage},
        query=PageQuery,
        errors=(404,),
        path=_BOARD_ID,
        answer={"results": [PERSON], "total": 1, "page": 1, "limit": 100},
    )
    def get(self, request: Request, board_id: str) -> Response:
        board, page = self.visible_board(board_id), self.wanted_page()
        members = board.members.order_by("id")
        ids = list(members.values_list("pk", flat=True)[page.slice])
        known = people(ids)
        return self.listed(PersonOut.many(known[pk] for pk in ids), page, members.count())

    @operation(
        "Add a member to a board",
        {201: PersonOut},
        request=MemberIn,
        errors=(403, 404),
        path=_BOARD_ID,
        example={"username": "ada"},
        answer=PERSON,
    )
    def post(self, request: Request, board_id: str) -> Response:
        board = self.visible_board(board_id)
        # The service asks too; here so that a right is refused before a body is read.
        policy.require_board(self.caller, board)
        user = _named(MemberIn.read(request))
        boards.add_member(actor=self.caller, board=board, user=user)
        return Response(PersonOut.of(Person.of(user)), status=201)


class MemberDetail(V2View):
    """boards/{board_id}/members/{user_id}/"""

    @operation(
        "Remove a member from a board",
        {204: None},
        errors=(403, 404),
        path={**_BOARD_ID, "user_id": int},
    )
    def delete(self, request: Request, board_id: str, user_id: str) -> Response:
        board = self.visible_board(board_id)
        member = board.members.filter(pk=path_id(user_id)).first()
        if member is None:
            raise UserNotFound
        boards.remove_member(actor=self.caller, board=board, user=member)
        return Response(status=204)


class TaskDetail(V2View):
    """tasks/{task_id}/"""

    @operation(
        "Read a task",
        {200: TaskOut},
        errors=(404,),
        path={"task_id": int},
        answer=TASK,
        conditional=True,
    )
    def get(self, request: Request, task_id: str) -> Response:
        row = VISIBLE.row(me=self.caller.pk, task=path_id(task_id))
        if row is None:
            raise TaskNotFound
        return self.one_task(row, marks([row.id]).get(row.id, []))

    @operation(
        "Change a task",
        {200: TaskOut},
        request=TaskChange(partial=True),
        errors=(403, 404, 412),
        path={"task_id": int},
        example={"board_id": 3, "due_date": "2026-02-01", "marked_user_ids": [9]},
        answer=TASK,
    )
    def patch(self, request: Request, task_id: str) -> Response:
        task = self.visible_task(task_id)
        # The service asks too; here so that a right is refused before a body is read.
        policy.require(self.caller, "update", task)
        given = TaskChange.read(request, partial=True)
        changes = _resolved(given, task, self.caller)
        task = tasks.update_task(
            actor=self.caller, task=task, changes=changes, version=self.expected_version()
        )
        return self.one_task(TaskRow.of(task), marks_of(task))


def _named(given: Mapping[str, Any]) -> User:
    """The active person that a body names; raises `Invalid`."""
    active = User.objects.active()
    if "user_id" in given:
        field, found = "user_id", active.filter(pk=given["user_id"])
    else:
        field, found = "username", active.with_username(given["username"])
    user = found.first()
    if user is None:
        raise Invalid({field: ["There is no such user."]})
    return user


def _resolved(given: Mapping[str, Any], task: Task, caller: User) -> dict[str, Any]:
    """The changes in the service's words: things where the body has their ids.

    Up to one query a thing named. Raises `Invalid` for what is not there, or not for this
    caller to see.
    """
    things = _things(task, caller)
    changes: dict[str, Any] = {}
    unknown: dict[str, list[str]] = {}
    for name, value in given.items():
        if name == "marked_user_ids":
            changes["marked"] = _people(value, unknown)
        elif name in things and value is not None:
            thing = name.removesuffix("_id")
            changes[thing] = things[name]().filter(pk=value).first()
            if changes[thing] is None:
                unknown[name] = [f"There is no such {thing}."]
        else:
            changes[name.removesuffix("_id")] = value
    if unknown:
        raise Invalid(unknown)
    return changes


def _things(task: Task, caller: User) -> dict[str, Callable[[], QuerySet[Any]]]:
    """What each id may name. What the task has already may be sent back, seen or not."""
    boards, tasks = Board.objects, Task.objects
    return {
        "status_id": TaskStatus.objects.all,
        "assignee_id": User.objects.all,
        "board_id": lambda: boards.visible_to(caller) | boards.filter(pk=task.board_id or 0),
        "parent_id": lambda: tasks.visible_to(caller) | tasks.filter(pk=task.parent_id or 0),
    }


def _people(ids: list[int], unknown: dict[str, list[str]]) -> list[User]:
    found = list(User.objects.filter(pk__in=ids))
    missing = sorted(set(ids) - {user.pk for user in found})
    if missing:
        named = ", ".join(map(str, missing))
        unknown["marked_user_ids"] = [f"There is no user with the id {named}."]
    return found
