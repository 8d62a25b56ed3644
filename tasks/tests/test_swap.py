"""Changes of a task that was just read: written at once, or by way of its lock, to one effect."""

import threading
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events, locks
from tasks.errors import NotYourTask, TaskNotFound, VersionMismatch
from tasks.models import Event, Task
from tasks.rows import TASK_ID, Reading
from tasks.services.boards import add_member
from tasks.services.tasks import create_task, delete_task, update_task

READING = Reading(lambda: Task.objects.filter(pk=TASK_ID))


@pytest.fixture
def ann(db):
    return make_user("ann")


def read(task):
    return READING.thing(task=task.pk)


def change(task, actor=None, version=None, **changes):
    return update_task(actor=actor or task.author, task=task, changes=changes, version=version)


def told(event):
    """An event without what no two have in common."""
    task = {**event.payload["task"], "id": 0, "created_at": "", "updated_at": ""}
    return event.type, event.audience, event.former, task, event.payload["changed"]


def statements(captured):
    return [each["sql"] for each in captured if "SAVEPOINT" not in each["sql"]]


def test_a_reading_brings_the_marks(ann):
    bob, cyd = make_user("bob"), make_user("cyd")
    assert read(make_task(ann, marked=[cyd, bob])).marked_ids == (bob.pk, cyd.pk)
    assert read(make_task(ann)).marked_ids == ()


def test_a_task_just_read_is_changed_without_its_lock(ann):
    task = read(make_task(ann))
    with CaptureQueriesContext(connection) as captured:
        change(task, actor=ann, title="Other")
    # The task and its event, on PostgreSQL together.
    assert len(statements(captured)) == (1 if connection.vendor == "postgresql" else 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Other"},
        {"description": "Longer", "priority": "High", "due_date": None},
        {"visibility": "team"},
        {"title": "Same"},
        {},
    ],
)
def test_both_ways_come_to_the_same(ann, changes):
    bob = make_user("bob")
    tasks = [make_task(ann, "Same", marked=[bob]) for _ in range(2)]
    long, short = change(tasks[0], **changes), change(read(tasks[1]), **changes)
    for name in ("title", "description", "priority", "due_date", "visibility", "version"):
        assert getattr(long, name) == getattr(short, name)
    assert short.marked_ids == long.marked_ids == (bob.pk,)
    stored = Task.objects.get(pk=short.pk)
    assert (stored.version, stored.updated_at) == (short.version, short.updated_at)
    logged = [list(map(told, Event.objects.filter(task_id=each.pk))) for each in tasks]
    assert logged[0] == logged[1]


def test_what_changed_meanwhile_is_kept(ann):
    task, bob = make_task(ann), make_user("bob")
    stale = read(task)
    change(task, description="Theirs", marked=[bob])
    changed = change(stale, title="Ours")
    assert (changed.title, changed.description, changed.version) == ("Ours", "Theirs", 3)
    assert changed.marked_ids == (bob.pk,)
    assert Event.objects.latest("pk").audience == [ann.pk, bob.pk]


def test_a_task_that_was_touched_since_it_was_read_is_read_again(ann):
    task = read(make_task(ann, "Stored"))
    task.description = "Never stored"
    assert change(task, title="Other").description == ""
    assert Event.objects.get().payload["changed"] == {"title": ["Stored", "Other"]}


def test_readers_of_a_board_are_those_of_the_moment(ann):
    board, bob = make_board(ann), make_user("bob")
    task = read(make_task(ann, board=board))
    add_member(actor=ann, board=board, user=bob)
    change(task, title="Other")
    assert Event.objects.latest("pk").audience == [ann.pk, bob.pk]


def test_refusals_are_the_same(ann):
    task = make_task(ann, visibility="team")
    with pytest.raises(NotYourTask):
        change(read(task), actor=make_user("bob"), title="Other")
    with pytest.raises(VersionMismatch):
        change(read(task), version=7, title="Other")
    with pytest.raises(Invalid):
        change(read(task), title=" ")
    gone = read(task)
    delete_task(actor=ann, task=task)
    with pytest.raises(TaskNotFound):
        change(gone, title="Other")
    assert not Event.objects.filter(type=events.TASK_UPDATED)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_lose_nothing():
    task = make_task(make_user("ann"))
    found = [read(task) for _ in range(8)]
    changes = [{"title": "New"}, {"description": "Longer"}, {"priority": "High"}]
    callers = [
        partial(change, each, **changes[place % 3], visibility=("team", "participants")[place % 2])
        for place, each in enumerate(found)
    ]
    assert all(isinstance(outcome, Task) for outcome in race(*callers))
    stored = Task.objects.get()
    assert (stored.title, stored.description, stored.priority) == ("New", "Longer", "High")
    rows = list(Event.objects.order_by("pk"))
    assert [row.payload["task"]["version"] for row in rows] == list(range(2, stored.version + 1))
    seen = ["participants"]
    for row in rows:
        if "visibility" in row.payload["changed"]:
            old, new = row.payload["changed"]["visibility"]
            assert old == seen[-1]
            seen.append(new)
    assert seen[-1] == stored.visibility


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
def test_whoever_holds_the_task_can_still_write_the_log():
    """The one statement holds the log before it wants the row; it must not wait for the row."""
    task = make_task(make_user("ann"))
    found, held, swapped = read(task), threading.Event(), []

    def swap():
        held.wait()
        swapped.append(change(found, title="Second"))
        connection.close()

    other = threading.Thread(target=swap)
    other.start()
    with transaction.atomic():
        Task.objects.locked(task.pk)
        held.set()
        _until_somebody_waits(task)
        events.record(events.TASK_UPDATED, task=task, actor=None, payload={})
    other.join()
    assert swapped[0].title == Task.objects.get().title == "Second"
    assert [row.payload == {} for row in Event.objects.order_by("pk")] == [True, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer")
@pytest.mark.parametrize("act", ["change", "create"])
def test_a_victim_of_a_deadlock_goes_the_long_way(act):
    """The log's lock is held while the event's keys are checked, which may wait for a person."""
    ann = make_user("ann")
    task = make_task(ann)
    found, held, written = read(task), threading.Event(), []

    def write():
        held.wait()
        once = {"change": partial(change, found), "create": partial(create_task, actor=ann)}
        written.append(once[act](title="Second"))
        connection.close()

    other = threading.Thread(target=write)
    other.start()
    with transaction.atomic():
        User.objects.select_for_update().get(pk=ann.pk)
        held.set()
        _until_somebody_waits(task)
        # The other one has waited longer, and is the first to look for a deadlock.
        events.record(events.TASK_UPDATED, task=task, actor=None, payload={})
    other.join()
    assert written[0].title == Task.objects.latest("pk").title == "Second"
    assert Event.objects.count() == 2


def _until_somebody_waits(task):
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(waiting + " AND datname = current_database()")
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)")
    raise AssertionError("Nobody waits")


def test_a_swap_inside_of_a_service_goes_the_long_way(ann):
    task = read(make_task(ann))

    @locks.one_transaction
    def service():
        change(task, title="Other")
        assert not Event.objects.exists()  # written with the last statement of them all

    service()
    assert Event.objects.count() == 1
