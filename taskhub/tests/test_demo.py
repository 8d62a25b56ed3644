"""`manage.py demo` (README.md)."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from accounts.services import check_credentials
from comments.models import Comment
from suggestions.models import Suggestion
from taskhub import sample
from tasks.models import Event, Favourite, Task


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def counts() -> list[int]:
    models = (User, Task, Comment, Suggestion, Favourite, Event)
    return [model.objects.count() for model in models]


def test_everybody_it_names_can_sign_in_as_it_says(db):
    said = demo()
    assert sample.PASSWORD in said
    for person in sample.PEOPLE:
        assert person.email in said
        user = check_credentials(email=person.email, password=sample.PASSWORD, peer=None)
        assert Task.objects.visible_to(user).exists()
        assert not user.is_superuser


def test_a_second_time_adds_nothing(db):
    demo()
    before = counts()
    assert all(before)
    assert "0 sample tasks added" in demo()
    assert counts() == before


def test_what_it_makes_is_in_the_log_like_all_else(db):
    demo()
    assert set(Event.objects.values_list("type", flat=True)) == {
        "task_created",
        "comment_created",
        "suggestion_created",
        "suggestion_accepted",
    }


def test_one_suggestion_is_begun_with(db):
    demo()
    (begun,) = Suggestion.objects.filter(accepted=True)
    (step,) = Task.objects.filter(parent=begun.task)
    assert step.title == begun.sub_tasks[0]["title"] == "Сравнить трёх провайдеров"
    assert step.board == begun.task.board


def test_production_has_no_sample_people(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        demo()
    assert not User.objects.exists()


def test_somebody_who_left_is_not_brought_back(db):
    demo()
    User.objects.filter(email="boris@example.com").update(is_active=False)
    Task.objects.all().delete()
    with pytest.raises(CommandError, match="does not fit"):
        demo()
