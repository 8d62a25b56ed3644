import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.errors import NotOnBoard, NotYourTask, TaskNotFound
from tasks.models import Event, Task
from tasks.services.many import MOST, change_tasks, delete_tasks


@pytest.fixture
def ann(db):
    return make_user("ann")


def test_each_task_has_its_own_outcome(ann):
    bob = make_user("bob")
    mine, theirs = make_task(ann), make_task(bob, marked=[ann])
    hidden = make_task(bob, "Secret")
    ids = [theirs.pk, hidden.pk, mine.pk, mine.pk]
    outcomes = change_tasks(actor=ann, task_ids=ids, changes={"priority": "High"})
    assert [each.task_id for each in outcomes] == [theirs.pk, hidden.pk, mine.pk]
    assert [type(each.error) for each in outcomes] == [NotYourTask, TaskNotFound, type(None)]
    assert outcomes[1].title == ""
    assert Task.objects.filter(priority="High").get() == mine
    assert Event.objects.get().task_id == mine.pk


def test_a_refusal_in_the_middle_keeps_what_went_well(ann):
    open_board = make_board(make_user("bob"), is_private=False)
    mine = make_task(ann)
    outcomes = change_tasks(actor=ann, task_ids=[mine.pk], changes={"board": open_board})
    assert isinstance(outcomes[0].error, NotOnBoard)


def test_only_ones_own_are_deleted(ann):
    bob = make_user("bob")
    mine, theirs = make_task(ann), make_task(bob, assignee=ann)
    outcomes = delete_tasks(actor=ann, task_ids=[mine.pk, theirs.pk])
    assert [each.error is None for each in outcomes] == [True, False]
    assert Task.objects.get() == theirs


def test_the_number_is_bounded(ann):
    assert len(change_tasks(actor=ann, task_ids=range(MOST + 50), changes={})) == MOST
