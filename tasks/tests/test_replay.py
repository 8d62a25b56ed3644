"""What of the log is told to somebody who reads it after the fact."""

import pytest

from comments.services import create_comment
from taskhub.testing.factories import make_board, make_user
from tasks import events
from tasks.models import Visibility
from tasks.replay import still_for
from tasks.services.boards import remove_member, update_board
from tasks.services.tasks import create_task, delete_task, update_task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(db):
    return make_user("ada")


@pytest.fixture
def bob(db):
    return make_user("bob")


@pytest.fixture
def told(ada):
    """What Ada is told of all that happened, as kinds of events and losses."""

    def read():
        rows = still_for(ada.pk, events.rows_after(0))
        return ["gone" if row.is_loss_of(ada.pk) else row.type for row in rows]

    return read


def assign(task, user):
    update_task(actor=task.author, task=task, changes={"assignee": user})


def test_all_that_may_be_read_is_told_in_its_order(told, ada, bob):
    task = create_task(actor=bob, title="x", assignee=ada)
    create_comment(actor=bob, task=task, text="Hello")
    create_task(actor=bob, title="Not hers")
    assign(task, None)
    assign(task, ada)
    assert told() == ["task_created", "comment_created", "gone", "task_updated"]


def test_who_lost_sight_is_told_that_the_task_is_gone_and_nothing_of_before(told, ada, bob):
    task = create_task(actor=bob, title="x", assignee=ada)
    create_comment(actor=bob, task=task, text="Between us")
    assign(task, None)
    create_comment(actor=bob, task=task, text="Among ourselves")
    assert told() == ["gone"]


def test_it_is_gone_once_however_often_sight_was_lost(told, ada, bob):
    task = create_task(actor=bob, title="x", assignee=ada)
    for user in (None, ada, None):
        assign(task, user)
    assert told() == ["gone"]


def test_a_task_that_is_no_longer_the_teams_is_out_of_sight(told, bob):
    task = create_task(actor=bob, title="x", visibility=Visibility.TEAM)
    update_task(actor=bob, task=task, changes={"visibility": Visibility.PARTICIPANTS})
    assert told() == ["gone"]


@pytest.mark.parametrize("how", ["closed", "left"])
def test_a_board_takes_its_tasks_out_of_sight(told, ada, bob, how):
    board = make_board(bob, members=[ada] if how == "left" else [], is_private=how == "left")
    create_task(actor=bob, title="x", board=board)
    if how == "left":
        remove_member(actor=bob, board=board, user=ada)
    else:
        update_board(actor=bob, board=board, changes={"is_private": True})
    assert told() == ["gone"]


def test_a_deleted_task_is_told_to_those_who_saw_it_to_the_end(told, ada, bob):
    task = create_task(actor=bob, title="x", assignee=ada)
    create_comment(actor=bob, task=task, text="Hello")
    delete_task(actor=bob, task=task)
    assert told() == ["task_created", "comment_created", "task_deleted"]


def test_a_deleted_task_that_was_lost_before_is_gone_once(told, ada, bob):
    task = create_task(actor=bob, title="x", assignee=ada)
    assign(task, None)
    delete_task(actor=bob, task=task)
    assert told() == ["gone"]


def test_the_deletion_counts_also_where_it_comes_later_in_the_log(ada, bob):
    kept, lost = (create_task(actor=bob, title="x", assignee=ada) for _ in range(2))
    before = events.rows_after(0)
    assign(lost, None)
    for task in (kept, lost):
        delete_task(actor=bob, task=task)
    assert [row.task_id for row in still_for(ada.pk, before)] == [kept.pk]


@pytest.mark.parametrize("tasks", [1, 50])
def test_two_queries_for_any_number_of_tasks(ada, tasks, django_assert_num_queries):
    for number in range(tasks):
        task = create_task(actor=ada, title=f"{number}")
        delete_task(actor=ada, task=task)
        create_task(actor=ada, title="Stays")
    rows = events.rows_after(0)
    with django_assert_num_queries(2):  # who may read; who could when it was deleted
        assert len(still_for(ada.pk, rows)) == 3 * tasks


def test_no_query_for_what_concerns_others(ada, bob, django_assert_num_queries):
    create_task(actor=bob, title="x")
    rows = events.rows_after(0)
    with django_assert_num_queries(0):
        assert still_for(ada.pk, rows) == []
