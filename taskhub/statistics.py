"""/statistics/: what the team's tasks and accounts come to, for everyone signed in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views import View

from accounts import services
from accounts.models import User
from taskhub.charts import Chart, Label, Series, columns, lying, number
from tasks.statistics import AGES, Statistics, Week, statistics_for

#: Months that the accounts are shown by, this one included.
MONTHS = 12
#: Every so many weeks one is named; on a small screen every second of them.
NAMED = 4
AGE_NAMES = (
    gettext_lazy("Up to a week"),
    gettext_lazy("One to two weeks"),
    gettext_lazy("Two weeks to a month"),
    gettext_lazy("One to three months"),
    gettext_lazy("Longer than three months"),
)
assert len(AGE_NAMES) == len(AGES) + 1


@dataclass(frozen=True)
class Month:
    """A month by its first day, and how many accounts were made in it."""

    first: datetime.date
    joined: int


@dataclass(frozen=True)
class Figure:
    """A chart, a sentence about it, and the table behind it; `key` names its parts."""

    key: str
    title: str
    said: str
    chart: Chart
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    legend: Sequence[tuple[str, str]] = ()


class StatisticsPage(LoginRequiredMixin, View):
    """/statistics/"""

    http_method_names = ("get", "head", "options")

    def get(self, request: HttpRequest) -> HttpResponse:
        """The charts; those of tasks only where there are any to be seen."""
        assert isinstance(request.user, User)
        now = timezone.now()
        found = statistics_for(request.user, now)
        joined = months_until(timezone.localdate(now), services.users_by_month())
        figures = [*(of_tasks(found) if found else ()), by_month(*joined)]
        context: dict[str, Any] = {
            "figures": figures,
            "empty": not found,
            "zone": settings.TIME_ZONE,
        }
        return render(request, "taskhub/statistics.html", context)


def of_tasks(found: Statistics) -> list[Figure]:
    """What the tasks come to."""
    return [by_week(found.weeks), by_age(found.ages)]


def by_week(weeks: Sequence[Week]) -> Figure:
    """The tasks created and done in each week."""
    created, done = [week.created for week in weeks], [week.done for week in weeks]
    days = [date_format(week.monday, "DATE_FORMAT") for week in weeks]
    numbers = [(number(week.created), number(week.done)) for week in weeks]
    tips = [
        _("Week of %(day)s: %(created)s created, %(done)s done")
        % {"day": day, "created": new, "done": old}
        for day, (new, old) in zip(days, numbers, strict=True)
    ]
    said = _(
        "This week %(created)s created and %(done)s done; in the last %(weeks)s weeks "
        "%(all_created)s created and %(all_done)s done."
    ) % {
        "created": numbers[-1][0],
        "done": numbers[-1][1],
        "weeks": number(len(weeks)),
        "all_created": number(sum(created)),
        "all_done": number(sum(done)),
    }
    rows = [(day, *each) for day, each in zip(days, numbers, strict=True)]
    return Figure(
        key="weeks",
        title=_("Created and done by week"),
        said=said,
        chart=columns([Series("created", created), Series("done", done)], _labels(weeks), tips),
        head=(_("Week of"), _("Created"), _("Done")),
        rows=rows[::-1],
        legend=(("created", _("Created")), ("done", _("Done"))),
    )


def _labels(weeks: Sequence[Week]) -> list[Label | None]:
    """The day of every fourth week back from this one."""
    ago = [len(weeks) - 1 - place for place in range(len(weeks))]
    return [
        None
        if weeks_ago % NAMED
        # A day and a short month, as Django's date filter spells it.
        else Label(date_format(week.monday, _("M j")), minor=weeks_ago % (2 * NAMED) != 0)
        for weeks_ago, week in zip(ago, weeks, strict=True)
    ]


def by_age(ages: Sequence[int]) -> Figure:
    """The open tasks by how long ago they were created."""
    rows = [(str(name), count) for name, count in zip(AGE_NAMES, ages, strict=True)]
    total = sum(ages)
    said = ngettext("%(count)s task is open.", "%(count)s tasks are open.", total)
    return Figure(
        key="ages",
        title=_("Age of open tasks"),
        said=said % {"count": number(total)},
        chart=lying("created", rows),
        head=(_("Age"), _("Open tasks")),
        rows=[(name, number(count)) for name, count in rows],
    )


def by_month(months: Sequence[Month], total: int) -> Figure:
    """The accounts made in each month."""
    names = [date_format(month.first, "YEAR_MONTH_FORMAT") for month in months]
    tips = [f"{name}: {number(month.joined)}" for name, month in zip(names, months, strict=True)]
    labels: list[Label | None] = [
        # A January is known by its year.
        Label(date_format(month.first, "Y" if month.first.month == 1 else "M"), minor=ago % 2 == 1)
        for ago, month in zip(reversed(range(len(months))), months, strict=True)
    ]
    said = ngettext(
        "%(count)s person has an account; %(joined)s joined in the last %(months)s months.",
        "%(count)s people have an account; %(joined)s joined in the last %(months)s months.",
        total,
    ) % {
        "count": number(total),
        "joined": number(sum(month.joined for month in months)),
        "months": number(len(months)),
    }
    rows = [(name, number(month.joined)) for name, month in zip(names, months, strict=True)]
    joined = [Series("created", [month.joined for month in months])]
    return Figure(
        key="months",
        title=_("New accounts by month"),
        said=said,
        chart=columns(joined, labels, tips, told=True),
        head=(_("Month"), _("New accounts")),
        rows=rows[::-1],
    )


def months_until(
    today: datetime.date, counted: Sequence[tuple[int, int, int]]
) -> tuple[list[Month], int]:
    """The last months, those without anybody too, and how many people there are in all."""
    found = {(year, month): count for year, month, count in counted}
    last = today.year * 12 + today.month - 1
    months = [divmod(number, 12) for number in range(last - MONTHS + 1, last + 1)]
    shown = [
        Month(datetime.date(year, month + 1, 1), found.get((year, month + 1), 0))
        for year, month in months
    ]
    return shown, sum(found.values())
