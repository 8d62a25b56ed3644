import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from tasks.errors import BoardNotFound, NotOnBoard, TaskNotFound, VersionMismatch
from tasks.models import Event, Task, TaskStatus
from tasks.services.tasks import create_task, update_task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return make_task(ann)


def change(task, actor=None, **changes):
    return update_task(actor=actor or task.author, task=task, changes=changes)


def test_a_plain_update_costs_four_statements(mine):
    with CaptureQueriesContext(connection) as caught:
        change(mine, title="Other")
    # the lock, status and marks, the task, its event
    assert len([each for each in caught if "SAVEPOINT" not in each["sql"]]) == 4


def test_only_what_is_named_changes(mine):
    Task.objects.filter(pk=mine.pk).update(description="Newer than what we hold")
    changed = change(mine, title="Other")
    stored = Task.objects.get()
    assert (stored.title, stored.description) == ("Other", "Newer than what we hold")
    assert stored.version == changed.version == 2
    assert stored.updated_at == changed.updated_at > mine.updated_at


def test_the_event_tells_old_and_new(mine):
    bob = make_user("bob")
    change(mine, title="Other", assignee=bob, category="Done")
    event = Event.objects.get()
    assert event.payload["task"]["title"] == "Other"
    assert event.payload["task"]["version"] == 2
    changed = event.payload["changed"]
    assert changed["title"] == ["Write the report", "Other"]
    assert changed["assignee"] == [None, bob.pk]
    assert changed["category"] == ["ToDo", "Done"]
    assert set(changed) == {"title", "assignee", "status", "category"}


def test_what_changes_nothing_leaves_no_trace(mine):
    same = {"title": f" {mine.title} ", "category": "ToDo", "assignee": None, "marked": []}
    returned = change(mine, **same, board=None, parent=None, status=mine.status)
    stored = Task.objects.get()
    assert (stored.version, stored.updated_at) == (1, mine.updated_at)
    assert returned.version == 1
    assert not Event.objects.exists()


def test_the_hour_of_change_only_grows_though_the_clock_goes_back(mine):
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    Task.objects.update(updated_at=tomorrow)
    assert change(mine, title="Other").updated_at > tomorrow


@pytest.mark.parametrize("field", ["author", "version", "created_at", "id"])
def test_what_is_nobodys_to_set_is_refused(mine, field):
    with pytest.raises(Invalid) as refused:
        change(mine, **{field: 1})
    assert list(refused.value.fields) == [field]


def test_the_category_it_is_in_leaves_the_status_alone(mine):
    waiting = TaskStatus.objects.create(name="Waiting", slug="waiting", category="ToDo", position=9)
    change(mine, status=waiting)
    assert change(mine, category="ToDo").status == waiting
    assert change(mine, category="Done").status.slug == "done"


def test_of_two_statuses_of_a_category_the_first_by_position_is_meant(mine):
    TaskStatus.objects.create(name="Soon", slug="soon", category="InProgress", position=0)
    assert change(mine, category="InProgress").status.slug == "soon"


@pytest.mark.parametrize(("completed", "slug"), [(True, "done"), (False, "to-do")])
def test_a_side_is_taken_together_with_other_changes(mine, completed, slug):
    changed = change(mine, title="Other", completed=completed)
    assert (changed.title, changed.status.slug) == ("Other", slug)
    assert Event.objects.count() == 1


def test_a_side_that_contradicts_the_status_is_refused(mine):
    with pytest.raises(Invalid) as refused:
        change(mine, category="ToDo", completed=True)
    assert list(refused.value.fields) == ["completed"]


def test_a_version_that_is_past_is_refused(mine):
    update_task(actor=mine.author, task=mine, changes={"title": "A"}, version=1)
    with pytest.raises(VersionMismatch):
        update_task(actor=mine.author, task=mine, changes={"title": "B"}, version=1)
    assert Task.objects.get().title == "A"


