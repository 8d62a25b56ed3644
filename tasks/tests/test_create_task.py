import datetime
from contextlib import contextmanager
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events, locks
from tasks.errors import BoardNotFound, NotOnBoard
from tasks.models import Board, Event, Task, TaskStatus
from tasks.services.statuses import update_status
from tasks.services.tasks import DEPTH, create_task


@pytest.fixture
def ann(db):
    return make_user("ann")


def statements(act):
    with CaptureQueriesContext(connection) as caught:
        act()
    return [each["sql"] for each in caught if "SAVEPOINT" not in each["sql"]]


def test_a_plain_task_costs_three_statements(ann):
    # the statuses, the task, its event; on PostgreSQL the last two are one
    made = statements(lambda: create_task(actor=ann, title="Buy milk"))
    assert len(made) == (2 if connection.vendor == "postgresql" else 3)


def test_marks_cost_one_statement_more_however_many(ann):
    marked = [make_user() for _ in range(5)]
    made = statements(lambda: create_task(actor=ann, title="T", marked=marked))
    # On PostgreSQL they come with the task.
    assert len(made) == (2 if connection.vendor == "postgresql" else 4)
    assert list(Task.objects.get().marked_users.order_by("pk")) == marked


def test_what_is_not_given_has_its_default(ann):
    task = create_task(actor=ann, title="  Buy milk ")
    stored = Task.objects.get()
    assert (stored.title, stored.description, stored.priority) == ("Buy milk", "", "Medium")
    assert stored.status == TaskStatus.objects.get(slug="to-do") == task.status
    assert stored.visibility == "participants"
    assert stored.version == 1
    assert stored.created_at == stored.updated_at


def test_everything_given_is_kept(ann):
    bob, board = make_user("bob"), make_board(ann)
    parent = make_task(ann)
    due = datetime.date(2026, 12, 24)
    task = create_task(
        actor=ann,
        title="T",
        description="D",
        status=TaskStatus.objects.get(slug="done"),
        priority="High",
        assignee=bob,
        marked=[bob, ann, bob],
        board=board,
        parent=parent,
        due_date=due,
        visibility="team",
    )
    stored = Task.objects.get(pk=task.pk)
    assert stored.completed
    assert (stored.assignee, stored.board, stored.parent) == (bob, board, parent)
    assert (stored.due_date, stored.visibility) == (due, "team")
    assert set(stored.marked_users.all()) == {ann, bob}
    assert task.marked_ids == tuple(sorted([ann.pk, bob.pk]))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", " "),
        ("title", "x" * 256),
        ("title", "a\0b"),
        ("title", "\ud800"),
        ("description", "x" * 10_001),
        ("description", None),
        ("priority", "Urgent"),
        ("visibility", "public"),
        ("due_date", "2026-01-01"),
    ],
)
def test_what_breaks_a_rule_is_named(ann, field, value):
    with pytest.raises(Invalid) as refused:
        create_task(actor=ann, **{"title": "T", field: value})
    assert list(refused.value.fields) == [field]
    assert not Task.objects.exists()


@pytest.mark.parametrize("field", ["assignee", "marked"])
@pytest.mark.parametrize("gone", ["inactive", "deleted"])
def test_nobody_is_given_a_task_whose_account_is_closed(ann, field, gone):
    flags = {"is_active": False} if gone == "inactive" else {"deleted_at": ann.created_at}
    user = make_user(**flags)
    with pytest.raises(Invalid) as refused:
        create_task(actor=ann, title="T", **{field: [user] if field == "marked" else user})
    assert list(refused.value.fields) == [field]


def test_a_status_that_is_gone_is_refused(ann):
    status = TaskStatus.objects.create(name="Later", slug="later")
    TaskStatus.objects.filter(pk=status.pk).delete()
    with pytest.raises(Invalid) as refused:
        create_task(actor=ann, title="T", status=status)
    assert list(refused.value.fields) == ["status"]


