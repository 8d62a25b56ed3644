"""How a surface's frames look: it says, the relay encodes each once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from typing import NamedTuple, Protocol

from taskhub.live.wire import text_frame
from tasks.events import EventRow

logger = logging.getLogger("taskhub.live")

_CURSOR = b"~" * 28


class Frame(NamedTuple):
    """An encoded frame, in two parts where each reader's cursor stands between them."""

    head: bytes
    tail: bytes | None = None


class Wording(Protocol):
    """One surface's way of telling events; None is for what it does not tell at all."""

    def told(self, event: EventRow) -> Frame | None:
        """For those who may read it."""

    def lost(self, event: EventRow) -> Frame | None:
        """For those who no longer may: that the task is gone, and nothing else."""


def frame(payload: bytes) -> Frame:
    """The same for everybody."""
    return Frame(text_frame(payload))


def frame_with_cursor(before: bytes, after: bytes) -> Frame:
    """With the reader's own cursor between the two; all cursors are of one length."""
    whole = text_frame(before + _CURSOR + after)
    return Frame(whole[: -len(_CURSOR + after)], after)


class Saying:
    """One event in all the wordings that anybody asks for, each made when first asked."""

    __slots__ = ("_frames", "event")

    def __init__(self, event: EventRow) -> None:
        self.event = event
        self._frames: dict[Hashable, Frame | None] = {}

    def to(self, wording: Wording, *, lost: bool) -> Frame | None:
        """The frame for those who may read the event, or who have lost the task by it."""
        key = (wording, lost)
        if key not in self._frames:
            self._frames[key] = self._made(wording.lost if lost else wording.told)
        return self._frames[key]

    def _made(self, say: Callable[[EventRow], Frame | None]) -> Frame | None:
        try:
            return say(self.event)
        except Exception:
            # One event that cannot be worded must not stop those behind it.
            logger.exception("Event %s cannot be told", self.event.id)
            return None
