"""What the statistics count, and for whom."""

import datetime

import pytest
from django.utils import timezone

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.services.tasks import set_completed
from tasks.statistics import WEEKS, statistics_for, weeks_until

#: A Wednesday.
NOW = datetime.datetime(2026, 5, 20, 12, 30, tzinfo=datetime.UTC)


@pytest.fixture
def ann(db):
    return make_user("ann")


def ago(**past):
    return NOW - datetime.timedelta(**past)


def monday(number=0):
    """Midnight of this week's Monday, or of one so many weeks before."""
    return datetime.datetime(2026, 5, 18, tzinfo=datetime.UTC) - datetime.timedelta(weeks=number)


def test_weeks_begin_on_monday_and_end_with_this_one():
    days = weeks_until(NOW.date())
    assert len(days) == WEEKS
    assert {day.weekday() for day in days} == {0}
    assert days[-1] == datetime.date(2026, 5, 18)
    assert weeks_until(datetime.date(2026, 5, 18))[-1] == datetime.date(2026, 5, 18)
    assert weeks_until(datetime.date(2026, 5, 24))[-1] == datetime.date(2026, 5, 18)


def test_tasks_are_counted_in_the_week_they_were_made_in(ann):
    second = datetime.timedelta(seconds=1)
    for moment in (monday(), monday() - second, monday(1), monday(WEEKS - 1)):
        make_task(ann, created_at=moment)
    make_task(ann, created_at=monday(WEEKS - 1) - second)
    weeks = statistics_for(ann, NOW).weeks
    assert [week.created for week in (weeks[0], weeks[-2], weeks[-1])] == [1, 2, 1]
    assert sum(week.created for week in weeks) == 4


def test_done_ones_are_counted_in_the_week_they_were_done_in(ann):
    make_task(ann, category="Done", created_at=monday(9), done_at=monday(3))
    make_task(ann, category="Done", created_at=monday(9), done_at=NOW)
    weeks = statistics_for(ann, NOW).weeks
    assert {place: week.done for place, week in enumerate(weeks) if week.done} == {
        WEEKS - 4: 1,
        WEEKS - 1: 1,
    }


def test_who_opens_a_task_again_takes_it_back(ann):
    task = set_completed(actor=ann, task=make_task(ann), completed=True)
    assert sum(week.done for week in statistics_for(ann, timezone.now()).weeks) == 1
    set_completed(actor=ann, task=task, completed=False)
    assert sum(week.done for week in statistics_for(ann, timezone.now()).weeks) == 0


def test_open_tasks_are_grouped_by_age(ann):
    for days in (0, 6, 7, 13, 14, 30, 89, 90, 1000):
        make_task(ann, created_at=ago(days=days, seconds=1))
    make_task(ann, category="Done", created_at=ago(days=1))
    assert statistics_for(ann, NOW).ages == [2, 2, 1, 2, 2]


def test_only_what_the_reader_may_see_is_counted(ann):
    bob = make_user("bob")
    make_task(bob, created_at=NOW)
    make_task(bob, category="Done", created_at=NOW, done_at=NOW)
    assert not statistics_for(ann, NOW)
    make_task(bob, created_at=NOW, board=make_board(bob, members=[ann]))
    make_task(bob, created_at=NOW, marked=[ann], visibility="team")
    found = statistics_for(ann, NOW)
    assert found.weeks[-1].created == sum(found.ages) == 2
    assert statistics_for(bob, NOW).weeks[-1].created == 4


def test_it_takes_three_statements_however_much_there_is(ann, django_assert_num_queries):
    for number in range(30):
        make_task(ann, created_at=monday(number), category="Done" if number % 2 else "ToDo")
    # Created by week; done by week; open by age.
    with django_assert_num_queries(3):
        statistics_for(ann, NOW)
