"""How todo words answers and failures."""

from typing import Any, ClassVar

from taskhub.contracts.todo.serializers import ErrorOut, TaskOut
from taskhub.errors import NotAllowed
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.rendering import Response
from tasks.errors import TaskNotFound
from tasks.models import Task
from tasks.rows import ME, TASK_ID, Reading, TaskRow

OWN = Reading(lambda: Task.objects.authored_by(ME).filter(pk=TASK_ID))

_CODES = {
    400: "invalid_input",
    401: "unauthorized",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    412: "precondition_failed",
    413: "payload_too_large",
    415: "unsupported_media_type",
    429: "rate_limited",
    503: "service_unavailable",
}


class TodoView(DialectView):
    """One path of todo.md."""

    error_shape: ClassVar = ErrorOut

    def body(self, failure: Failure) -> dict[str, Any]:
        """`{"error": {"code", "message", "details"}}`."""
        code = _CODES.get(failure.status, "internal_server_error")
        details = {name: " ".join(texts) for name, texts in failure.fields.items()}
        return {"error": {"code": code, "message": failure.message, "details": details or None}}

    def require_self(self, user_id: str) -> None:
        """Refuse any `user_id` but the caller's own, compared as text."""
        if user_id != str(self.caller.pk):
            raise NotAllowed("These are another user's tasks")

    def own_task(self, user_id: str, task_id: str) -> Task:
        """The caller's own task; `NotAllowed` for another's path, `TaskNotFound` for no such."""
        self.require_self(user_id)
        # No task has the id 0, so what is no id names none.
        task = OWN.thing(me=self.caller.pk, task=parse_id(task_id) or 0)
        if task is None:
            raise TaskNotFound
        return task

    def one(self, task: Task, status: int = 200) -> Response:
        """One task, its version in `ETag`."""
        row = TaskRow.of(task)
        return self.tagged(Response(TaskOut.of(row), status=status), row.version)
