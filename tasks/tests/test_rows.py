import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taskhub.testing.factories import make_task, make_user
from tasks import rows
from tasks.models import Task, TaskStatus


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.mark.parametrize("count", [1, 50])
def test_a_list_costs_three_statements_for_one_row_and_for_fifty(ann, count):
    marked = [make_user(), make_user()]
    for _ in range(count):
        make_task(ann, marked=marked)
    with CaptureQueriesContext(connection) as caught:
        found = rows.read_rows(Task.objects.visible_to(ann).newest_first())
        marks = rows.marks(row.id for row in found)
        statuses = rows.statuses()
    # the tasks, their marks, all statuses
    assert len(caught) == 3
    assert len(found) == len(marks) == count
    assert all(statuses[row.status_id].category == row.category for row in found)


def test_one_task_costs_one_statement(ann):
    task = make_task(ann)
    with CaptureQueriesContext(connection) as caught:
        assert rows.read_rows(Task.objects.visible_to(ann).filter(pk=task.pk))
    assert len(caught) == 1


def test_a_row_says_what_the_task_says(ann):
    task = make_task(ann, category="Done", assignee=ann)
    assert rows.read_rows(Task.objects.all()) == [rows.TaskRow.of(Task.objects.get())]
    assert rows.TaskRow.of(task).completed


def test_rows_come_in_the_query_s_order_and_slice(ann):
    _first, second, third = (make_task(ann) for _ in range(3))
    found = rows.read_rows(Task.objects.newest_first()[:2])
    assert [row.id for row in found] == [third.pk, second.pk]


def test_marks_are_in_order_and_cost_nothing_for_no_tasks(ann):
    bob = make_user("bob")
    task = make_task(ann, marked=[bob, ann])
    assert rows.marks([task.pk]) == {task.pk: [ann.pk, bob.pk]}
    assert rows.marks_of(task) == [ann.pk, bob.pk]
    with CaptureQueriesContext(connection) as caught:
        assert rows.marks([]) == {}
    assert not caught


def test_statuses_are_in_the_order_they_are_shown(ann):
    TaskStatus.objects.create(name="First", slug="first", position=0)
    assert [row.slug for row in rows.statuses().values()][:2] == ["first", "to-do"]
