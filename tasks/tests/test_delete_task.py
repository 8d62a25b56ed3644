import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from comments.models import Comment
from suggestions.services import analyse_task
from taskhub.testing.factories import make_comment, make_task, make_user
from tasks import events
from tasks.errors import TaskNotFound, VersionMismatch
from tasks.models import Event, Task
from tasks.services.tasks import delete_task


@pytest.fixture
def ann(db):
    return make_user("ann")


def test_it_goes_with_all_that_hangs_on_it(ann):
    task = make_task(ann, marked=[make_user()])
    make_comment(task, ann)
    analyse_task(actor=ann, task=task)
    delete_task(actor=ann, task=task)
    assert not Task.objects.exists()
    assert not Comment.objects.exists()


def test_its_readers_hear_of_it_and_what_it_was(ann):
    bob, carol = make_user("bob"), make_user("carol")
    task = make_task(ann, title="Secret", assignee=bob, marked=[carol])
    delete_task(actor=ann, task=task)
    event = Event.objects.get()
    assert (event.type, event.task_id) == (events.TASK_DELETED, task.pk)
    assert event.audience == [ann.pk, bob.pk, carol.pk]
    assert event.payload["task"]["title"] == "Secret"
    assert event.payload["task"]["marked_ids"] == [carol.pk]


def test_sub_tasks_stay_and_tell_their_own_readers(ann):
    bob = make_user("bob")
    task = make_task(ann)
    child = make_task(bob, parent=task)
    delete_task(actor=ann, task=task)
    child.refresh_from_db()
    assert (child.parent_id, child.version) == (None, 2)
    updated, deleted = Event.objects.order_by("id")
    assert (updated.task_id, updated.audience) == (child.pk, [bob.pk])
    assert updated.payload["changed"] == {"parent": [task.pk, None]}
    assert deleted.type == events.TASK_DELETED


def test_a_past_version_or_a_second_time_is_refused(ann):
    task = make_task(ann)
    with pytest.raises(VersionMismatch):
        delete_task(actor=ann, task=task, version=2)
    delete_task(actor=ann, task=task, version=1)
    with pytest.raises(TaskNotFound):
        delete_task(actor=ann, task=task)


def test_many_sub_tasks_cost_as_many_statements_as_one(ann):
    def cost(count):
        task = make_task(ann)
        for _ in range(count):
            make_task(ann, parent=task)
        with CaptureQueriesContext(connection) as caught:
            delete_task(actor=ann, task=task)
        return len(caught)

    assert cost(1) == cost(30)
