"""How zocket words failures, and how it finds what a path names."""

from typing import Any, ClassVar

from rest_framework.serializers import Serializer

from accounts.errors import InvalidCredentials
from taskhub.contracts.zocket.serializers import ErrorOut, ExplainedErrorOut, TaskOut
from taskhub.errors import Invalid
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.rendering import Response
from tasks.errors import TaskNotFound
from tasks.models import Task
from tasks.rows import ME, TASK_ID, Reading, TaskRow

READABLE = Reading(lambda: Task.objects.visible_to(ME).filter(pk=TASK_ID))


class InvalidId(Invalid):
    """A path names a thing by something that is no id."""

    def __init__(self, thing: str) -> None:
        super().__init__(message=f"Invalid {thing} ID")


class ZocketView(DialectView):
    """One path of zocket.txt."""

    error_shape: ClassVar = ErrorOut

    def body(self, failure: Failure) -> dict[str, Any]:
        """`{"error"}`, with a `message` for a broken body and for a bad token."""
        if failure.status == 401 and not isinstance(failure.error, InvalidCredentials):
            return {"error": "Unauthorized", "message": "Invalid or expired JWT"}
        if failure.status == 400 and not isinstance(failure.error, InvalidId):
            return {"error": "Invalid request body", "message": failure.explanation}
        return {"error": failure.message}

    def error_shape_for(self, status: int) -> type[Serializer[Any]]:
        """Two statuses have a second sentence."""
        return ExplainedErrorOut if status in (400, 401) else ErrorOut

    def id_of(self, thing: str, text: str) -> int:
        """The id that a path segment names; raises `InvalidId`."""
        number = parse_id(text)
        if number is None:
            raise InvalidId(thing)
        return number

    def readable_task(self, task_id: str) -> Task:
        """The task, if the caller may read it; raises `InvalidId` and `TaskNotFound`."""
        task = READABLE.thing(me=self.caller.pk, task=self.id_of("task", task_id))
        if task is None:
            raise TaskNotFound
        return task

    def readable_row(self, task_id: str) -> TaskRow:
        """The same as a row, which is all that showing it takes."""
        row = READABLE.row(me=self.caller.pk, task=self.id_of("task", task_id))
        if row is None:
            raise TaskNotFound
        return row

    def one(self, row: TaskRow, status: int = 200) -> Response:
        """One task, its version in `ETag`."""
        return self.tagged(Response(TaskOut.of(row), status=status), row.version)