def test_a_task_that_is_gone_is_not_found(mine):
    Task.objects.all().delete()
    with pytest.raises(TaskNotFound):
        change(mine, title="Other")


def test_an_id_beyond_every_column_is_not_found(ann):
    with pytest.raises(TaskNotFound):
        update_task(actor=ann, task=Task(pk=10**30), changes={"title": "Other"})


def test_marks_are_replaced(ann):
    bob, carol, dave = make_user("bob"), make_user("carol"), make_user("dave")
    task = make_task(ann, marked=[bob, carol])
    changed = change(task, marked=[carol, dave, dave])
    assert set(task.marked_users.all()) == {carol, dave}
    assert changed.marked_ids == (carol.pk, dave.pk)
    event = Event.objects.get()
    assert event.payload["changed"] == {"marked": [[bob.pk, carol.pk], [carol.pk, dave.pk]]}
    assert event.audience == [ann.pk, carol.pk, dave.pk]
    assert event.former == [bob.pk]


def test_marking_many_costs_no_more_statements_than_one(mine):
    def cost(count):
        people = [make_user() for _ in range(count)]
        with CaptureQueriesContext(connection) as caught:
            change(mine, marked=people)
        return len(caught)

    cost(1)
    assert cost(1) == cost(20)


def test_somebody_who_left_stays_where_they_are_but_is_not_named_anew(ann):
    bob = make_user("bob")
    task = make_task(ann, assignee=bob, marked=[bob])
    bob.is_active = False
    bob.save()
    change(task, title="Other", assignee=bob, marked=[bob])
    other = make_task(ann)
    for changes in ({"assignee": bob}, {"marked": [bob]}):
        with pytest.raises(Invalid) as refused:
            change(other, **changes)
        assert list(refused.value.fields) == list(changes)


def test_whoever_loses_sight_is_told_and_nobody_else(ann):
    bob = make_user("bob")
    task = make_task(ann, assignee=bob)
    change(task, assignee=None)
    event = Event.objects.get()
    assert (event.audience, event.former) == ([ann.pk], [bob.pk])


def test_opening_and_closing_a_task_to_the_team(mine, ann):
    change(mine, visibility="team")
    change(mine, visibility="participants")
    opened, closed = Event.objects.order_by("id")
    assert (opened.audience, opened.former) == (None, [])
    assert (closed.audience, closed.former) == ([ann.pk], None)


def test_moving_between_boards_changes_the_audience(ann):
    old_member, new_member = make_user("old"), make_user("new")
    old, new = make_board(ann, members=[old_member]), make_board(ann, members=[new_member])
    task = make_task(ann, board=old)
    assert change(task, board=new).board_id == new.pk
    event = Event.objects.get()
    assert event.audience == sorted([ann.pk, new_member.pk])
    assert event.former == [old_member.pk]


def test_who_may_update_may_still_not_use_a_board_of_others(ann):
    bob = make_user("bob")
    task = make_task(ann, assignee=bob)
    with pytest.raises(BoardNotFound):
        change(task, actor=bob, board=make_board(ann))
    with pytest.raises(NotOnBoard):
        change(task, actor=bob, board=make_board(ann, is_private=False))


def test_a_task_stays_on_its_board_when_somebody_off_it_updates(ann):
    board = make_board(make_user("owner"))
    task = make_task(ann, board=board)
    assert change(task, board=board, title="Other").board_id == board.pk


def test_a_task_never_stands_below_itself(ann):
    top = create_task(actor=ann, title="top")
    middle = create_task(actor=ann, title="middle", parent=top)
    bottom = create_task(actor=ann, title="bottom", parent=middle)
    for parent in (top, middle, bottom):
        with pytest.raises(Invalid) as refused:
            change(top, parent=parent)
        assert list(refused.value.fields) == ["parent"]


def test_a_parent_the_actor_cannot_see_is_refused(mine):
    with pytest.raises(Invalid):
        change(mine, parent=make_task(make_user()))
