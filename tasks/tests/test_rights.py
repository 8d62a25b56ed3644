"""The permission table, row by row, at the services and querysets below every door."""

import pytest

from comments.errors import NotYourComment
from comments.services import create_comment, delete_comment, update_comment
from suggestions.services import analyse_task
from taskhub.errors import NotAllowed
from taskhub.testing.factories import make_comment
from tasks import events
from tasks.errors import NotYourTask
from tasks.models import Board, Event, Task
from tasks.services.tasks import delete_task, set_completed, update_task

# who: reads and comments, updates and analyses, deletes
TABLE = {
    "author": (True, True, True),
    "assignee": (True, True, False),
    "owner": (True, True, False),
    "member": (True, True, False),
    "marked": (True, False, False),
    "team reader": (True, False, False),
    "open-board reader": (True, False, False),
    "outsider": (False, False, False),
    "superuser": (False, False, False),
}
everyone = pytest.mark.parametrize("who", TABLE)


@pytest.fixture
def actor(person, task, who):
    """The person of this row; for the two readers the task is opened to everybody."""
    if who == "team reader":
        Task.objects.filter(pk=task.pk).update(visibility="team")
    if who == "open-board reader":
        Board.objects.filter(pk=task.board_id).update(is_private=False)
    return person(who.replace(" ", "-"))


def allowed(act):
    try:
        act()
    except NotAllowed:
        return False
    return True


@everyone
def test_who_reads(actor, task, who):
    reads = TABLE[who][0]
    assert Task.objects.visible_to(actor).filter(pk=task.pk).exists() is reads


@everyone
def test_events_are_heard_by_those_who_read_and_nobody_else(actor, task, who):
    readers = events.readers_of(Task.objects.get(pk=task.pk))
    assert (readers.everyone or actor.pk in readers.ids) is TABLE[who][0]


@everyone
def test_who_comments(actor, task, who):
    assert allowed(lambda: create_comment(actor=actor, task=task, text="Hm")) is TABLE[who][0]


@everyone
def test_who_updates(actor, task, who):
    may = TABLE[who][1]
    assert allowed(lambda: update_task(actor=actor, task=task, changes={"title": "T"})) is may
    task.refresh_from_db()
    assert (task.title == "T") is may


@everyone
def test_who_completes(actor, task, who):
    may = TABLE[who][1]
    assert allowed(lambda: set_completed(actor=actor, task=task, completed=True)) is may
    assert Task.objects.get(pk=task.pk).completed is may


@everyone
def test_who_analyses(actor, task, who):
    assert allowed(lambda: analyse_task(actor=actor, task=task)) is TABLE[who][1]


@everyone
def test_who_deletes(actor, task, who):
    may = TABLE[who][2]
    assert allowed(lambda: delete_task(actor=actor, task=task)) is may
    assert Task.objects.filter(pk=task.pk).exists() is not may


@everyone
def test_nobody_changes_somebody_elses_comment(actor, task, person, who):
    comment = make_comment(task, person("somebody-else"))
    with pytest.raises(NotYourComment):
        update_comment(actor=actor, comment=comment, text="Mine")
    with pytest.raises(NotYourComment):
        delete_comment(actor=actor, comment=comment)


def test_a_refusal_leaves_no_event(task, person):
    with pytest.raises(NotYourTask, match="Not authorized to update this task"):
        update_task(actor=person("marked"), task=task, changes={"title": "T"})
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("who", "column"), [("assignee", "assignee"), ("owner", "board"), ("member", "board")]
)
def test_rights_are_those_of_the_locked_row_not_of_the_one_at_hand(task, person, who, column):
    Task.objects.filter(pk=task.pk).update(**{column: None})
    with pytest.raises(NotYourTask):
        update_task(actor=person(who), task=task, changes={"title": "T"})


@pytest.mark.parametrize("who", ["author", "owner"])
def test_only_a_superuser_moderates(task, person, who):
    with pytest.raises(NotAllowed):
        delete_task(actor=person(who), task=task, moderating=True)
    with pytest.raises(NotAllowed):
        update_task(actor=person(who), task=task, changes={"title": "T"}, moderating=True)


def test_a_superuser_moderates_what_is_hidden_from_them(task, person):
    boss = person("superuser")
    update_task(actor=boss, task=task, changes={"title": "Tidied"}, moderating=True)
    delete_task(actor=boss, task=task, moderating=True)
    assert [event.actor for event in Event.objects.order_by("id")] == [boss, boss]
