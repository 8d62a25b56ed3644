import pytest

from suggestions import services
from suggestions.analysis import Analysis, Proposal
from suggestions.errors import AlreadyAccepted, NotYoursToDecide, SuggestionNotFound
from suggestions.models import Suggestion
from suggestions.services import accept_suggestion, analyse_task
from taskhub.errors import Invalid, RateLimited
from taskhub.testing.factories import make_board, make_task, make_user
from tasks import events
from tasks.errors import NotYourTask, TaskNotFound
from tasks.models import Event, Task
from tasks.services.tasks import create_task


@pytest.fixture
def ann(db):
    return make_user("ann")


@pytest.fixture
def mine(ann):
    return make_task(ann, title="Plan the party", description="- invite\n- cook\n- clean up")


def test_each_suggestion_is_stored_and_told_once(ann, mine):
    text, suggestions = analyse_task(actor=ann, task=mine, context="for ten people")
    assert text
    assert suggestions == list(Suggestion.objects.order_by("id"))
    told = Event.objects.order_by("id")
    assert [event.type for event in told] == [events.SUGGESTION_CREATED] * len(suggestions)
    assert [event.payload["suggestion"]["id"] for event in told] == [s.pk for s in suggestions]
    assert told[0].audience == [ann.pk]


@pytest.mark.parametrize("field", ["description", "context"])
def test_what_is_added_is_bounded(ann, mine, field):
    with pytest.raises(Invalid) as refused:
        analyse_task(actor=ann, task=mine, **{field: "x" * 10_001})
    assert list(refused.value.fields) == [field]


def test_analyses_are_limited_by_person(ann, mine, limits_on, settings):
    settings.TASKHUB_RATE_ANALYSE = (1, 60)
    bob = make_user("bob")
    analyse_task(actor=ann, task=mine)
    with pytest.raises(RateLimited):
        analyse_task(actor=ann, task=mine)
    analyse_task(actor=bob, task=make_task(bob))


def test_a_task_lost_while_thinking_keeps_nothing(ann, mine, monkeypatch):
    def lose(task, **given):
        Task.objects.all().delete()
        return Analysis("Well", [Proposal("Do it", [])])

    monkeypatch.setattr(services, "analyse", lose)
    with pytest.raises(TaskNotFound):
        analyse_task(actor=ann, task=mine)
    assert not Suggestion.objects.exists()


def test_rights_lost_while_thinking_keep_nothing(ann, mine, monkeypatch):
    bob = make_user("bob")
    Task.objects.update(assignee=bob)

    def lose(task, **given):
        Task.objects.update(assignee=None)
        return Analysis("Well", [Proposal("Do it", [])])

    monkeypatch.setattr(services, "analyse", lose)
    with pytest.raises(NotYourTask, match="analyze"):
        analyse_task(actor=bob, task=mine)
    assert not Suggestion.objects.exists()


def test_a_babbling_analysis_is_cut_to_what_fits(ann, mine, monkeypatch):
    sub_tasks = [{"title": "x" * 300, "description": "a\0\ud800b", "priority": "Urgent"}] * 99
    wild = Proposal("t" * 20_000, [{"title": " "}, *sub_tasks])
    monkeypatch.setattr(
        services, "analyse", lambda task, **given: Analysis("Well", [Proposal("", []), wild] * 50)
    )
    _, suggestions = analyse_task(actor=ann, task=mine)
    assert len(suggestions) == 5
    kept = Suggestion.objects.first()
    assert (len(kept.suggestion_text), len(kept.sub_tasks)) == (10_000, 49)
    assert kept.sub_tasks[0] == {"title": "x" * 255, "description": "ab", "priority": "Medium"}


def suggested(task, *titles):
    sub_tasks = [{"title": each, "description": "", "priority": "High"} for each in titles]
    return Suggestion.objects.create(
        task=task, user=task.author, suggestion_text="So", sub_tasks=sub_tasks
    )


def test_accepting_makes_the_sub_tasks_once(ann, mine):
    suggestion = suggested(mine, "invite", "cook")
    made = accept_suggestion(actor=ann, suggestion=suggestion)
    assert [(task.title, task.priority, task.parent_id) for task in made] == [
        ("invite", "High", mine.pk),
        ("cook", "High", mine.pk),
    ]
    with pytest.raises(AlreadyAccepted):
        accept_suggestion(actor=ann, suggestion=suggestion)
    assert Task.objects.filter(parent=mine).count() == 2
    told = Event.objects.get(type=events.SUGGESTION_ACCEPTED)
    assert told.payload["made_ids"] == [task.pk for task in made]
    assert told.payload["suggestion"]["accepted"] is True


def test_sub_tasks_go_where_the_one_who_accepts_may_put_them(ann):
    board = make_board(make_user("owner"))
    task = make_task(ann, board=board, visibility="team")
    (off,) = accept_suggestion(actor=ann, suggestion=suggested(task, "a"))
    (on,) = accept_suggestion(actor=board.owner, suggestion=suggested(task, "a"))
    assert (off.board_id, on.board_id) == (None, board.pk)
    assert (on.author, on.visibility) == (board.owner, "team")


def test_who_may_not_analyse_may_not_accept(ann, mine):
    bob = make_user("bob")
    mine.marked_users.add(bob)
    with pytest.raises(NotYoursToDecide):
        accept_suggestion(actor=bob, suggestion=suggested(mine, "a"))


def test_sub_tasks_too_deep_leave_nothing_half_made(ann):
    task = None
    for _ in range(20):
        task = create_task(actor=ann, title="T", parent=task)
    suggestion = suggested(task, "a", "b")
    with pytest.raises(Invalid):
        accept_suggestion(actor=ann, suggestion=suggestion)
    suggestion.refresh_from_db()
    assert not suggestion.accepted
    assert Task.objects.count() == 20


def test_a_suggestion_that_is_gone_is_not_found(ann, mine):
    suggestion = suggested(mine, "a")
    Suggestion.objects.all().delete()
    with pytest.raises(SuggestionNotFound):
        accept_suggestion(actor=ann, suggestion=suggestion)
    Task.objects.all().delete()
    with pytest.raises(SuggestionNotFound):
        accept_suggestion(actor=ann, suggestion=suggestion)
