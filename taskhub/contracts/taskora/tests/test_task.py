"""/api/{user_id}/tasks/{id}"""

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from tasks.models import Task, TaskStatus

pytestmark = pytest.mark.django_db

METHODS = ["GET", "PUT", "DELETE"]
NOT_FOUND = {"success": False, "error": {"code": "NOT_FOUND", "message": "Task not found"}}


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def path(ann):
    return f"/api/{ann.pk}/tasks/{make_task(ann).pk}"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", [*UNFIT_IDS, "987654", str(2**63 - 1)])
def test_a_task_that_is_not_there_is_not_found(taskora, ann, method, number):
    response = taskora.as_(ann).request(method, f"/api/{ann.pk}/tasks/{number}", {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["assignee", "owner", "member", "marked", "outsider"])
def test_a_task_that_somebody_else_wrote_is_not_found(taskora, person, task, method, who):
    caller = person(who)
    response = taskora.as_(caller).request(method, f"/api/{caller.pk}/tasks/{task.pk}", {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND
    assert Task.objects.filter(pk=task.pk, version=1).exists()


def test_reading_takes_two_queries(taskora, ann, path, django_assert_num_queries):
    client = taskora.as_(ann)
    # The session and its person; the task with its status.
    with django_assert_num_queries(2):
        client.get(path)


@pytest.mark.parametrize(
    ("field", "value"), [("title", "Changed"), ("description", "More"), ("completed", True)]
)
def test_any_field_can_be_changed_alone(taskora, ann, path, field, value):
    client = taskora.as_(ann)
    before = client.get(path).json()["data"]
    after = client.put(path, {field: value}).json()["data"]
    assert after[field] == value
    assert {name for name in before if before[name] != after[name]} == {field, "updated_at"}


def test_an_empty_object_changes_nothing(taskora, ann, path):
    client = taskora.as_(ann)
    before = client.get(path).json()["data"]
    response = client.put(path, {})
    assert response.status_code == 200
    assert response.json()["data"] == before


def test_a_task_on_the_right_side_keeps_its_status(taskora, ann):
    review = TaskStatus.objects.create(name="In review", slug="in-review", category="InProgress")
    task = make_task(ann, status=review)
    body = {"title": "Changed", "completed": False}
    taskora.as_(ann).put(f"/api/{ann.pk}/tasks/{task.pk}", body)
    task.refresh_from_db()
    assert (task.title, task.status) == ("Changed", review)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", 7),
        ("title", "x" * 256),
        ("description", None),
        ("completed", "true"),
        ("completed", 1),
        ("completed", None),
    ],
)
def test_a_bad_field_is_refused_and_changes_nothing(taskora, ann, path, field, value):
    body = {"title": "Changed", field: value}
    response = taskora.as_(ann).put(path, body)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"
    assert response.json()["error"]["message"].startswith(f"{field}: ")
    assert not Task.objects.filter(title="Changed").exists()


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(taskora, ann, path, body):
    response = taskora.as_(ann).put(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"


@pytest.mark.parametrize(
    ("tag", "status"), [('"1"', 200), ("*", 200), ('"2"', 412), ('"elsewhere"', 412)]
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_version_that_is_not_the_present_one_is_refused(taskora, ann, path, method, tag, status):
    client = taskora.as_(ann)
    response = client.request(method, path, {"title": "New"}, headers={"If-Match": tag})
    assert response.status_code == status
    assert status == 200 or response.json()["error"]["code"] == "PRECONDITION_FAILED"


def test_the_etag_follows_the_changes(taskora, ann, path):
    client = taskora.as_(ann)
    assert client.get(path)["ETag"].startswith('"1.')
    assert client.put(path, {"title": "Changed"})["ETag"] == '"2"'


def test_a_deleted_task_is_gone(taskora, ann, path):
    client = taskora.as_(ann)
    client.delete(path)
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == NOT_FOUND
