from importlib import import_module

import pytest
from django.apps import apps

from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.errors import NotYourTask, TaskNotFound, VersionMismatch
from tasks.models import GAP, Category, Event, Task, TaskStatus
from tasks.services.moves import move_task
from tasks.services.tasks import create_task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def board(ann):
    return make_board(ann)


@pytest.fixture
def cards(ann, board):
    """Four cards in one column, A at the top."""
    return [make_task(ann, name, board=board, position=float(n)) for n, name in enumerate("ABCD")]


def to_do():
    return TaskStatus.objects.first_of(Category.TO_DO)


def done():
    return TaskStatus.objects.first_of(Category.DONE)


def titles(board, status):
    column = Task.objects.filter(board=board, status=status).top_first()
    return "".join(column.values_list("title", flat=True))


def test_a_new_task_stands_above_the_old_ones(ann, board):
    for name in "ABC":
        create_task(actor=ann, title=name, board=board)
    assert titles(board, to_do()) == "CBA"


@pytest.mark.parametrize(
    ("which", "before", "after", "order"),
    [
        (3, 1, None, "ADBC"),
        (0, None, 2, "BCAD"),
        (3, None, None, "DABC"),
        (0, None, 3, "BCDA"),
        (3, 0, None, "DABC"),
        (1, 3, 2, "ACBD"),
    ],
)
def test_a_card_comes_next_to_its_neighbour(ann, board, cards, which, before, after, order):
    near = {
        "before": None if before is None else cards[before],
        "after": None if after is None else cards[after],
    }
    move_task(actor=ann, task=cards[which], status=to_do(), **near)
    assert titles(board, to_do()) == order


def test_another_column_changes_the_status_and_tells_it(ann, board, cards):
    moved = move_task(actor=ann, task=cards[1], status=done(), version=1)
    assert (titles(board, to_do()), titles(board, done())) == ("ACD", "B")
    assert moved.version == 2
    changed = Event.objects.get().payload["changed"]
    assert changed["status"] == [to_do().pk, done().pk]


def test_a_move_within_the_column_is_an_event_and_no_new_version(ann, cards):
    moved = move_task(actor=ann, task=cards[3], status=to_do(), before=cards[0])
    event = Event.objects.get()
    assert moved.version == event.payload["task"]["version"] == 1
    assert event.payload["changed"] == {"position": [3.0, moved.position]}


def test_a_move_to_where_it_is_leaves_no_trace(ann, cards):
    move_task(actor=ann, task=cards[1], status=to_do(), before=cards[2], after=None)
    Event.objects.all().delete()
    place = Task.objects.get(pk=cards[1].pk).position
    move_task(actor=ann, task=cards[1], status=to_do(), before=cards[2])
    assert Task.objects.get(pk=cards[1].pk).position == place
    assert not Event.objects.exists()


def test_a_neighbour_that_has_left_counts_for_nothing(ann, board, cards):
    Task.objects.filter(pk=cards[0].pk).update(status=done())
    move_task(actor=ann, task=cards[3], status=to_do(), after=cards[0])
    assert titles(board, to_do()) == "DBC"


def test_a_column_without_room_is_numbered_anew(ann, board, cards):
    Task.objects.filter(pk=cards[1].pk).update(position=5e-324)
    move_task(actor=ann, task=cards[3], status=to_do(), before=cards[1])
    assert titles(board, to_do()) == "ADBC"
    places = Task.objects.filter(board=board).exclude(pk=cards[3].pk).top_first()
    assert list(places.values_list("position", flat=True)) == [0.0, GAP, 2 * GAP]


def test_there_is_room_for_very_many_moves_into_one_gap(ann, board, cards):
    for turn in range(120):
        move_task(actor=ann, task=cards[2 + turn % 2], status=to_do(), after=cards[0])
    assert titles(board, to_do()) == "ADCB"


def test_who_may_not_update_may_not_move(person, task):
    with pytest.raises(NotYourTask):
        move_task(actor=person("marked"), task=task, status=done())
    assert not Event.objects.exists()


def test_the_version_is_kept_to(ann, cards):
    with pytest.raises(VersionMismatch):
        move_task(actor=ann, task=cards[0], status=done(), version=7)


def test_what_is_gone_cannot_be_moved_nor_moved_to(ann, cards):
    gone = TaskStatus.objects.create(name="Gone", slug="gone")
    gone_pk = gone.pk
    gone.delete()
    with pytest.raises(Invalid):
        move_task(actor=ann, task=cards[0], status=TaskStatus(pk=gone_pk))
    cards[0].delete()
    with pytest.raises(TaskNotFound):
        move_task(actor=ann, task=Task(pk=10**9), status=done())


def test_the_migration_puts_old_tasks_in_order_below_new_ones(ann, board):
    for name in "AB":
        make_task(ann, name, board=board, position=0.0)
    make_task(ann, "N", board=board)
    fill = import_module("tasks.migrations.0005_task_positions_filled").fill
    fill(apps, None)
    fill(apps, None)
    assert titles(board, to_do()) == "NBA"
