"""How many tasks were created and done in each week, and how old the open ones are.

All of it over the tasks that the reader may see, so that a number tells nobody of a task
that a list would not show them. Three statements, whatever the size of the hub.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, DateTimeField, IntegerField, Value, When
from django.utils import timezone

from accounts.models import User
from tasks.models import Task
from tasks.queries import TaskQuerySet

#: Half a year, this week included.
WEEKS = 26
#: Where the age of an open task passes from one group to the next, in days.
AGES = (7, 14, 30, 90)


@dataclass(frozen=True)
class Week:
    """A week by its Monday, and the tasks made in it and done in it."""

    monday: datetime.date
    created: int
    done: int


@dataclass(frozen=True)
class Statistics:
    """The weeks, the oldest first; and the open tasks by age, a group more than `AGES`."""

    weeks: list[Week]
    ages: list[int]

    def __bool__(self) -> bool:
        return any(self.ages) or any(week.created or week.done for week in self.weeks)


def statistics_for(reader: User, now: datetime.datetime) -> Statistics:
    """What the reader's tasks come to; days and weeks are those of the server's time zone."""
    seen = Task.objects.visible_to(reader).order_by()
    mondays = weeks_until(timezone.localdate(now))
    starts = [_midnight(monday) for monday in mondays]
    created = _per_week(seen, "created_at", starts)
    done = _per_week(seen.completed(), "done_at", starts)
    weeks = [Week(*each) for each in zip(mondays, created, done, strict=True)]
    limits = [now - datetime.timedelta(days=days) for days in AGES]
    younger = _counts(seen.completed(False), "created_at", limits[::-1])
    return Statistics(weeks, younger[::-1])


def weeks_until(today: datetime.date) -> list[datetime.date]:
    """The Mondays of the last weeks, today's the last."""
    monday = today - datetime.timedelta(days=today.weekday())
    return [monday - datetime.timedelta(weeks=ago) for ago in reversed(range(WEEKS))]


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _per_week(tasks: TaskQuerySet, column: str, starts: Sequence[datetime.datetime]) -> list[int]:
    return _counts(tasks.filter(**{f"{column}__gte": starts[0]}), column, starts)[1:]


def _counts(tasks: TaskQuerySet, column: str, starts: Sequence[datetime.datetime]) -> list[int]:
    """How many are before the first of these ascending moments, how many from each on."""
    # Compared in the database: cutting a moment to its week is a call of Python for each row
    # on SQLite. The newest first, where most of the rows are.
    cases = [
        When(**{f"{column}__gte": Value(start, DateTimeField())}, then=Value(number))
        for number, start in reversed(list(enumerate(starts, start=1)))
    ]
    group = Case(*cases, default=Value(0), output_field=IntegerField())
    rows = tasks.annotate(group=group).values_list("group").annotate(Count("pk"))
    found = dict(rows)
    return [found.get(number, 0) for number in range(len(starts) + 1)]
