import datetime

import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.errors import NothingToUndo, NotYourTask, VersionMismatch
from tasks.models import Event, Task
from tasks.services.boards import delete_board
from tasks.services.moves import move_task
from tasks.services.tasks import create_task, update_task
from tasks.services.undo import last_change, undo_last_change


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return create_task(actor=ann, title="Write the report", due_date=datetime.date(2026, 5, 1))


def test_everything_the_last_change_changed_comes_back(ann, mine):
    bob = make_user("bob")
    before = Task.objects.values().get()
    changes = {
        "title": "Other",
        "description": "Text",
        "category": "Done",
        "priority": "Low",
        "assignee": bob,
        "marked": [bob],
        "board": make_board(ann),
        "parent": make_task(ann, "Parent"),
        "due_date": None,
        "visibility": "team",
    }
    update_task(actor=ann, task=mine, changes=changes)
    undone = undo_last_change(actor=ann, task=mine)
    after = Task.objects.values().get(pk=mine.pk)
    ignored = {"version", "updated_at"}
    assert {k: v for k, v in after.items() if k not in ignored} == {
        k: v for k, v in before.items() if k not in ignored
    }
    assert undone.version == 3
    assert list(undone.marked_users.all()) == []


def test_it_is_an_event_of_the_actor_and_can_be_undone_itself(ann, mine):
    bob = make_user("bob")
    update_task(actor=ann, task=mine, changes={"title": "Other", "assignee": bob})
    update_task(actor=ann, task=mine, changes={"title": "Third"})
    undo_last_change(actor=bob, task=mine)
    assert Event.objects.latest("id").actor == bob
    assert undo_last_change(actor=ann, task=mine).title == "Third"


def test_a_new_task_has_nothing_to_undo(ann, mine):
    assert last_change(mine) is None
    with pytest.raises(NothingToUndo):
        undo_last_change(actor=ann, task=mine)


def test_a_move_within_the_column_does_not_hide_the_last_change(ann, mine):
    task = update_task(actor=ann, task=mine, changes={"title": "Other"})
    create_task(actor=ann, title="Neighbour")
    move_task(actor=ann, task=task, status=task.status)
    assert undo_last_change(actor=ann, task=mine).title == "Write the report"


def test_another_change_meanwhile_is_not_undone_by_mistake(ann, mine):
    update_task(actor=ann, task=mine, changes={"title": "Other"})
    update_task(actor=ann, task=mine, changes={"title": "Third"})
    with pytest.raises(VersionMismatch):
        undo_last_change(actor=ann, task=mine, version=2)


def test_what_cannot_come_back_is_said(ann, mine):
    board = make_board(ann)
    update_task(actor=ann, task=mine, changes={"board": board})
    delete_board(actor=ann, board=board)
    with pytest.raises(NothingToUndo):
        undo_last_change(actor=ann, task=mine)


def test_who_may_not_update_may_not_undo(ann, mine):
    bob = make_user("bob")
    update_task(actor=ann, task=mine, changes={"marked": [bob]})
    with pytest.raises(NotYourTask):
        undo_last_change(actor=bob, task=mine)
