"""Whether anything that answers about tasks show has changed: one short text, read in no time.

A change of a task, of its marks, comments and suggestions, and of who may read it writes
events in its own transaction, whose ids grow in the order of the commits
(docs/decisions/0004): the newest row of the log stands for all of them. What has no events,
people, statuses and boards, is counted by triggers (`tasks.triggers`). Whoever reads the
stamp and then tasks has read tasks at least as new as it says; whoever finds it as it was
before would read what was there before (docs/decisions/0008).

What changes tasks without an event, as SQL by hand does, is not seen; sockets and the
history do not hear of it either.
"""

from typing import Any

from django.db.models import BooleanField, Expression, F, Func, QuerySet, Subquery, TextField
from django.db.models.functions import Cast, Coalesce

from taskhub.compiled import Compiled, number
from tasks.events import EventRow
from tasks.models import Event, LogStart, Revision
from tasks.triggers import UNSTAMPED, WATCHED

#: So many rows of the log tell what came between two stamps; where it were more, nothing does.
MOST = 200


def stamp() -> Expression:
    """The stamp, to be asked beside something else; a few microseconds in the database.

    Equal stamps mean that nothing has changed. That holds across a backup played back, too,
    after which the same numbers come again: the log's newest moment and the triggers' random
    steps tell the two histories apart.
    """
    return _joined(_log(), _shown())


def changes_between(before: str, after: str) -> list[EventRow] | None:
    """What the log says between these stamps, if that is all that changed; one statement at most.

    Nothing, if the first stamp is the later one. None where something else changed, where it
    is more than `MOST` rows, and where the stamps are of two histories of the log.
    """
    (log, _, shown), (newest, _, same) = before.rpartition("@"), after.rpartition("@")
    ids = [text.partition("@")[0] for text in (log, newest)]
    if shown != same or not all(map(str.isdigit, ids)):
        return None
    first, last = sorted(zip(map(int, ids), (log, newest), strict=True))
    found = _between.rows(first=first[0], last=last[0], limit=MOST + 1)
    if len(found) > MOST or [row[-1] for row in found[:1] + found[-1:]] != [first[1], last[1]]:
        return None
    is_forward = first[1] == log
    return [EventRow._make(row[:-1]) for row in found[1:]] if is_forward else []


def _between_query() -> QuerySet[Event, tuple[Any, ...]]:
    rows = Event.objects.filter(pk__gte=number("first"), pk__lte=number("last")).order_by("pk")
    return rows.values_list(*EventRow._fields, _moment())


_between = Compiled(_between_query)


def _log() -> Expression:
    newest = Event.objects.order_by("-pk").values(moment=_moment())[:1]
    # An empty log is one that was never written, or pruned to the end.
    pruned = LogStart.objects.order_by("pk").values(end=_text("pruned_to"))[:1]
    return Coalesce(Subquery(newest), Subquery(pruned), _nothing())


def _moment() -> Expression:
    """A row of the log by its id and its time."""
    return _joined(_text("pk"), _text("created_at"))


def _shown() -> Expression:
    # Not the aggregate, which would group the query that this stands in. Each row only ever
    # grows, so the sum never comes back to what it was.
    total = Func(F("value"), function="SUM", output_field=TextField())
    rows = Revision.objects.filter(_stamped()).order_by()
    return Coalesce(Subquery(rows.values(total=Cast(total, TextField()))), _nothing())


def counted() -> dict[str, int]:
    """How often what is watched has changed, by the word for it (`triggers.WATCHED`); one query.

    The numbers say nothing by themselves; another number is another state.
    """
    about = {watch.kind: watch.about for watch in WATCHED}
    totals = dict.fromkeys(about.values(), 0)
    for kind, value in Revision.objects.values_list("kind", "value"):
        if kind in about:
            totals[about[kind]] += value
    return totals


# Plain SQL where functions of the ORM would bring a dozen parameters to every reading.


def _joined(*texts: Expression) -> Func:
    return Func(
        *texts, template="(%(expressions)s)", arg_joiner=" || '@' || ", output_field=TextField()
    )


def _stamped() -> Func:
    template = f"substr(%(expressions)s, 1, 1) <> '{UNSTAMPED}'"
    return Func(F("kind"), template=template, output_field=BooleanField())


def _nothing() -> Func:
    return Func(template="''", output_field=TextField())


def _text(name: str) -> Cast:
    return Cast(name, TextField())
