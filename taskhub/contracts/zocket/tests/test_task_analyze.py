"""/api/v1/tasks/:id/analyze"""

import pytest

from suggestions.models import Suggestion
from taskhub.testing.factories import make_task
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from tasks.models import Event, Task

pytestmark = pytest.mark.django_db


def path(task: Task) -> str:
    return f"/api/v1/tasks/{task.pk}/analyze"


@pytest.mark.parametrize("body", [None, b""])
def test_the_body_may_be_missing(zocket, person, task, body):
    extra = {} if body is None else {"data": body, "content_type": "application/json"}
    response = zocket.as_(person("author")).post(path(task), **extra)
    assert response.status_code == 200
    assert response.json()["task_id"] == task.pk


def test_every_suggestion_is_stored_and_announced_once(zocket, person, task):
    answer = zocket.as_(person("author")).post(path(task), {}).json()
    told = [suggestion["id"] for suggestion in answer["suggestions"]]
    stored = Suggestion.objects.filter(task=task, user=person("author"), accepted=False)
    assert sorted(told) == sorted(stored.values_list("pk", flat=True))
    assert Event.objects.filter(type="suggestion_created").count() == len(told) >= 1


def test_what_the_caller_adds_is_taken_in(zocket, person):
    task = make_task(person("author"), "Prepare the release")
    steps = "1. Write the notes\n2. Tag the commit"
    answer = zocket.as_(person("author")).post(path(task), {"description": steps}).json()
    titles = [each["title"] for found in answer["suggestions"] for each in found["sub_tasks"]]
    assert {"Write the notes", "Tag the commit"} <= set(titles)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("author", 200),
        ("assignee", 200),
        ("owner", 200),
        ("member", 200),
        ("marked", 403),
        ("outsider", 404),
    ],
)
def test_whoever_may_update_a_task_may_analyze_it(zocket, person, task, who, status):
    response = zocket.as_(person(who)).post(path(task), {})
    assert response.status_code == status
    assert Suggestion.objects.exists() == (status == 200)


def test_a_reader_of_the_teams_is_refused_before_the_body_is_read(zocket, person):
    task = make_task(person("author"), visibility="team")
    client = zocket.as_(person("outsider"))
    response = client.post(path(task), data=b"{", content_type="application/json")
    assert response.status_code == 403
    assert response.json() == {"error": "Not authorized to analyze this task"}


@pytest.mark.parametrize("unfit", UNFIT_IDS)
def test_what_is_no_id_is_said_to_be_none(zocket, person, unfit):
    response = zocket.as_(person("author")).post(f"/api/v1/tasks/{unfit}/analyze", {})
    assert response.status_code == 400
    assert response.json() == {"error": "Invalid task ID"}


def test_an_unknown_task_is_not_found(zocket, person):
    response = zocket.as_(person("author")).post("/api/v1/tasks/987654/analyze", {})
    assert response.status_code == 404
    assert response.json() == {"error": "Task not found"}


@pytest.mark.parametrize("field", ["description", "context"])
@pytest.mark.parametrize("value", [1, None, [], True, "x" * 10_001])
def test_a_bad_field_is_refused_by_its_name(zocket, person, task, field, value):
    response = zocket.as_(person("author")).post(path(task), {field: value})
    assert response.status_code == 400
    assert response.json()["message"].startswith(f"{field}: ")
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize(
    "body", [body for body in BROKEN_BODIES.values() if body], ids=list(BROKEN_BODIES)[1:]
)
def test_a_broken_body_is_refused(zocket, person, task, body):
    client = zocket.as_(person("author"))
    response = client.post(path(task), data=body, content_type="application/json")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "message"}


def test_too_many_analyses_have_to_wait(zocket, person, task, settings, limits_on):
    settings.TASKHUB_RATE_ANALYSE = (1, 3600)
    client = zocket.as_(person("author"))
    client.post(path(task))
    response = client.post(path(task))
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 3600
    assert set(response.json()) == {"error"}
