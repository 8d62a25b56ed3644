"""What the database itself refuses, whoever writes to it."""

import pytest
from django.db import DataError, IntegrityError, transaction

from taskhub.testing.factories import make_board, make_comment, make_task, make_user
from tasks.models import Board, Favourite, Task, TaskStatus


def refused(write):
    try:
        with transaction.atomic():
            write()
    except (IntegrityError, DataError):
        return True
    return False


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "x" * 256},
        {"description": "x" * 10_001},
        {"priority": "Urgent"},
        {"visibility": "public"},
        {"version": -1},
    ],
)
def test_a_task_s_columns_hold_to_their_rules(db, values):
    task = make_task(make_user())
    assert refused(lambda: Task.objects.filter(pk=task.pk).update(**values))


@pytest.mark.parametrize(
    "values", [{"name": ""}, {"name": "x" * 101}, {"slug": ""}, {"slug": "x" * 101}]
)
def test_a_status_has_a_name_and_a_slug_that_fit(db, values):
    assert refused(lambda: TaskStatus.objects.filter(slug="done").update(**values))


def test_a_status_is_of_a_known_category_and_its_slug_is_its_own(db):
    done = TaskStatus.objects.filter(slug="done")
    assert refused(lambda: done.update(category="Doing"))
    assert refused(lambda: done.update(slug="to-do"))


@pytest.mark.parametrize("values", [{"name": ""}, {"name": "x" * 256}])
def test_a_board_has_a_name_that_fits(db, values):
    make_board(make_user())
    assert refused(lambda: Board.objects.update(**values))


def test_a_favourite_a_mark_and_a_membership_are_one_each(db):
    ann = make_user()
    board, task = make_board(ann, members=[ann]), make_task(ann, marked=[ann])
    Favourite.objects.create(user=ann, board=board)
    assert refused(lambda: Favourite.objects.create(user=ann, board=board))
    member, mark = Board.members.through, Task.marked_users.through
    assert refused(lambda: member.objects.create(board=board, user=ann))
    assert refused(lambda: mark.objects.create(task=task, user=ann))


@pytest.mark.parametrize("text", ["", "x" * 10_001])
def test_a_comment_has_a_text_that_fits(db, text):
    ann = make_user()
    task = make_task(ann)
    assert refused(lambda: make_comment(task, ann, text=text))


def test_no_task_is_its_own_parent(db):
    task = make_task(make_user())
    assert refused(lambda: Task.objects.filter(pk=task.pk).update(parent=task))
