import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taskhub.testing.factories import make_task, make_user
from tasks import events
from tasks.events import EVERYONE, Readers
from tasks.models import Event, Task
from tasks.services.tasks import create_task, set_completed


def only(*ids):
    return Readers(ids=frozenset(ids))


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        (only(1, 2), only(2, 3), [1]),
        (only(1), only(1), []),
        (only(1), EVERYONE, []),
        (EVERYONE, EVERYONE, []),
        (EVERYONE, only(1), None),
    ],
)
def test_who_has_lost_sight(before, after, lost):
    assert before.lost_in(after) == lost


def test_an_audience_is_sorted_or_everyone():
    assert only(3, 1).audience == [1, 3]
    assert EVERYONE.audience is None


def test_readers_of_a_plain_task_cost_one_statement(db):
    task = make_task(make_user(), marked=[make_user(), make_user()])
    with CaptureQueriesContext(connection) as caught:
        events.readers_of(Task.objects.get(pk=task.pk))
    assert len(caught) == 2  # the task itself, its marks


def test_readers_of_a_task_on_a_board_cost_one_more(task):
    with CaptureQueriesContext(connection) as caught:
        events.readers_of(Task.objects.get(pk=task.pk))
    assert len(caught) == 3  # the task itself, its marks, owner and members


def test_the_hint_comes_after_the_commit_and_names_rows_only(
    db, django_capture_on_commit_callbacks
):
    heard = []
    events.recorded.connect(lambda **told: heard.append(told["ids"]), weak=False, dispatch_uid="t")
    with django_capture_on_commit_callbacks(execute=True):
        create_task(actor=make_user(), title="T")
        assert heard == []
    events.recorded.disconnect(dispatch_uid="t")
    assert heard == [[Event.objects.get().pk]]


def test_a_listener_that_fails_harms_nobody(db, django_capture_on_commit_callbacks):
    def fail(**told):
        raise RuntimeError

    events.recorded.connect(fail, weak=False, dispatch_uid="t")
    with django_capture_on_commit_callbacks(execute=True):
        task = create_task(actor=make_user(), title="T")
        set_completed(actor=task.author, task=task, completed=True)
    events.recorded.disconnect(dispatch_uid="t")
    assert Event.objects.count() == 2
