"""Suggestions in the admin."""

import pytest

from suggestions import services
from suggestions.errors import SuggestionNotFound
from suggestions.models import Suggestion
from taskhub.errors import NotAllowed
from taskhub.testing.admin import make_admin
from taskhub.testing.factories import make_task, make_user
from tasks.models import Event, Task

pytestmark = pytest.mark.django_db

SUGGESTIONS = "suggestions/suggestion/"


@pytest.fixture
def boss():
    return make_admin()


def make_suggestion(title="Dig"):
    task = make_task(make_user(), title)
    steps = [{"title": "<i>Spade</i>", "description": "", "priority": "Low"}]
    return Suggestion.objects.create(
        task=task, user=task.author, suggestion_text="First a spade", sub_tasks=steps
    )


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(boss, rows, django_assert_num_queries):
    for _ in range(rows):
        make_suggestion()
    # Signing in takes three; the count and the page of rows.
    with django_assert_num_queries(5):
        assert len(boss.get(SUGGESTIONS).context["cl"].result_list) == rows


@pytest.mark.parametrize(
    "query",
    [{"q": "spade"}, {"q": "dig"}, {"accepted__exact": "0"}, {"dismissed_at__isempty": "1"}],
)
def test_a_suggestion_is_found(boss, query):
    made = make_suggestion()
    assert list(boss.get(SUGGESTIONS, **query).context["cl"].result_list) == [made]


def test_a_suggestion_is_read_escaped_and_not_written(boss):
    page = f"{SUGGESTIONS}{make_suggestion().pk}/change/"
    shown = boss.get(page).content.decode()
    assert "&lt;i&gt;Spade&lt;/i&gt;" in shown
    assert boss.post(page, accepted="on").status_code == 403
    assert boss.get(f"{SUGGESTIONS}add/").status_code == 403


@pytest.mark.parametrize("how", ["page", "list"])
def test_a_suggestion_is_removed_with_its_event(boss, how):
    made = make_suggestion()
    if how == "page":
        boss.post(f"{SUGGESTIONS}{made.pk}/delete/", post="yes")
    else:
        boss.choose(SUGGESTIONS, "delete_selected", made, post="yes")
    assert not Suggestion.objects.exists()
    assert Task.objects.exists()
    event = Event.objects.get()
    assert (event.type, event.actor, event.task_id) == (
        "suggestion_deleted",
        boss.user,
        made.task_id,
    )
    assert event.payload["suggestion"]["suggestion_text"] == "First a spade"


def test_only_a_superuser_removes_one(boss):
    made = make_suggestion()
    with pytest.raises(NotAllowed):
        services.delete_suggestion(actor=made.user, suggestion=made)
    services.delete_suggestion(actor=boss.user, suggestion=made)
    made.pk = 1
    with pytest.raises(SuggestionNotFound):
        services.delete_suggestion(actor=boss.user, suggestion=made)
