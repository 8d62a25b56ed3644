"""A past for an empty hub, so that its statistics have something to show."""

import random
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from taskhub.testing.factories import make_task
from tasks.models import Category, Task, Visibility

WEEKS, A_WEEK = 30, 9


def invent() -> None:
    """Half a year of tasks for everybody, most of them done; and people who came one by one."""
    chance, now = random.Random(7), timezone.now()
    people = list(User.objects.order_by("id"))
    for place, person in enumerate(people):
        joined = now - timedelta(days=40 * (len(people) - place))
        User.objects.filter(pk=person.pk).update(created_at=joined)
    for number, pk in enumerate(Task.objects.order_by("id").values_list("pk", flat=True)):
        # What is there already did not come in one day either.
        Task.objects.filter(pk=pk).update(created_at=now - timedelta(hours=12 * number))
    for number in range(WEEKS * A_WEEK):
        created = now - timedelta(weeks=WEEKS * chance.random())
        done = created + timedelta(days=chance.expovariate(1 / 12))
        past = done < now
        make_task(
            chance.choice(people),
            f"Task {number}",
            visibility=Visibility.TEAM,
            category=Category.DONE if past else Category.TO_DO,
            created_at=created,
            updated_at=min(done, now),
            done_at=done if past else None,
        )
