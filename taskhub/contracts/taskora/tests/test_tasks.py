"""/api/{user_id}/tasks"""

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES
from tasks.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def path(ann):
    return f"/api/{ann.pk}/tasks"


def titles(response) -> list[str]:
    return [task["title"] for task in response.json()["data"]]


# The list


def test_the_list_holds_what_the_caller_wrote_newest_first(taskora, ann, path):
    bob = make_user("bob")
    make_task(ann, "First")
    make_task(ann, "Second")
    make_task(bob, "Bob's", assignee=ann, visibility="team")
    assert titles(taskora.as_(ann).get(path)) == ["Second", "First"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("true", ["Done"]),
        ("TRUE", ["Done"]),
        ("1", ["Done"]),
        ("false", ["Open"]),
        ("False", ["Open"]),
        ("0", ["Open"]),
    ],
)
def test_the_list_can_be_of_one_side(taskora, ann, path, value, expected):
    make_task(ann, "Open")
    make_task(ann, "Done", category="Done")
    assert titles(taskora.as_(ann).get(f"{path}?completed={value}")) == expected


@pytest.mark.parametrize("value", ["", "%20", "yes", "2", "null", "%00", "true&completed=true"])
def test_another_filter_is_refused(taskora, ann, path, value):
    response = taskora.as_(ann).get(f"{path}?completed={value}")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"
    assert response.json()["error"]["message"].startswith("completed: ")


def test_an_unknown_parameter_is_ignored(taskora, ann, path):
    assert taskora.as_(ann).get(f"{path}?colour=").status_code == 200


def test_the_list_ends_at_the_ceiling(taskora, ann, path, settings):
    settings.TASKHUB_LIST_CEILING = 1
    make_task(ann, "First")
    make_task(ann, "Second")
    assert titles(taskora.as_(ann).get(path)) == ["Second"]


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_two_queries(taskora, ann, path, count, django_assert_num_queries):
    for number in range(count):
        make_task(ann, f"Task {number}")
    client = taskora.as_(ann)
    # The session and its person; the tasks with their categories.
    with django_assert_num_queries(2):
        assert len(client.get(path).json()["data"]) == count


# Creating


def test_a_title_is_enough(taskora, ann, path):
    answer = taskora.as_(ann).post(path, {"title": "  Read mail "}).json()
    task = Task.objects.get(pk=answer["data"]["id"])
    assert (task.title, task.description, task.author) == ("Read mail", "", ann)
    assert task.visibility == "participants"
    assert not task.completed


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", None),
        ("title", 1),
        ("title", " "),
        ("title", "x" * 256),
        ("description", 1),
        ("description", None),
        ("description", "x" * 10_001),
    ],
)
def test_a_bad_field_is_refused_by_its_name(taskora, ann, path, field, value):
    response = taskora.as_(ann).post(path, {"title": "Read mail"} | {field: value})
    assert response.status_code == 400
    assert response.json()["success"] is False
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"
    assert response.json()["error"]["message"].startswith(f"{field}: ")
    assert not Task.objects.exists()


def test_a_missing_title_is_refused(taskora, ann, path):
    response = taskora.as_(ann).post(path, {})
    assert response.status_code == 400
    assert response.json() == {
        "success": False,
        "error": {"code": "VALIDATION_ERROR", "message": "title: This field is required."},
    }


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(taskora, ann, path, body):
    response = taskora.as_(ann).post(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"


def test_unknown_keys_write_nothing(taskora, ann, path):
    body = {"title": "Read mail", "id": 77, "user_id": "77", "completed": True}
    answer = taskora.as_(ann).post(path, body).json()["data"]
    assert answer["id"] != 77
    assert (answer["user_id"], answer["completed"]) == (str(ann.pk), False)


def test_a_new_task_has_an_etag(taskora, ann, path):
    assert taskora.as_(ann).post(path, {"title": "Read mail"})["ETag"] == '"1"'
