"""How long an analysis takes in a hub of 10,000 tasks, the search for similar ones included."""

import os
import random
import time
from datetime import timedelta

import django

from benchmarks.suggestions.corpus import Case
from benchmarks.suggestions.judge import percentile_95

TASKS, PEOPLE, BOARDS, ROUNDS = 10_000, 50, 40, 200


def p95_in_hub(cases: list[Case]) -> float:
    """Milliseconds for similar tasks and analysis together; makes and drops a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taskhub.settings")
    django.setup()
    from django.db import connection

    old_name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _fill(cases)
        return percentile_95(_timed(cases))
    finally:
        connection.creation.destroy_test_db(old_name, verbosity=0)


def _fill(cases: list[Case]) -> None:
    """Tasks with titles like the corpus's, half of them done, a third open to all."""
    from django.db import connection
    from django.utils import timezone

    from suggestions.models import Suggestion
    from taskhub.testing.factories import make_user
    from tasks.models import Board, Event, Task, TaskStatus

    chance = random.Random(4)
    users = [make_user() for _ in range(PEOPLE)]
    boards = Board.objects.bulk_create(
        Board(name=f"Board {n}", owner=chance.choice(users)) for n in range(BOARDS)
    )
    for board in boards:
        board.members.set(chance.sample(users, 5))
    statuses = list(TaskStatus.objects.order_by("position"))
    titles = [case.title for case in cases]
    tasks = Task.objects.bulk_create(
        Task(
            title=f"{chance.choice(titles)} {chance.choice(titles).split()[-1]} {n % 97}"[:255],
            description="Some words about it.",
            status=statuses[-1] if n % 2 else statuses[0],
            author=chance.choice(users),
            assignee=chance.choice([None, *users]),
            board=chance.choice([None, *boards]),
            visibility="team" if n % 3 == 0 else "participants",
        )
        for n in range(TASKS)
    )
    done = [task for task in tasks if task.status_id == statuses[-1].pk]
    later = timezone.now() + timedelta(days=9)
    changed = {"category": ["ToDo", "Done"], "status": [1, 3]}
    Event.objects.bulk_create(
        Event(
            type="task_updated",
            task_id=task.pk,
            payload={"task": {"id": task.pk, "description": "x" * 300}, "changed": changed},
            created_at=later,
        )
        for task in done
    )
    Suggestion.objects.bulk_create(
        Suggestion(task=task, user=users[0], suggestion_text="A plan", accepted=n % 2 == 0)
        for n, task in enumerate(done[::3])
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _timed(cases: list[Case]) -> list[float]:
    from accounts.models import User
    from suggestions.analysis import analyse
    from suggestions.similar import similar_tasks
    from tasks.models import Task

    chance = random.Random(5)
    users = list(User.objects.all()[:10])
    todo = list(Task.objects.filter(status__category="ToDo")[:2000])
    times = []
    for n in range(ROUNDS):
        task, actor = chance.choice(todo), chance.choice(users)
        task.description = cases[n % len(cases)].description
        started = time.perf_counter()
        analyse(task, similar=similar_tasks(actor=actor, task=task))
        times.append((time.perf_counter() - started) * 1000)
    return times[10:]  # the first ones compile statements and patterns
