"""When a task was done: `Task.done_at`."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from taskhub.testing.factories import make_board, make_task, make_user
from tasks import events
from tasks.models import Event, Task, TaskStatus
from tasks.services.moves import move_task
from tasks.services.statuses import delete_status, update_status
from tasks.services.tasks import create_task, set_completed, update_task
from tasks.services.undo import undo_last_change

LONG_AGO = datetime.datetime(2025, 3, 4, 5, 6, tzinfo=datetime.UTC)


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def chief(db):
    return make_user("chief", is_superuser=True)


def status(slug):
    return TaskStatus.objects.get(slug=slug)


def done_at(task):
    return Task.objects.values_list("done_at", flat=True).get(pk=task.pk)


def test_a_task_made_done_is_done_from_the_start(ann):
    task = create_task(actor=ann, title="Over", status=status("done"))
    assert done_at(task) == task.created_at
    assert done_at(create_task(actor=ann, title="Open")) is None


def test_completing_sets_it_and_reopening_clears_it(ann):
    task = set_completed(actor=ann, task=make_task(ann), completed=True)
    assert done_at(task) == task.updated_at
    assert done_at(set_completed(actor=ann, task=task, completed=False)) is None


@pytest.mark.parametrize("changes", [{"category": "Done"}, {"completed": True}])
def test_whatever_the_change_is_called(ann, changes):
    task = update_task(actor=ann, task=make_task(ann), changes=changes)
    assert done_at(task) == task.updated_at


def test_a_move_on_the_board_counts(ann):
    task = make_task(ann, board=make_board(ann))
    move_task(actor=ann, task=task, status=status("done"))
    assert done_at(task)


def test_what_changes_no_side_leaves_it(ann):
    shipped = TaskStatus.objects.create(name="Shipped", slug="shipped", category="Done")
    task = make_task(ann, category="Done", done_at=LONG_AGO)
    update_task(actor=ann, task=task, changes={"title": "Anew", "status": shipped})
    assert done_at(task) == LONG_AGO


def test_undoing_a_completion_clears_it(ann):
    task = set_completed(actor=ann, task=make_task(ann), completed=True)
    undo_last_change(actor=ann, task=task)
    assert done_at(task) is None


def test_a_status_that_changes_sides_takes_its_tasks_along(ann, chief):
    review = TaskStatus.objects.create(name="Review", slug="review")
    task = make_task(ann, status=review)
    update_status(actor=chief, status=review, changes={"category": "Done"})
    assert done_at(task) == Task.objects.get(pk=task.pk).updated_at
    update_status(actor=chief, status=review, changes={"category": "ToDo"})
    assert done_at(task) is None


def test_tasks_of_a_status_that_goes_keep_or_get_it(ann, chief):
    shipped = TaskStatus.objects.create(name="Shipped", slug="shipped", category="Done")
    review = TaskStatus.objects.create(name="Review", slug="review")
    old = make_task(ann, status=shipped, done_at=LONG_AGO)
    new = make_task(ann, status=review)
    delete_status(actor=chief, status=shipped, move_to=status("done"))
    delete_status(actor=chief, status=review, move_to=status("done"))
    assert done_at(old) == LONG_AGO
    assert done_at(new) == Task.objects.get(pk=new.pk).updated_at


def fill():
    module = import_module("tasks.migrations.0007_task_done_at_filled")
    module.fill(apps, None)
    module.fill(apps, None)


def test_the_migration_asks_the_log(ann):
    tasks = [
        set_completed(actor=ann, task=make_task(ann), completed=True),
        create_task(actor=ann, title="Over", status=status("done")),
    ]
    Event.objects.update(created_at=LONG_AGO)
    later = update_task(actor=ann, task=tasks[0], changes={"title": "Renamed"})
    Task.objects.update(done_at=None)
    fill()
    assert later.updated_at > LONG_AGO
    assert [done_at(task) for task in tasks] == [LONG_AGO, LONG_AGO]


def test_the_migration_takes_the_last_completion(ann):
    task = make_task(ann)
    for completed in (True, False, True):
        set_completed(actor=ann, task=task, completed=completed)
    Task.objects.update(done_at=None)
    fill()
    last = Event.objects.filter(type=events.TASK_UPDATED).order_by("id").last()
    assert done_at(task) == last.created_at


def test_without_a_log_the_migration_takes_the_last_change(ann):
    day = timezone.now() - datetime.timedelta(days=3)
    task = make_task(ann, category="Done", done_at=None, updated_at=day)
    fill()
    assert done_at(task) == day


def test_the_migration_leaves_what_is_open_or_known(ann):
    known = make_task(ann, category="Done", done_at=LONG_AGO)
    still = make_task(ann)
    fill()
    assert done_at(known) == LONG_AGO
    assert done_at(still) is None


def test_the_migration_goes_on_past_its_portion(ann, monkeypatch):
    module = import_module("tasks.migrations.0007_task_done_at_filled")
    monkeypatch.setattr(module, "PORTION", 2)
    for _ in range(5):
        make_task(ann, category="Done", done_at=None)
    fill()
    assert not Task.objects.filter(done_at=None).exists()
