"""The read path of boards: columns of cards in a constant number of queries."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from accounts.models import User
from accounts.rows import Person, people
from tasks.filters import Filter
from tasks.models import Board, Category, Priority, Task
from tasks.queries import TaskQuerySet
from tasks.rows import StatusRow, marks, statuses

#: Cards that a column shows at once.
PORTION = 50

Counter = Callable[[Iterable[int]], dict[int, int]]
#: What apps above this one count of tasks, by the name a card has it under; each fills in
#: its own when it is ready, and costs a page one statement.
counters: dict[str, Counter] = {}


class _Row(NamedTuple):
    id: int
    title: str
    status_id: int
    category: str
    priority: str
    author_id: int
    assignee_id: int | None
    board_id: int | None
    due_date: datetime.date | None
    updated_at: datetime.datetime


_COLUMNS = ["status__category" if name == "category" else name for name in _Row._fields]


@dataclass
class Card:
    """A task as a board and a list show it."""

    row: _Row
    assignee: Person | None
    marked: list[Person]
    comments: int
    done: int
    parts: int
    movable: bool
    today: datetime.date

    @property
    def completed(self) -> bool:
        """Whether its status counts as done."""
        return self.row.category == Category.DONE

    @property
    def late(self) -> bool:
        """Whether it is not done and its day is over."""
        due = self.row.due_date
        return due is not None and due < self.today and not self.completed

    @property
    def pressing(self) -> bool:
        """Whether its priority is worth a word on a card."""
        return self.row.priority == Priority.HIGH


@dataclass
class Column:
    """A status of a board: how many tasks have it, and the uppermost of them as cards."""

    status: StatusRow
    count: int = 0
    cards: list[Card] = field(default_factory=list)
    more: bool = False

    @property
    def last(self) -> int | None:
        """The id of the lowest card shown, where the next portion begins."""
        return self.cards[-1].row.id if self.cards else None


@dataclass(frozen=True)
class Viewer:
    """Whoever looks: who they are, the day it is, and whether all cards are theirs to move."""

    user: User
    today: datetime.date
    works: bool = False

    def may_move(self, row: _Row) -> bool:
        """Whether they may update this task; no query."""
        return self.works or self.user.pk in (row.author_id, row.assignee_id)


def columns_of(
    board: Board, viewer: Viewer, wanted: Filter, everyone: Iterable[int] = ()
) -> tuple[list[Column], dict[int, Person]]:
    """The board's columns, each with its first cards, and by id the people on them.

    `everyone` are more people to be looked up. Five statements, and one for each counter.
    """
    tasks = wanted.of(Task.objects.visible_to(viewer.user).filter(board=board), viewer.today)
    place = Window(
        RowNumber(), partition_by=F("status_id"), order_by=[F("position"), F("id").desc()]
    )
    total = Window(Count("*"), partition_by=F("status_id"))
    rows = tasks.annotate(place=place, total=total).filter(place__lte=PORTION)
    found = list(rows.order_by("place").values_list("total", *_COLUMNS))
    cards, known = _cards([_Row._make(row) for _, *row in found], viewer, everyone)
    columns = {pk: Column(status) for pk, status in statuses().items()}
    for (total_of_status, *_), card in zip(found, cards, strict=True):
        column = columns[card.row.status_id]
        column.count = total_of_status
        column.cards.append(card)
    for column in columns.values():
        column.more = column.count > len(column.cards)
    return list(columns.values()), known


def rest_of_column(
    board: Board, status: StatusRow, viewer: Viewer, wanted: Filter, after: int | None
) -> Column:
    """The next portion of a column, below the card with this id; seven statements or so.

    A card that is not there any more is no place to go on from: then it is the first portion.
    """
    tasks = wanted.of(Task.objects.visible_to(viewer.user).filter(board=board), viewer.today)
    tasks = tasks.filter(status=status.id)
    column = Column(status, tasks.count())
    last = tasks.filter(pk=after).values_list("position", flat=True).first() if after else None
    if last is not None:
        tasks = tasks.filter(Q(position__gt=last) | Q(position=last, pk__lt=after))
    column.cards = cards_of(tasks.top_first()[: PORTION + 1], viewer)
    column.more = len(column.cards) > PORTION
    del column.cards[PORTION:]
    return column


def cards_of(tasks: TaskQuerySet, viewer: Viewer) -> list[Card]:
    """These tasks as cards in the query's own order; four statements, one for each counter."""
    rows = [_Row._make(row) for row in tasks.values_list(*_COLUMNS)]
    return _cards(rows, viewer, ())[0]


def _cards(
    rows: Sequence[_Row], viewer: Viewer, everyone: Iterable[int]
) -> tuple[list[Card], dict[int, Person]]:
    ids = [row.id for row in rows]
    marked = marks(ids)
    named = {pk for pks in marked.values() for pk in pks} | set(everyone)
    known = people(named | {row.assignee_id for row in rows if row.assignee_id})
    progress = _progress(ids, viewer.user)
    comments = counters["comments"](ids) if "comments" in counters else {}
    cards = [
        Card(
            row=row,
            assignee=known.get(row.assignee_id) if row.assignee_id else None,
            marked=[known[pk] for pk in marked.get(row.id, ())],
            comments=comments.get(row.id, 0),
            done=progress.get(row.id, (0, 0))[0],
            parts=progress.get(row.id, (0, 0))[1],
            movable=viewer.may_move(row),
            today=viewer.today,
        )
        for row in rows
    ]
    return cards, known


def _progress(ids: Sequence[int], user: User) -> dict[int, tuple[int, int]]:
    """Of each task's sub-tasks that the user may read: how many are done, how many there are."""
    if not ids:
        return {}
    parts = Task.objects.visible_to(user).filter(parent__in=ids).order_by()
    done = Count("pk", filter=Q(status__category=Category.DONE))
    counted = parts.values("parent_id").annotate(done=done, all=Count("pk"))
    return {
        pk: (done, every) for pk, done, every in counted.values_list("parent_id", "done", "all")
    }
