"""/api/{user_id}/tasks/{id}"""

import pytest

from taskhub.testing.factories import make_task, make_user
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS
from tasks.models import Task

pytestmark = pytest.mark.django_db

METHODS = ["GET", "PUT", "DELETE"]
NOT_FOUND = {"error": {"code": "not_found", "message": "Task not found", "details": None}}


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def path(ann):
    return f"/api/{ann.pk}/tasks/{make_task(ann).pk}"


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("number", [*UNFIT_IDS, "987654", str(2**63 - 1)])
def test_a_task_that_is_not_there_is_not_found(todo, ann, method, number):
    response = todo.as_(ann).request(method, f"/api/{ann.pk}/tasks/{number}", {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["assignee", "owner", "member", "marked", "outsider"])
def test_a_task_that_somebody_else_wrote_is_not_found(todo, person, task, method, who):
    caller = person(who)
    response = todo.as_(caller).request(method, f"/api/{caller.pk}/tasks/{task.pk}", {})
    assert response.status_code == 404
    assert response.json() == NOT_FOUND
    assert Task.objects.filter(pk=task.pk, version=1).exists()


def test_reading_takes_two_queries(todo, ann, path, django_assert_num_queries):
    client = todo.as_(ann)
    # The session and its person; the task with its status.
    with django_assert_num_queries(2):
        client.get(path)


@pytest.mark.parametrize(("field", "value"), [("title", "Changed"), ("description", "More")])
def test_either_field_can_be_changed_alone(todo, ann, path, field, value):
    client = todo.as_(ann)
    before = client.get(path).json()
    after = client.put(path, {field: value}).json()
    assert after[field] == value
    assert {name for name in before if before[name] != after[name]} == {field, "updated_at"}


@pytest.mark.parametrize("body", [{}, {"completed": True, "user_id": "7"}])
def test_what_is_no_field_of_the_document_changes_nothing(todo, ann, path, body):
    client = todo.as_(ann)
    before = client.get(path).json()
    response = client.put(path, body)
    assert response.status_code == 200
    assert response.json() == before


def test_longer_texts_of_another_door_can_be_read_toggled_and_partly_changed(todo, ann):
    task = make_task(ann, "x" * 255, description="y" * 10_000)
    client, path = todo.as_(ann), f"/api/{ann.pk}/tasks/{task.pk}"
    assert client.get(path).json()["title"] == "x" * 255
    assert client.patch(f"{path}/complete").json()["completed"] is True
    answer = client.put(path, {"description": "Shorter"}).json()
    assert (answer["title"], answer["description"]) == ("x" * 255, "Shorter")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", 7),
        ("title", None),
        ("title", "x" * 201),
        ("description", None),
        ("description", "x" * 1001),
    ],
)
def test_a_bad_field_is_refused_and_changes_nothing(todo, ann, path, field, value):
    other = {"title": {"description": "Changed"}, "description": {"title": "Changed"}}[field]
    response = todo.as_(ann).put(path, {**other, field: value})
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"
    assert set(response.json()["error"]["details"]) == {field}
    assert ann.authored_tasks.get().version == 1


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(todo, ann, path, body):
    response = todo.as_(ann).put(path, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "invalid_input"
    assert set(response.json()["error"]["details"] or {"title"}) == {"title"}


@pytest.mark.parametrize(
    ("tag", "status"), [('"1"', 200), ("*", 200), ('"2"', 412), ('"elsewhere"', 412)]
)
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_a_version_that_is_not_the_present_one_is_refused(todo, ann, path, method, tag, status):
    client = todo.as_(ann)
    response = client.request(method, path, {"title": "New"}, headers={"If-Match": tag})
    assert response.status_code == status
    assert status == 200 or response.json()["error"]["code"] == "precondition_failed"


def test_the_etag_follows_the_changes(todo, ann, path):
    client = todo.as_(ann)
    assert client.get(path)["ETag"].startswith('"1.')
    assert client.put(path, {"title": "Changed"})["ETag"] == '"2"'


def test_a_deleted_task_is_gone(todo, ann, path):
    client = todo.as_(ann)
    client.delete(path)
    response = client.get(path)
    assert response.status_code == 404
    assert response.json() == NOT_FOUND
