"""/: what this is, or what waits for whoever is signed in."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View

from accounts import services
from accounts.models import User
from tasks.history import News, news_for
from tasks.models import Priority, Task
from tasks.queries import TaskQuerySet
from tasks.rows import StatusRow, TaskRow, read_rows_and_statuses

#: How far ahead a due date is worth a look, and how many tasks a list of Home shows.
DAYS_AHEAD = 7
SHOWN = 12
_PRESSING = {Priority.HIGH: 0, Priority.MEDIUM: 1, Priority.LOW: 2}


@dataclass(frozen=True)
class Item:
    """A task as Home lists it; `lateness` is `late`, `today`, `soon` or nothing."""

    task: TaskRow
    status: StatusRow
    lateness: str


@dataclass(frozen=True)
class Stream:
    """What happened to one task, the newest first."""

    task_id: int
    title: str
    news: list[News]


class Home(View):
    """/"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """What this is, the first steps, or the day's work."""
        user = request.user
        if not isinstance(user, User):
            return render(request, "taskhub/welcome.html")
        since = services.note_visit(user)
        today = timezone.localdate()
        context = {
            "due": due(user, today),
            "waiting": waiting(user, today),
            "news": streams(news_for(user, since)),
        }
        new_here = not any(context.values()) and not Task.objects.authored_by(user).exists()
        page = "taskhub/first_steps.html" if new_here else "taskhub/home.html"
        return render(request, page, context)


def due(user: User, today: datetime.date) -> list[Item]:
    """Tasks of one's own or given to one that are late or due soon; one statement."""
    mine = Task.objects.completed(False).filter(due_date__lte=today + _days(DAYS_AHEAD))
    mine = mine.authored_by(user) | mine.filter(assignee=user)
    return _items(mine.order_by("due_date", "id"), today)


def waiting(user: User, today: datetime.date) -> list[Item]:
    """Tasks given to one and not done, the most pressing first; one statement."""
    given = Task.objects.completed(False).filter(assignee=user).order_by("-id")
    # Few are many for one person; sorting them here spares the database an expression.
    items = _items(given, today, most=10 * SHOWN)
    items.sort(key=lambda item: _PRESSING[Priority(item.task.priority)])
    return items[:SHOWN]


def streams(news: Iterable[News]) -> list[Stream]:
    """The news by task, in the order of the newest of each."""
    found: dict[int, Stream] = {}
    for each in news:
        found.setdefault(each.task_id, Stream(each.task_id, each.title, [])).news.append(each)
    return list(found.values())[:SHOWN]


def _items(tasks: TaskQuerySet, today: datetime.date, most: int = SHOWN) -> list[Item]:
    rows, statuses = read_rows_and_statuses(tasks[:most])
    return [Item(row, statuses[row.status_id], lateness(row.due_date, today)) for row in rows]


def lateness(day: datetime.date | None, today: datetime.date) -> str:
    """How pressing a due date is."""
    if day is None or day > today + _days(DAYS_AHEAD):
        return ""
    if day == today:
        return "today"
    return "late" if day < today else "soon"


def _days(number: int) -> datetime.timedelta:
    return datetime.timedelta(days=number)
