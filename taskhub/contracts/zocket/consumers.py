"""zocket's WebSocket: frames `{"type", "data"}`, and nothing that the caller could say."""

import json
from typing import Any, ClassVar

from taskhub.contracts.zocket.serializers import SuggestionOut, TaskOut
from taskhub.live.socket import Socket
from taskhub.live.wording import Frame, Wording, frame
from tasks import events
from tasks.events import EventRow


class DocumentedFrames(Wording):
    """The frames of the document; it knows of no other events."""

    def told(self, event: EventRow) -> Frame | None:
        """The whole task, the id of one that is gone, or the suggestion."""
        if event.type in (events.TASK_CREATED, events.TASK_UPDATED):
            return _frame(event.type, TaskOut.of(events.row_of(event.payload["task"])))
        if event.type == events.TASK_DELETED:
            return self.lost(event)
        if event.type == events.SUGGESTION_CREATED:
            return _frame(event.type, _suggestion(event.payload["suggestion"]))
        return None

    def lost(self, event: EventRow) -> Frame:
        """As when the task were deleted: for this reader it is."""
        return _frame(events.TASK_DELETED, event.task_id)


class TaskSocket(Socket):
    """/api/v1/ws"""

    __slots__ = ()
    wording: ClassVar = DocumentedFrames()

    def received(self, text: str) -> None:
        """The document gives callers nothing to say; what they say is let pass."""

    def missed_too_much(self) -> None:
        """Only who came with a cursor can have; here everybody starts with what is new."""


def _frame(kind: str, data: Any) -> Frame:
    return frame(json.dumps({"type": kind, "data": data}, ensure_ascii=False).encode())


def _suggestion(told: dict[str, Any]) -> dict[str, Any]:
    """The documented fields of a suggestion; the log may know more of it."""
    return {name: told[name] for name in map(str, SuggestionOut().fields)}
