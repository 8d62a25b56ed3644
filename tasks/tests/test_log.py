"""The log: numbered in the order of commits, written last, pruned from its start."""

import random
import threading
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events, locks
from tasks.errors import NotYourTask
from tasks.models import Event, Task
from tasks.services.boards import delete_board
from tasks.services.tasks import create_task, update_task

WRITERS, EACH = 8, 25


def log_one(task, pause=0.0):
    """An event, and a moment between its number and the commit."""
    with transaction.atomic():
        events.record(events.TASK_UPDATED, task=task, actor=None, payload={})
        time.sleep(pause)


def log_some(task):
    def write():
        chance = random.Random(task.pk)
        for _ in range(EACH):
            log_one(task, chance.uniform(0, 0.01))

    return write


def follow(seen, done):
    """What a reader by id sees, who never looks back."""
    while True:
        last_round = done.is_set()
        rows = events.rows_after(seen[-1] if seen else 0)
        seen += [row.id for row in rows]
        if last_round and not rows:
            connection.close()
            return


@pytest.mark.django_db(transaction=True)
def test_a_reader_by_id_never_steps_over_a_row_in_flight():
    author = make_user()
    tasks = [make_task(author) for _ in range(WRITERS)]
    seen, done = [], threading.Event()
    reader = threading.Thread(target=follow, args=(seen, done))
    reader.start()
    outcomes = race(*map(log_some, tasks))
    done.set()
    reader.join()
    assert outcomes == [None] * WRITERS
    everything = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    assert len(everything) == WRITERS * EACH
    assert seen == everything


@pytest.mark.django_db(transaction=True)
def test_writers_of_the_log_that_lock_rows_crosswise_all_get_through():
    # Each service locks its rows before it writes to the log, so that nobody waits for a
    # row while others wait for the log.
    author = make_user()
    boards = [make_board(author) for _ in range(2)]
    tasks = [make_task(author, board=boards[number % 2]) for number in range(8)]

    def edit(task):
        def run():
            for number in range(10):
                update_task(actor=author, task=task, changes={"title": f"{number}"})

        return run

    removals = [lambda board=board: delete_board(actor=author, board=board) for board in boards]
    assert race(*map(edit, tasks), *removals) == [None] * 10
    assert Event.objects.count() == 8 * 10 + 8


def test_events_are_written_as_the_last_thing_of_the_outermost_service(db):
    author = make_user()

    @locks.one_transaction
    def both():
        first = create_task(actor=author, title="One")
        assert not Event.objects.exists()
        create_task(actor=author, title="Two", parent=first)

    both()
    titles = [row.payload["task"]["title"] for row in events.rows_after(0)]
    assert titles == ["One", "Two"]


def test_a_service_that_fails_inside_another_leaves_no_event(db, person, task):
    @locks.one_transaction
    def outer():
        create_task(actor=person("author"), title="Stays")
        with pytest.raises(NotYourTask):
            update_task(actor=person("marked"), task=task, changes={"title": "x"})

    outer()
    assert [row.payload["task"]["title"] for row in events.rows_after(0)] == ["Stays"]


def test_a_change_of_very_many_tasks_writes_its_events_in_portions(db, monkeypatch):
    monkeypatch.setattr(locks, "MOST_POSTPONED", 3)
    author = make_user()
    board = make_board(author)
    for _ in range(7):
        make_task(author, board=board)
    delete_board(actor=author, board=board)
    assert Event.objects.count() == Task.objects.count() == 7


def test_an_event_knows_the_board_and_the_one_before(db):
    author = make_user()
    old, new = make_board(author), make_board(author)
    task = create_task(actor=author, title="x", board=old)
    update_task(actor=author, task=task, changes={"board": new})
    created, moved = events.rows_after(0)
    assert (created.former_board, created.board_id) == (old.pk, old.pk)
    assert (moved.former_board, moved.board_id) == (old.pk, new.pk)


def test_a_snapshot_becomes_the_row_it_was_made_of(db):
    task = make_task(make_user(), due_date=timezone.now().date())
    task = Task.objects.locked(task.pk) if connection.in_atomic_block else task
    told = events.snapshot(task)
    assert events.row_of(told) == events.TaskRow.of(task)


def old_rows(task, ages):
    for age in ages:
        log_one(task)
        newest = Event.objects.order_by("-pk")[:1].values("pk")
        Event.objects.filter(pk__in=list(newest.values_list("pk", flat=True))).update(
            created_at=timezone.now() - timedelta(days=age)
        )
    return list(Event.objects.order_by("pk").values_list("pk", flat=True))


def test_pruning_removes_what_is_old_and_remembers_where_the_log_begins(db, settings):
    settings.TASKHUB_EVENT_RETENTION_DAYS = 30
    ids = old_rows(make_task(make_user()), [40, 35, 31, 29, 0])
    out = StringIO()
    call_command("prune_events", stdout=out)
    assert [row.id for row in events.rows_after(0)] == ids[3:]
    assert events.pruned_to() == ids[2]
    assert "3 events" in out.getvalue()


def test_pruning_leaves_no_hole(db):
    # A clock that went back has left an old row behind a young one.
    ids = old_rows(make_task(make_user()), [40, 1, 40])
    assert events.prune(timezone.now() - timedelta(days=30)) == 1
    assert [row.id for row in events.rows_after(0)] == ids[1:]


def test_pruning_works_in_small_transactions(db, django_assert_max_num_queries):
    old_rows(make_task(make_user()), [40] * 5)
    assert events.prune(timezone.now(), portion=2) == 5
    assert events.last_id() == events.pruned_to()


def test_an_empty_log_was_never_pruned(db):
    assert (events.last_id(), events.pruned_to(), events.rows_after(0)) == (0, 0, [])
