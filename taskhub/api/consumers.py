"""The stream of events: `/api/v2/events/stream`, first what was missed, then what comes."""

import json
from typing import Any, ClassVar
from urllib.parse import parse_qs

from rest_framework.exceptions import ParseError

from taskhub.api.events import loss_of, words_of
from taskhub.errors import Invalid
from taskhub.live import cursors
from taskhub.live.credentials import OWN, Caller
from taskhub.live.socket import BAD_REQUEST, Ended, Socket
from taskhub.live.wire import Scope, Send
from taskhub.live.wording import Frame, Wording, frame, frame_with_cursor
from taskhub.rest.fields import MAX_ID
from taskhub.rest.parsing import decode
from tasks.events import EventRow


class StreamFrames(Wording):
    """An event as `events/` gives it; `id` stands first and is each reader's own."""

    def told(self, event: EventRow) -> Frame:
        """All of it."""
        return _with_id(words_of(event))

    def lost(self, event: EventRow) -> Frame:
        """That the task is gone."""
        return _with_id(loss_of(event))


class EventSocket(Socket):
    """/api/v2/events/stream"""

    __slots__ = ("_board", "_page", "_task")
    wording: ClassVar = StreamFrames()

    def __init__(self, caller: Caller, scope: Scope, send: Send, position: int) -> None:
        super().__init__(caller, scope, send, position)
        self._board: int | None = None
        self._task: int | None = None
        self._page = caller.subprotocol == OWN

    def start(self, scope: Scope) -> None:
        """Begin behind the cursor that the address names, if it names one."""
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        named = query.get("after", [])
        if len(named) > 1:
            self._refuse("Give this parameter once: after.")
        try:
            self.position = cursors.read(self.user_id, named[0]) if named else self.position
        except Invalid as problem:
            self._refuse(" ".join(problem.fields["after"]))

    def wants(self, event: EventRow, *, lost: bool) -> bool:
        """Whether the subscription is for its task, and for the board it is on or was on."""
        if self._task not in (None, event.task_id):
            return False
        # Where a task went is none of the business of those who lost it.
        boards = {event.former_board} if lost else {event.former_board, event.board_id}
        return self._board is None or self._board in boards

    def look_again(self, about: list[str]) -> None:
        """Pages of ours show people, statuses and boards, too; programs ask for them."""
        if self._page and self.live:
            self._answer({"type": "changed", "about": about})

    def missed_too_much(self) -> None:
        """Read your tasks anew; the cursor is where the stream goes on."""
        self.put(_with_id({"type": "resync"}))

    def received(self, text: str) -> None:
        """A ping or a subscription."""
        try:
            said = decode(text.encode("utf-8", "surrogatepass"))
        except ParseError as problem:
            self._complain(str(problem.detail).replace("The body", "The frame"))
            return
        kind = said.get("type") if isinstance(said, dict) else None
        if kind == "ping":
            self._answer({"type": "pong"})
        elif kind == "subscribe":
            self._subscribe(said)
        else:
            self._complain('A frame is {"type": "ping"} or {"type": "subscribe"}.')

    def _subscribe(self, said: dict[str, Any]) -> None:
        board, task = said.get("board"), said.get("task")
        if not (_is_id(board) and _is_id(task)):
            self._complain("board and task are ids or null.")
            return
        self._board, self._task = board, task
        self._answer({"type": "subscribed", "board": board, "task": task})

    def _refuse(self, detail: str) -> None:
        self._complain(detail)
        raise Ended(BAD_REQUEST)

    def _complain(self, detail: str) -> None:
        self._answer({"type": "error", "detail": detail})

    def _answer(self, said: dict[str, Any]) -> None:
        self.put(frame(_encoded(said)))


def _is_id(value: Any) -> bool:
    return value is None or (type(value) is int and 0 < value <= MAX_ID)


def _with_id(said: dict[str, Any]) -> Frame:
    return frame_with_cursor(b'{"id": "', b'", ' + _encoded(said)[1:])


def _encoded(said: dict[str, Any]) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
