"""Statuses: for everybody to read, for superusers to change."""

from typing import Any

from rest_framework.request import Request

from accounts.policy import require_administer
from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.serializers.statuses import StatusIn, StatusOut
from taskhub.contracts.tasktracker.views.examples import STATUS
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks import rows
from tasks.errors import StatusNotFound
from tasks.models import TaskStatus
from tasks.services import statuses

_BODY: dict[str, Any] = {"name": "In review", "slug": "in-review"}
_ID = {"status_id": int}


class StatusList(TasktrackerView):
    """/api/v1/task-statuses/"""

    @operation("List statuses", {200: StatusOut(many=True)}, public=True, answer=[STATUS])
    def get(self, request: Request) -> Response:
        return Response(StatusOut.many(rows.statuses().values()))

    @operation(
        "Create a status",
        {201: StatusOut},
        request=StatusIn,
        errors=(403,),
        example=_BODY,
        answer=STATUS,
    )
    def post(self, request: Request) -> Response:
        require_administer(self.caller)
        status = statuses.create_status(actor=self.caller, **StatusIn.read(request))
        return Response(StatusOut.of(status), status=201)


class StatusDetail(TasktrackerView):
    """/api/v1/task-statuses/{id}/"""

    @operation(
        "Update a status",
        {200: StatusOut},
        request=StatusIn,
        errors=(403, 404),
        path=_ID,
        example=_BODY,
        answer=STATUS,
    )
    def patch(self, request: Request, status_id: str) -> Response:
        status = self._status(status_id)
        changes = StatusIn.read(request, partial=True)
        status = statuses.update_status(actor=self.caller, status=status, changes=changes)
        return Response(StatusOut.of(status))

    @operation("Delete a status", {204: None}, errors=(403, 404, 409), path=_ID)
    def delete(self, request: Request, status_id: str) -> Response:
        statuses.delete_status(actor=self.caller, status=self._status(status_id))
        return Response(status=204)

    def _status(self, status_id: str) -> TaskStatus:
        require_administer(self.caller)
        return self.one_of(TaskStatus.objects.all(), status_id, StatusNotFound)