def test_only_who_works_on_a_board_puts_tasks_there(ann):
    board = make_board(make_user("owner"), is_private=False)
    with pytest.raises(NotOnBoard):
        create_task(actor=ann, title="T", board=board)
    Board.objects.update(is_private=True)
    with pytest.raises(BoardNotFound):
        create_task(actor=ann, title="T", board=board)
    board.members.add(ann)
    assert create_task(actor=ann, title="T", board=board).board_id == board.pk


def test_a_hidden_parent_is_like_none(ann):
    hidden, gone = make_task(make_user()), make_task(ann)
    Task.objects.filter(pk=gone.pk).delete()
    told = []
    for parent in (hidden, gone):
        with pytest.raises(Invalid) as refused:
            create_task(actor=ann, title="T", parent=parent)
        told.append(refused.value.fields)
    assert told[0] == told[1]


def test_tasks_are_nested_so_deep_and_no_deeper(ann):
    task = None
    for _ in range(DEPTH):
        task = create_task(actor=ann, title="T", parent=task)
    with pytest.raises(Invalid):
        create_task(actor=ann, title="T", parent=task)


def test_the_event_tells_the_task_to_its_readers(ann):
    bob, carol = make_user("bob"), make_user("carol")
    task = create_task(actor=ann, title="T", assignee=bob, marked=[carol])
    event = Event.objects.get()
    assert (event.type, event.actor, event.task_id) == (events.TASK_CREATED, ann, task.pk)
    assert event.audience == sorted([ann.pk, bob.pk, carol.pk])
    assert event.former == []
    told = event.payload["task"]
    assert told["id"] == task.pk
    assert told["category"] == "ToDo"
    assert told["marked_ids"] == [carol.pk]
    assert told["created_at"].endswith("Z")


def test_everybody_hears_of_a_team_task(ann):
    create_task(actor=ann, title="T", visibility="team")
    event = Event.objects.get()
    assert (event.audience, event.former) == (None, [])


def test_both_ways_come_to_the_same(ann):
    bob = make_user("bob")
    given = {"title": "T", "description": "D", "assignee": bob, "marked": [bob, ann]}
    outer = locks.one_transaction(create_task)  # inside of a service it is never one statement
    alone, inside = create_task(actor=ann, **given), outer(actor=ann, **given)
    logged = [Event.objects.get(task_id=task.pk) for task in (alone, inside)]
    assert [event.payload["task"].pop("id") for event in logged] == [alone.pk, inside.pk]
    for event in logged:
        created, changed = (
            event.payload["task"].pop(f"{name}_at") for name in ("created", "updated")
        )
        assert created == changed
    assert logged[0].payload == logged[1].payload
    assert (logged[0].audience, logged[0].former) == (logged[1].audience, logged[1].former)
    assert alone.marked_ids == inside.marked_ids
    for task in (alone, inside):
        assert set(Task.objects.get(pk=task.pk).marked_users.all()) == {ann, bob}


@contextmanager
def others_act_after_the_statuses_are_read(act):
    """Lets somebody else do this as soon as a creation has read the statuses."""
    done = []

    def around(execute, sql, params, many, context):
        outcome = execute(sql, params, many, context)
        if not done and sql.startswith("SELECT") and TaskStatus._meta.db_table in sql:
            done.extend(race(act))
        return outcome

    with connection.execute_wrapper(around):
        yield
    assert done
    assert not isinstance(done[0], Exception)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_the_first_status_may_leave_its_category_meanwhile():
    ann, boss = make_user("ann"), make_user("boss", is_superuser=True)
    first = TaskStatus.objects.get(slug="to-do")
    second = TaskStatus.objects.create(name="Next", slug="next", position=9, category="ToDo")
    change = partial(update_status, actor=boss, status=first, changes={"category": "Done"})
    with others_act_after_the_statuses_are_read(change):
        task = create_task(actor=ann, title="T")
    assert task.status == second == Task.objects.get().status
    assert Event.objects.get().payload["task"]["status_id"] == second.pk


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_a_status_may_go_meanwhile():
    ann = make_user("ann")
    status = TaskStatus.objects.create(name="Later", slug="later")
    with others_act_after_the_statuses_are_read(status.delete), pytest.raises(Invalid):
        create_task(actor=ann, title="T", status=status)
    assert not Task.objects.exists()
    assert not Event.objects.exists()
