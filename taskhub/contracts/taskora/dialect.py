"""How taskora words answers and failures."""

from typing import Any, ClassVar

from accounts.errors import InvalidCredentials
from taskhub.contracts.taskora.serializers import ErrorOut, TaskOut
from taskhub.errors import NotAllowed
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.rendering import Response
from tasks.errors import TaskNotFound
from tasks.models import Task
from tasks.rows import ME, TASK_ID, Reading, TaskRow

OWN = Reading(lambda: Task.objects.authored_by(ME).filter(pk=TASK_ID))

_CODES = {
    400: "VALIDATION_ERROR",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    409: "EMAIL_EXISTS",
    412: "PRECONDITION_FAILED",
    413: "PAYLOAD_TOO_LARGE",
    415: "UNSUPPORTED_MEDIA_TYPE",
    429: "RATE_LIMITED",
    503: "SERVICE_UNAVAILABLE",
}


def enveloped(data: Any = None, message: str | None = None) -> dict[str, Any]:
    """The common response structure; `data` and `message` only where the document has them."""
    body: dict[str, Any] = {"success": True}
    if data is not None:
        body["data"] = data
    if message is not None:
        body["message"] = message
    return body


class TaskoraView(DialectView):
    """One path of taskora.md."""

    error_shape: ClassVar = ErrorOut

    def envelope(self, data: Any = None, message: str | None = None, status: int = 200) -> Response:
        """An answer in the common response structure (`enveloped`)."""
        return Response(enveloped(data, message), status=status)

    def one(self, task: Task, message: str | None = None, status: int = 200) -> Response:
        """One task in the envelope, its version in `ETag`."""
        row = TaskRow.of(task)
        return self.tagged(self.envelope(TaskOut.of(row), message, status), row.version)

    def body(self, failure: Failure) -> dict[str, Any]:
        """`{"success": false, "error": {"code", "message"}}`."""
        code = _CODES.get(failure.status, "INTERNAL_ERROR")
        if isinstance(failure.error, InvalidCredentials):
            code = "INVALID_CREDENTIALS"
        return {"success": False, "error": {"code": code, "message": failure.explanation}}

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
