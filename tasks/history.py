"""The events of one task as sentences, for whoever may read the task."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from accounts.rows import Person, people, shown_name
from tasks import events
from tasks.events import EventRow
from tasks.models import Board, Category, Event, Priority, Task, Visibility
from tasks.rows import StatusRow, statuses

#: Entries that one look brings.
PORTION = 50

# For translators: these follow a person's name.
_DEEDS = {
    events.TASK_CREATED: gettext_lazy("created the task"),
    events.TASK_DELETED: gettext_lazy("deleted the task"),
    events.COMMENT_CREATED: gettext_lazy("commented"),
    events.COMMENT_UPDATED: gettext_lazy("changed a comment"),
    events.COMMENT_DELETED: gettext_lazy("deleted a comment"),
    events.SUGGESTION_CREATED: gettext_lazy("had the task analysed"),
    events.SUGGESTION_ACCEPTED: gettext_lazy("accepted a suggestion"),
    events.SUGGESTION_DISMISSED: gettext_lazy("dismissed a suggestion"),
    events.SUGGESTION_DELETED: gettext_lazy("deleted a suggestion"),
}
FIELD_NAMES = {
    "title": gettext_lazy("Title"),
    "description": gettext_lazy("Description"),
    "status": gettext_lazy("Status"),
    "priority": gettext_lazy("Priority"),
    "assignee": gettext_lazy("Assignee"),
    "marked": gettext_lazy("Marked"),
    "board": gettext_lazy("Board"),
    "parent": gettext_lazy("Part of"),
    "due_date": gettext_lazy("Due date"),
    "visibility": gettext_lazy("Visible to"),
}
WORDS = {
    Priority.HIGH.value: gettext_lazy("High"),
    Priority.MEDIUM.value: gettext_lazy("Medium"),
    Priority.LOW.value: gettext_lazy("Low"),
    Visibility.PARTICIPANTS.value: gettext_lazy("Those involved"),
    Visibility.TEAM.value: gettext_lazy("Everyone signed in"),
    Category.TO_DO.value: gettext_lazy("To do"),
    Category.IN_PROGRESS.value: gettext_lazy("In progress"),
    Category.DONE.value: gettext_lazy("Done"),
}
# The names that the first statuses come with. Any other is somebody's own, also where the
# catalogues happen to know the word.
_FIRST_STATUSES = {
    "To do": gettext_lazy("To do"),
    "In progress": gettext_lazy("In progress"),
    "Done": gettext_lazy("Done"),
}
# Long texts are told by what they start with.
_SHOWN = 80


def status_name(name: str) -> str:
    """The name of a status as pages show it: a built-in one in the reader's language."""
    return str(_FIRST_STATUSES.get(name, name))


class Change(NamedTuple):
    """One field that changed, in words."""

    name: str
    old: str
    new: str


class Entry(NamedTuple):
    """One thing that happened: who did what, when, and what it changed."""

    id: int
    who: str
    what: str
    at: datetime.datetime
    changes: list[Change]

    @property
    def sentence(self) -> str:
        """All of it but the time, as one line of text."""
        told = "; ".join(f"{each.name}: {each.old} → {each.new}" for each in self.changes)
        return f"{self.who} {self.what}" + (f" ({told})" if told else "")


def history_of(task: Task, reader: User) -> list[Entry]:
    """What happened to the task lately, the newest first; nothing for who may not read it."""
    return history_before(task, reader)[0]


def history_before(
    task: Task, reader: User, before: int | None = None
) -> tuple[list[Entry], int | None]:
    """A portion of the history, and the id before which the next one begins, if there is one.

    Six statements. Boards and tasks that the reader may not see are not named.
    """
    if not Task.objects.visible_to(reader).filter(pk=task.pk).exists():
        return [], None
    rows = Event.objects.of_task(task.pk).order_by("-id")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(map(EventRow._make, rows.values_list(*EventRow._fields)[:PORTION]))
    names = _Names.of(found, reader)
    entries = [_entry(row, names) for row in found]
    told = [entry for entry in entries if entry.what]
    return told, found[-1].id if len(found) == PORTION else None


class News(NamedTuple):
    """Something that others did to a task that the reader may see."""

    task_id: int
    title: str
    entry: Entry


