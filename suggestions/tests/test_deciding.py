"""Accepting suggestions, whole or in part, and dismissing them."""

import pytest

from suggestions.errors import (
    AlreadyAccepted,
    AlreadyDismissed,
    NotYoursToDecide,
    SuggestionNotFound,
)
from suggestions.models import Suggestion
from suggestions.services import accept_suggestion, analyse_task, dismiss_suggestion
from taskhub.errors import Invalid
from taskhub.testing.factories import make_board, make_task, make_user
from taskhub.testing.race import race
from tasks import events
from tasks.models import Event, Task
from tasks.services.boards import delete_board
from tasks.services.tasks import delete_task, update_task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return make_task(ann, title="Plan the party")


def suggested(task, *titles):
    steps = [{"title": each, "description": "", "priority": "High"} for each in titles]
    return Suggestion.objects.create(
        task=task, user=task.author, suggestion_text="So", sub_tasks=steps
    )


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        (None, ["a", "b", "c"]),
        ([1], ["b"]),
        ([2, 0], ["a", "c"]),
        ([0, 0, 0], ["a"]),
    ],
)
def test_all_or_some_of_the_sub_tasks_are_made(ann, mine, chosen, titles):
    suggestion = suggested(mine, "a", "b", "c")
    made = accept_suggestion(actor=ann, suggestion=suggestion, chosen=chosen)
    assert [task.title for task in made] == titles
    assert list(Task.objects.filter(parent=mine).order_by("id")) == made


@pytest.mark.parametrize("chosen", [[], [3], [-1], [0, 99]])
def test_what_was_not_suggested_cannot_be_chosen(ann, mine, chosen):
    suggestion = suggested(mine, "a", "b", "c")
    with pytest.raises(Invalid) as refused:
        accept_suggestion(actor=ann, suggestion=suggestion, chosen=chosen)
    assert list(refused.value.fields) == ["sub_tasks"]
    suggestion.refresh_from_db()
    assert not suggestion.accepted
    assert not Event.objects.exists()


def test_every_task_made_is_told_and_then_the_acceptance(ann, mine):
    suggestion = suggested(mine, "a", "b")
    made = accept_suggestion(actor=ann, suggestion=suggestion)
    told = Event.objects.order_by("id")
    assert [(event.type, event.task_id) for event in told] == [
        (events.TASK_CREATED, made[0].pk),
        (events.TASK_CREATED, made[1].pk),
        (events.SUGGESTION_ACCEPTED, mine.pk),
    ]
    assert told[2].payload["made_ids"] == [task.pk for task in made]
    assert "dismissed_at" not in told[2].payload["suggestion"]


def test_dismissing_is_told_once_and_hides(ann, mine):
    suggestion = suggested(mine, "a")
    first = dismiss_suggestion(actor=ann, suggestion=suggestion)
    assert dismiss_suggestion(actor=ann, suggestion=suggestion).dismissed_at == first.dismissed_at
    (told,) = Event.objects.all()
    assert (told.type, told.task_id) == (events.SUGGESTION_DISMISSED, mine.pk)
    assert not Suggestion.objects.open().exists()


def test_a_suggestion_is_decided_once(ann, mine):
    gone, taken = suggested(mine, "a"), suggested(mine, "b")
    dismiss_suggestion(actor=ann, suggestion=gone)
    accept_suggestion(actor=ann, suggestion=taken)
    with pytest.raises(AlreadyDismissed):
        accept_suggestion(actor=ann, suggestion=gone)
    with pytest.raises(AlreadyAccepted):
        dismiss_suggestion(actor=ann, suggestion=taken)
    assert Task.objects.filter(parent=mine).count() == 1


def test_a_marked_reader_decides_nothing(ann, mine):
    bob = make_user("bob")
    mine.marked_users.add(bob)
    with pytest.raises(NotYoursToDecide):
        dismiss_suggestion(actor=bob, suggestion=suggested(mine, "a"))


def test_what_is_gone_cannot_be_dismissed(ann, mine):
    suggestion = suggested(mine, "a")
    Suggestion.objects.all().delete()
    with pytest.raises(SuggestionNotFound):
        dismiss_suggestion(actor=ann, suggestion=suggestion)


def outcomes(results):
    return sorted(type(each).__name__ for each in results)


@pytest.mark.django_db(transaction=True)
def test_of_many_who_accept_at_once_one_does(ann, mine):
    suggestion = suggested(mine, "a", "b")
    results = race(*[lambda: accept_suggestion(actor=ann, suggestion=suggestion)] * 6)
    assert outcomes(results) == ["AlreadyAccepted"] * 5 + ["list"]
    assert Task.objects.filter(parent=mine).count() == 2
    assert Event.objects.filter(type=events.SUGGESTION_ACCEPTED).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_accepting_and_dismissing_at_once_is_one_of_them(ann, mine, attempt):
    suggestion = suggested(mine, "a")
    accepted, dismissed = race(
        lambda: accept_suggestion(actor=ann, suggestion=suggestion),
        lambda: dismiss_suggestion(actor=ann, suggestion=suggestion),
    )
    suggestion.refresh_from_db()
    if suggestion.accepted:
        assert (suggestion.dismissed_at, type(dismissed)) == (None, AlreadyAccepted)
    else:
        assert (type(accepted), type(dismissed)) == (AlreadyDismissed, Suggestion)
    assert Task.objects.filter(parent=mine).count() == suggestion.accepted


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_a_task_deleted_meanwhile_leaves_nothing_half_made(ann, mine, attempt):
    suggestion = suggested(mine, "a", "b")
    accepted, deleted = race(
        lambda: accept_suggestion(actor=ann, suggestion=suggestion),
        lambda: delete_task(actor=ann, task=mine),
    )
    assert deleted is None
    left = list(Task.objects.values_list("title", "parent"))
    if isinstance(accepted, list):
        assert sorted(left) == [("a", None), ("b", None)]
    else:
        assert isinstance(accepted, SuggestionNotFound), accepted
        assert left == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_a_board_deleted_meanwhile_or_a_moved_task_is_no_deadlock(ann, attempt):
    board = make_board(ann)
    task = make_task(ann, board=board)
    suggestion = suggested(task, "a", "b")
    results = race(
        lambda: accept_suggestion(actor=ann, suggestion=suggestion),
        lambda: update_task(actor=ann, task=task, changes={"title": "New"}),
        lambda: analyse_task(actor=ann, task=task),
        lambda: delete_board(actor=ann, board=board),
    )
    assert not [each for each in results if isinstance(each, Exception)], results
    assert list(Task.objects.values_list("board", flat=True)) == [None] * 3
