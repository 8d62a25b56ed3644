"""The path that reads the event log, and how events are worded there and on the stream."""

from http import HTTPStatus
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from taskhub.api.dialect import PROBLEM_TYPE, V2View
from taskhub.api.examples import PERSON
from taskhub.api.serializers import ProblemOut
from taskhub.live import cursors
from taskhub.live.later import Later
from taskhub.live.reading import Reading, read_for
from taskhub.rest.fields import QueryNumber, instant
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from taskhub.rest.shapes import Out, Query
from tasks import events
from tasks.events import EventRow

#: What a response that may be asked for again is remembered by, until it is.
LATER = "taskhub.later"
LONGEST_WAIT = 30

_CURSOR = "AQAAAAAAAAAqc2VjcmV0IGFuZCBz"
_EVENT = {
    "id": _CURSOR,
    "type": "task_updated",
    "task": 12,
    "actor": PERSON["id"],
    "at": "2026-01-12T08:30:00Z",
    "data": {
        "task": {
            "id": 12,
            "title": "Write the release notes",
            "description": "",
            "status_id": 2,
            "category": "InProgress",
            "completed": False,
            "priority": "Medium",
            "author_id": 7,
            "assignee_id": None,
            "marked_user_ids": [9],
            "board_id": 3,
            "parent_id": None,
            "due_date": "2026-02-01",
            "visibility": "participants",
            "version": 4,
            "created_at": "2026-01-11T10:00:00Z",
            "updated_at": "2026-01-12T08:30:00Z",
        },
        "changed": ["status"],
    },
}
# What the log calls otherwise than this API does.
_NAMES = {"marked_ids": "marked_user_ids"}


class EventQuery(Query):
    """From where, how many, and how long to wait for the first."""

    after = serializers.CharField(required=False, trim_whitespace=False)
    limit = QueryNumber(min_value=1, max_value=1_000, default=100)
    wait = QueryNumber(min_value=0, max_value=LONGEST_WAIT, default=0)


class EventOut(Out):
    """One event; `id` is the cursor behind it. The context has the reader's `user_id`.

    `data` is null where the reader lost sight of the task by it.
    """

    id = serializers.CharField()
    type = serializers.CharField()
    task = serializers.IntegerField()
    actor = serializers.IntegerField(allow_null=True)
    at = serializers.DateTimeField()
    data = serializers.DictField(allow_null=True)  # type: ignore[assignment]

    def to_representation(self, row: EventRow) -> dict[str, Any]:
        """From one row of the log."""
        reader = self.context["user_id"]
        cursor = cursors.write(reader, row.id).decode()
        return {"id": cursor, **(words_of(row) if row.is_for(reader) else loss_of(row))}


class EventPage(serializers.Serializer[Any]):
    """Events in the order of their commits; `next` is where to go on, `more` that there is."""

    results = EventOut(many=True)
    next = serializers.CharField()
    more = serializers.BooleanField()


def words_of(row: EventRow) -> dict[str, Any]:
    """The event for those who may read it, but for its cursor."""
    data = dict(row.payload)
    if "task" in data:
        data["task"] = _task(data["task"])
    if "changed" in data:
        # What it was before may have been none of this reader's business.
        data["changed"] = sorted(data["changed"])
    return {
        "type": row.type,
        "task": row.task_id,
        "actor": row.actor_id,
        "at": instant(row.created_at),
        "data": data,
    }


def loss_of(row: EventRow) -> dict[str, Any]:
    """The event for those who may no longer read the task: it is gone, and nothing else."""
    return {
        "type": events.TASK_DELETED,
        "task": row.task_id,
        "actor": None,
        "at": instant(row.created_at),
        "data": None,
    }


def _task(told: dict[str, Any]) -> dict[str, Any]:
    renamed = {_NAMES.get(name, name): value for name, value in told.items()}
    return {**renamed, "completed": events.row_of(told).completed}


class LostOut(ProblemOut):
    """What a cursor gets that is older than the log; `next` is where to go on."""

    next = serializers.CharField()


class EventList(V2View):
    """events/"""

    def error_shape_for(self, status: int) -> type[serializers.Serializer[Any]]:
        """A lost cursor's problem says more than others."""
        return LostOut if status == HTTPStatus.GONE else super().error_shape_for(status)

    @operation(
        "Read events",
        {200: EventPage},
        query=EventQuery,
        errors=(410,),
        answer={"results": [_EVENT], "next": _CURSOR, "more": False},
    )
    def get(self, request: Request) -> Response:
        wanted = EventQuery.read(request)
        later: Later | None = request.META.get(LATER)
        position = later.position if later else self._position(wanted.get("after"))
        reading = read_for(self.caller.pk, position, wanted["limit"])
        if reading.lost:
            return self._lost(reading)
        response = Response(self._page(reading))
        seconds = later.seconds if later else wanted["wait"]
        if seconds > 0 and not reading.rows and not reading.more:
            response.later = Later(  # type: ignore[attr-defined]
                self.caller.pk, self.session.pk, reading.position, seconds
            )
        return response

    def _position(self, cursor: str | None) -> int:
        return events.last_id() if cursor is None else cursors.read(self.caller.pk, cursor)

    def _page(self, reading: Reading) -> dict[str, Any]:
        return {
            "results": EventOut.many(reading.rows, user_id=self.caller.pk),
            "next": cursors.write(self.caller.pk, reading.position).decode(),
            "more": reading.more,
        }

    def _lost(self, reading: Reading) -> Response:
        """The log no longer reaches back so far: read the tasks anew, and go on from `next`."""
        problem = {
            "type": "about:blank",
            "title": "Gone",
            "status": 410,
            "detail": "The log no longer reaches back to this cursor",
            "next": cursors.write(self.caller.pk, reading.position).decode(),
        }
        return Response(problem, status=410, content_type=PROBLEM_TYPE)
