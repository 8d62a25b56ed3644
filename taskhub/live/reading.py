"""The log as one person reads it, from a place of theirs onwards."""

from typing import NamedTuple

from tasks import events
from tasks.events import EventRow
from tasks.replay import still_for

#: Rows looked at for one question, so that a long log full of others' events costs no more.
MOST = 2_000


class Reading(NamedTuple):
    """Events for somebody, and the id behind which to read on.

    `more` says that there may be more at once; `lost` that the log no longer holds all that
    came after the place.
    """

    rows: list[EventRow]
    position: int
    more: bool = False
    lost: bool = False


def read_for(user_id: int, position: int, limit: int) -> Reading:
    """Up to `limit` events that concern this person and are still theirs to read.

    For `PORTION` rows a query and those of `still_for`; and one.
    """
    found: list[EventRow] = []
    at = position
    for _ in range(MOST // events.PORTION):
        rows = events.rows_after(at)
        for row in still_for(user_id, rows):
            found.append(row)
            if len(found) == limit:
                return _checked(position, Reading(found, row.id, more=True))
        at = rows[-1].id if rows else at
        if len(rows) < events.PORTION:
            return _checked(position, Reading(found, at))
    return _checked(position, Reading(found, at, more=True))


def _checked(position: int, reading: Reading) -> Reading:
    # In this order: rows that were there when they were read were not pruned before.
    if is_lost(position):
        return Reading([], events.last_id(), lost=True)
    return reading


def is_lost(position: int) -> bool:
    """Whether a reader at this place has missed rows; ask after reading. One query."""
    return events.pruned_to() > position
