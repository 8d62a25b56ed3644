"""todo.md, example by example: what it shows is what a client gets."""

import pytest

from taskhub.contracts.todo.serializers import TaskOut
from taskhub.contracts.todo.urls import contract
from taskhub.rest.schema import generate
from taskhub.testing.documents import operations, schema_operations, shape
from taskhub.testing.factories import make_task, make_user
from tasks.rows import TaskRow

pytestmark = pytest.mark.django_db

DOCUMENTED = {
    ("POST", "/api/{}/tasks"),
    ("GET", "/api/{}/tasks"),
    ("GET", "/api/{}/tasks/{}"),
    ("PUT", "/api/{}/tasks/{}"),
    ("DELETE", "/api/{}/tasks/{}"),
    ("PATCH", "/api/{}/tasks/{}/complete"),
}
# The document gives types in place of values; these are values of those types.
NEW_TASK = {"title": "string", "description": "string"}
TASK = {
    "id": 1,
    "user_id": "string",
    "title": "string",
    "description": "string",
    "completed": False,
    "created_at": "2026-01-03T10:00:00Z",
    "updated_at": "2026-01-03T10:00:00Z",
}
LIST = {"tasks": [TASK], "total_count": 1, "completed_count": 0, "pending_count": 1}
FAILURE = {
    "error": {
        "code": "error_code_string",
        "message": "human_readable_error_message",
        "details": {"title": "optional_error_details"},
    }
}


@pytest.fixture
def ann():
    return make_user("ann")


def test_what_is_served_is_what_is_documented():
    assert operations(contract) == DOCUMENTED


def test_the_schema_describes_the_documented_operations_without_a_warning(capsys):
    generate.cache_clear()
    assert schema_operations(generate(contract)) == DOCUMENTED
    assert capsys.readouterr().err == ""


def test_create_a_task(todo, ann):
    response = todo.as_(ann).post(f"/api/{ann.pk}/tasks", NEW_TASK)
    assert response.status_code == 201
    assert shape(response.json()) == shape(TASK)
    assert response.json().items() >= (NEW_TASK | {"user_id": str(ann.pk)}).items()


def test_list_tasks(todo, ann):
    make_task(ann)
    response = todo.as_(ann).get(f"/api/{ann.pk}/tasks")
    assert response.status_code == 200
    assert shape(response.json()) == shape(LIST)


def test_read_a_task(todo, ann):
    response = todo.as_(ann).get(f"/api/{ann.pk}/tasks/{make_task(ann).pk}")
    assert response.status_code == 200
    assert shape(response.json()) == shape(TASK)


def test_update_a_task(todo, ann):
    response = todo.as_(ann).put(f"/api/{ann.pk}/tasks/{make_task(ann).pk}", NEW_TASK)
    assert response.status_code == 200
    assert shape(response.json()) == shape(TASK)
    assert response.json().items() >= NEW_TASK.items()


def test_delete_a_task(todo, ann):
    response = todo.as_(ann).delete(f"/api/{ann.pk}/tasks/{make_task(ann).pk}")
    assert response.status_code == 200
    assert response.json() == {"message": "Task deleted successfully"}


def test_complete_a_task(todo, ann):
    path = f"/api/{ann.pk}/tasks/{make_task(ann).pk}/complete"
    response = todo.as_(ann).patch(path, {"completed": True})
    assert response.status_code == 200
    assert shape(response.json()) == shape(TASK)
    assert response.json()["completed"] is True


def test_a_failure(todo, ann):
    response = todo.as_(ann).post(f"/api/{ann.pk}/tasks", {"title": ""})
    assert response.status_code == 400
    assert shape(response.json()) == shape(FAILURE)


def test_described_fields_are_the_fields_sent(ann):
    assert list(TaskOut.of(TaskRow.of(make_task(ann)))) == list(TaskOut().fields)
