import pytest
from django.test import Client
from django.urls import reverse

from suggestions.models import Suggestion
from taskhub.testing.factories import ROLES
from tasks.models import Task

PARTS = [{"title": f"Part {name}", "description": "", "priority": "High"} for name in "ABC"]
MAY = {"author", "assignee", "owner", "member"}


@pytest.fixture
def suggestion(person, task):
    text = "Do **this** <script>alert(1)</script>"
    return Suggestion.objects.create(
        task=task, user=person("author"), suggestion_text=text, sub_tasks=PARTS
    )


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def send(user, name, pk, **data):
    return signed_in(user).post(reverse(f"suggestions:{name}", args=[pk]), data)


def task_page(user, task):
    return signed_in(user).get(reverse("tasks:task", args=[task.pk])).content.decode()


@pytest.mark.parametrize("role", ROLES)
def test_who_may_analyse_does(person, task, role):
    response = send(person(role), "analyse", task.pk, context="It is for the board")
    expected = 200 if role in MAY else 404 if role == "outsider" else 403
    assert response.status_code == expected
    assert Suggestion.objects.exists() is (role in MAY)
    if role in MAY:
        assert "suggestion" in response.content.decode()
        assert "Make the ticked ones" in task_page(person(role), task)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ["accept", "dismiss"])
def test_who_may_decide_does(person, task, suggestion, role, name):
    response = send(person(role), name, suggestion.pk, part="2")
    assert response.status_code == (302 if role in MAY else 404 if role == "outsider" else 403)
    suggestion.refresh_from_db()
    assert bool(suggestion.accepted or suggestion.dismissed_at) is (role in MAY)


def test_the_ticked_ones_become_tasks(person, task, suggestion):
    response = send(person("author"), "accept", suggestion.pk, part=["1", "3"])
    assert response.url == f"/tasks/{task.pk}/#suggestions"
    made = Task.objects.filter(parent=task).order_by("id")
    assert [each.title for each in made] == ["Part A", "Part C"]
    assert "Accepted" in task_page(person("author"), task)


@pytest.mark.parametrize("part", [[], ["4"], ["x"], ["0"], ["-1"]])
def test_a_choice_that_is_none_makes_nothing(person, task, suggestion, part):
    assert send(person("author"), "accept", suggestion.pk, part=part).status_code == 302
    assert not Task.objects.filter(parent=task).exists()


def test_deciding_twice_is_said_and_makes_nothing(person, task, suggestion):
    for _ in range(2):
        send(person("author"), "accept", suggestion.pk, part="1")
    assert Task.objects.filter(parent=task).count() == 1
    assert send(person("author"), "dismiss", suggestion.pk).status_code == 302


def test_a_dismissed_one_is_out_of_the_way(person, task, suggestion):
    assert "Do <strong>this</strong>" in task_page(person("marked"), task)
    send(person("author"), "dismiss", suggestion.pk)
    assert "Do <strong>this</strong>" not in task_page(person("marked"), task)


def test_what_is_suggested_does_no_harm(person, task, suggestion):
    assert "<script>alert" not in task_page(person("author"), task)


def test_too_many_analyses_are_said(person, task, limits_on, settings):
    settings.TASKHUB_RATE_ANALYSE = (1, 3600)
    client = signed_in(person("author"))
    address = reverse("suggestions:analyse", args=[task.pk])
    assert client.post(address).status_code == 200
    assert client.post(address).status_code == 302
    assert "too often" in client.get(reverse("tasks:task", args=[task.pk])).content.decode()


def test_cross_site_forms_are_refused(person, task, suggestion):
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("author"))
    for name, pk in (("analyse", task.pk), ("accept", suggestion.pk), ("dismiss", suggestion.pk)):
        assert client.post(reverse(f"suggestions:{name}", args=[pk])).status_code == 403