def news_for(reader: User, since: datetime.datetime) -> list[News]:
    """What others did to tasks that this person sees, the newest first, `PORTION` at most.

    Six statements. What happened to tasks that are gone, or gone from sight, is not told.
    """
    seen = Task.objects.visible_to(reader)
    # Asked of each event's task: as a set SQLite would first find all tasks that they see.
    is_seen = Exists(seen.filter(pk=OuterRef("task_id")))
    rows = Event.objects.filter(is_seen, created_at__gt=since)
    rows = rows.exclude(actor_id=reader.pk).order_by("-created_at", "-id")
    found = list(map(EventRow._make, rows.values_list(*EventRow._fields)[:PORTION]))
    names = _Names.of(found, reader)
    titles = dict(seen.filter(pk__in={row.task_id for row in found}).values_list("pk", "title"))
    entries = [(row.task_id, _entry(row, names)) for row in found if row.task_id in titles]
    return [News(task_id, titles[task_id], entry) for task_id, entry in entries if entry.what]


def _entry(row: EventRow, names: _Names) -> Entry:
    changes: list[Change] = []
    what = str(_DEEDS.get(row.type, ""))
    if row.type == events.TASK_UPDATED:
        changed = row.payload["changed"]
        changes = [_change(name, changed[name], names) for name in FIELD_NAMES if name in changed]
        what = _deed(changed, changes)
    return Entry(row.id, names.person(row.actor_id), what, row.created_at, changes)


def _deed(changed: Mapping[str, Any], changes: list[Change]) -> str:
    if changes:
        return _("changed the task")
    if "readers" in changed:
        return _("changed who may read the task")
    # A status that changed sides took its tasks along.
    return _("changed the meaning of the status") if "category" in changed else ""


def _change(name: str, pair: list[Any], names: _Names) -> Change:
    old, new = (names.told(name, value) for value in pair)
    return Change(str(FIELD_NAMES[name]), old, new)


@dataclass
class _Names:
    """What the ids in payloads stand for, as far as the reader may know it."""

    people: dict[int, Person] = field(default_factory=dict)
    statuses: dict[int, StatusRow] = field(default_factory=dict)
    boards: dict[int, str] = field(default_factory=dict)
    tasks: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rows: Iterable[EventRow], reader: User) -> _Names:
        """The names of all that these rows speak of; at most four statements."""
        ids: dict[str, set[int]] = {name: set() for name in ("person", "board", "parent")}
        for row in rows:
            ids["person"] |= {row.actor_id} if row.actor_id else set()
            for name, pair in row.payload.get("changed", {}).items():
                kind = "person" if name in {"assignee", "marked"} else name
                if kind in ids:
                    ids[kind] |= set(_flat(pair))
        boards = Board.objects.visible_to(reader).filter(pk__in=ids["board"])
        tasks = Task.objects.visible_to(reader).filter(pk__in=ids["parent"])
        return cls(
            people(ids["person"]),
            statuses(),
            dict(boards.values_list("pk", "name")) if ids["board"] else {},
            dict(tasks.values_list("pk", "title")) if ids["parent"] else {},
        )

    def told(self, name: str, value: Any) -> str:
        """A value of this field in words; never empty."""
        tellers: dict[str, Callable[[Any], object]] = {
            "status": self._status,
            "priority": _word,
            "visibility": _word,
            "assignee": self.person,
            "marked": self._marked,
            "board": lambda pk: self.boards.get(pk, _("a board you cannot see")),
            "parent": lambda pk: self.tasks.get(pk, _("a task you cannot see")),
            "due_date": lambda text: formats.date_format(_day(text), "DATE_FORMAT"),
        }
        if value in (None, "", []):
            return _("none")
        return str(tellers.get(name, _plain)(value))

    def person(self, pk: int | None) -> str:
        """Somebody's name; everybody may know those."""
        found = self.people.get(pk) if pk is not None else None
        return shown_name(found) if found else _("Somebody")

    def _status(self, pk: int) -> str:
        found = self.statuses.get(pk)
        return status_name(found.name) if found else _("a status that is gone")

    def _marked(self, ids: list[int]) -> str:
        return ", ".join(self.person(pk) for pk in ids)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _flat(values: Iterable[Any]) -> Iterable[int]:
    for value in values:
        if isinstance(value, list):
            yield from value
        elif value is not None:
            yield value


def _word(value: str) -> str:
    return str(WORDS.get(value, value))


def _plain(value: Any) -> str:
    line = " ".join(str(value).split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
