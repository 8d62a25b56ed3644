import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from comments.services import create_comment
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.history import history_before, history_of
from tasks.models import Event, Task
from tasks.services.boards import update_board
from tasks.services.moves import move_task
from tasks.services.tasks import create_task, update_task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return create_task(actor=ann, title="Write the report")


def sentences(task, reader):
    return [entry.sentence for entry in history_of(task, reader)]


def test_it_tells_who_did_what_newest_first(ann, mine):
    bob = make_user("bob")
    update_task(actor=ann, task=mine, changes={"assignee": bob, "priority": "High"})
    create_comment(actor=bob, task=mine, text="Hello")
    assert sentences(mine, ann) == [
        "Bob Example commented",
        "Ann Example changed the task (Priority: Medium → High; Assignee: none → Bob Example)",
        "Ann Example created the task",
    ]


def test_dates_statuses_and_marks_are_words(ann, mine):
    bob = make_user("bob")
    day = datetime.date(2026, 3, 1)
    changes = {"due_date": day, "category": "Done", "marked": [bob], "visibility": "team"}
    update_task(actor=ann, task=mine, changes=changes)
    told = sentences(mine, ann)[0]
    assert "Status: To do → Done" in told
    assert "Marked: none → Bob Example" in told
    assert "Due date: none → March 1, 2026" in told
    assert "Visible to: Those involved → Everyone signed in" in told


def test_nobody_else_reads_it(mine):
    assert history_of(mine, make_user("eve")) == []


def test_a_board_and_a_task_out_of_sight_are_not_named(ann, mine):
    bob = make_user("bob")
    board = make_board(ann, "Secret plans")
    parent = make_task(ann, "Secret task")
    update_task(actor=ann, task=mine, changes={"board": board, "parent": parent, "assignee": bob})
    told = sentences(mine, bob)[0]
    assert "Secret" not in told
    assert "Board: none → a board you cannot see" in told
    assert "Part of: none → a task you cannot see" in told


def test_words_of_ones_own_are_never_translated(ann, mine):
    with translation.override("ru"):
        update_task(actor=ann, task=mine, changes={"title": "High", "priority": "High"})
        title, priority = history_of(mine, ann)[0].changes
    assert title.new == "High"
    assert priority.new == "Высокий"


def test_a_long_text_is_told_by_its_start(ann, mine):
    update_task(actor=ann, task=mine, changes={"description": "word\n" * 100})
    change = history_of(mine, ann)[0].changes[0]
    assert change.new.startswith("word word")
    assert len(change.new) <= 81


def test_a_place_in_a_column_is_no_history_and_readers_are(ann):
    board = make_board(ann)
    task = make_task(ann, board=board)
    make_task(ann, "Other", board=board)
    move_task(actor=ann, task=task, status=task.status)
    update_board(actor=ann, board=board, changes={"is_private": False})
    assert sentences(task, ann) == ["Ann Example changed who may read the task"]


def test_it_costs_the_same_for_any_length_and_comes_in_portions(ann, mine):
    for number in range(60):
        update_task(actor=ann, task=mine, changes={"title": f"Title {number}"})
    with CaptureQueriesContext(connection) as caught:
        first, next_before = history_before(mine, ann)
    assert len(caught) <= 4  # may they read it, the events, the people, the statuses
    rest, end = history_before(mine, ann, next_before)
    assert (len(first), len(rest), end) == (50, 11, None)


def test_events_of_another_task_stay_out(ann, mine):
    create_task(actor=ann, title="Another")
    assert Event.objects.count() == 2
    assert len(history_of(Task.objects.get(pk=mine.pk), ann)) == 1
