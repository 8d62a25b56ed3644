"""taskora.md, example by example: what it shows is what a client gets."""

import pytest

from taskhub.contracts.taskora.serializers import TaskOut
from taskhub.contracts.taskora.urls import contract
from taskhub.rest.schema import generate
from taskhub.testing.documents import operations, schema_operations, shape
from taskhub.testing.factories import make_task, make_user
from tasks.rows import TaskRow

pytestmark = pytest.mark.django_db

DOCUMENTED = {
    ("GET", "/api/{}/tasks"),
    ("POST", "/api/{}/tasks"),
    ("GET", "/api/{}/tasks/{}"),
    ("PUT", "/api/{}/tasks/{}"),
    ("DELETE", "/api/{}/tasks/{}"),
    ("PATCH", "/api/{}/tasks/{}/complete"),
    ("POST", "/api/auth/register"),
    ("POST", "/api/auth/login"),
    ("POST", "/api/auth/logout"),
}
TASK = {
    "id": 1,
    "user_id": "user123",
    "title": "Sample task",
    "description": "Task description",
    "completed": False,
    "created_at": "2026-01-11T10:00:00Z",
    "updated_at": "2026-01-11T10:00:00Z",
}
NEW_TASK = {"title": "New task title", "description": "Optional task description"}
CHANGE = {
    "title": "Updated task title",
    "description": "Updated task description",
    "completed": True,
}
REGISTER = {"email": "user@example.com", "name": "John Doe", "password": "secure_password"}
REGISTERED = {
    "success": True,
    "data": {"user_id": "user123", "email": "user@example.com", "name": "John Doe"},
    "message": "User registered successfully",
}
LOGIN = {"email": "user@example.com", "password": "secure_password"}
LOGGED_IN = {
    "success": True,
    "data": {"access_token": "jwt_token_here", "token_type": "bearer"},
    "message": "Login successful",
}


@pytest.fixture
def john():
    return make_user("john", email="user@example.com", password="secure_password")


def done(message: str) -> dict[str, object]:
    return {"success": True, "data": TASK, "message": message}


def test_what_is_served_is_what_is_documented():
    assert operations(contract) == DOCUMENTED


def test_the_schema_describes_the_documented_operations_without_a_warning(capsys):
    generate.cache_clear()
    assert schema_operations(generate(contract)) == DOCUMENTED
    assert capsys.readouterr().err == ""


def test_list_tasks(taskora, john):
    make_task(john)
    response = taskora.as_(john).get(f"/api/{john.pk}/tasks")
    assert response.status_code == 200
    assert shape(response.json()) == shape({"success": True, "data": [TASK]})


def test_create_a_task(taskora, john):
    response = taskora.as_(john).post(f"/api/{john.pk}/tasks", NEW_TASK)
    answer = response.json()
    assert response.status_code == 201
    assert shape(answer) == shape(done("Task created successfully"))
    assert answer["message"] == "Task created successfully"
    assert answer["data"].items() >= (NEW_TASK | {"user_id": str(john.pk)}).items()


def test_read_a_task(taskora, john):
    response = taskora.as_(john).get(f"/api/{john.pk}/tasks/{make_task(john).pk}")
    assert response.status_code == 200
    assert shape(response.json()) == shape({"success": True, "data": TASK})


def test_update_a_task(taskora, john):
    response = taskora.as_(john).put(f"/api/{john.pk}/tasks/{make_task(john).pk}", CHANGE)
    answer = response.json()
    assert response.status_code == 200
    assert shape(answer) == shape(done("Task updated successfully"))
    assert answer["message"] == "Task updated successfully"
    assert answer["data"].items() >= CHANGE.items()


def test_delete_a_task(taskora, john):
    response = taskora.as_(john).delete(f"/api/{john.pk}/tasks/{make_task(john).pk}")
    assert response.status_code == 200
    assert response.json() == {"success": True, "message": "Task deleted successfully"}


def test_complete_a_task(taskora, john):
    path = f"/api/{john.pk}/tasks/{make_task(john).pk}/complete"
    response = taskora.as_(john).patch(path, {"completed": True})
    assert response.status_code == 200
    assert shape(response.json()) == shape(done("Task completion status updated"))
    assert response.json()["message"] == "Task completion status updated"
    assert response.json()["data"]["completed"] is True


def test_register(taskora):
    response = taskora.post("/api/auth/register", REGISTER)
    answer = response.json()
    assert response.status_code == 201
    assert shape(answer) == shape(REGISTERED)
    assert answer["data"].pop("user_id").isdigit()
    assert answer == {**REGISTERED, "data": {"email": "user@example.com", "name": "John Doe"}}


def test_log_in(taskora, john):
    response = taskora.post("/api/auth/login", LOGIN)
    assert response.status_code == 200
    assert shape(response.json()) == shape(LOGGED_IN)
    assert response.json()["message"] == LOGGED_IN["message"]
    assert response.json()["data"]["token_type"] == "bearer"


def test_log_out(taskora, john):
    response = taskora.as_(john).post("/api/auth/logout")
    assert response.status_code == 200
    assert response.json() == {"success": True, "message": "Logged out successfully"}


def test_described_fields_are_the_fields_sent(john):
    assert list(TaskOut.of(TaskRow.of(make_task(john)))) == list(TaskOut().fields)
