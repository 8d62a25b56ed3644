"""How TaskHub's own API words answers and failures."""

from http import HTTPStatus
from typing import Any, ClassVar

from accounts.rows import people
from taskhub.api.serializers import PageQuery, ProblemOut, TaskOut
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.paging import Page
from taskhub.rest.rendering import Response
from taskhub.rest.schema import DialectSchema
from tasks.errors import BoardNotFound, TaskNotFound
from tasks.models import Board, Task
from tasks.rows import ME, TASK_ID, Reading, TaskRow, statuses

VISIBLE = Reading(lambda: Task.objects.visible_to(ME).filter(pk=TASK_ID))

PROBLEM_TYPE = "application/problem+json"

# What the services call by the thing, this API calls by its id.
_FIELDS = {
    "status": "status_id",
    "assignee": "assignee_id",
    "marked": "marked_user_ids",
    "board": "board_id",
    "parent": "parent_id",
}


class ProblemSchema(DialectSchema):
    """As every contract's, its errors under their own media type."""

    def get_response_serializers(self) -> Any:
        """Answers as JSON, errors as problem documents."""
        described = super().get_response_serializers()
        return {
            (status, PROBLEM_TYPE) if status >= HTTPStatus.BAD_REQUEST else status: shape
            for status, shape in described.items()
        }


def path_id(text: str) -> int:
    """The id of a path segment; 0, which nothing has, where it is none."""
    return parse_id(text) or 0


class V2View(DialectView):
    """One path of TaskHub's own API."""

    error_shape: ClassVar = ProblemOut
    schema = ProblemSchema()

    def body(self, failure: Failure) -> dict[str, Any]:
        """A problem document (RFC 9457, 3.1); its type is its status."""
        problem: dict[str, Any] = {
            "type": "about:blank",
            "title": HTTPStatus(failure.status).phrase,
            "status": failure.status,
            "detail": failure.message,
        }
        if failure.fields:
            named = {_FIELDS.get(name, name): texts for name, texts in failure.fields.items()}
            problem["errors"] = named
        return problem

    def told(self, failure: Failure) -> Response:
        """The failure as a problem document, and labelled as one."""
        response = super().told(failure)
        response.headers["Content-Type"] = PROBLEM_TYPE
        return response

    def visible_board(self, board_id: str) -> Board:
        """The board of the path; raises `BoardNotFound` unless the caller may see it."""
        board = Board.objects.visible_to(self.caller).filter(pk=path_id(board_id)).first()
        if board is None:
            raise BoardNotFound
        return board

    def visible_task(self, task_id: str) -> Task:
        """The task of the path; raises `TaskNotFound` unless the caller may read it."""
        task = VISIBLE.thing(me=self.caller.pk, task=path_id(task_id))
        if task is None:
            raise TaskNotFound
        return task

    def wanted_page(self) -> Page:
        """Which part of a list `page` and `limit` ask for."""
        wanted = PageQuery.read(self.request)
        return Page(wanted["page"], wanted["limit"])

    def listed(self, results: list[Any], page: Page, total: int) -> Response:
        """One page of a list."""
        return Response(
            {"results": results, "total": total, "page": page.number, "limit": page.size}
        )

    def one_task(self, row: TaskRow, marked: list[int]) -> Response:
        """One task, its version in `ETag`; two queries, for statuses and people."""
        involved = [row.author_id, row.assignee_id, *marked]
        known = people(pk for pk in involved if pk)
        body = TaskOut.of(row, marked=marked, people=known, statuses=statuses())
        return self.tagged(Response(body), row.version)
