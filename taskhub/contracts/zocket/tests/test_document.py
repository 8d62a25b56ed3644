"""zocket.txt, example by example: what it shows is what a client gets."""

import pytest

from taskhub.contracts.zocket import serializers
from taskhub.contracts.zocket.urls import contract
from taskhub.rest.schema import generate
from taskhub.testing.documents import operations, schema_operations, shape
from taskhub.testing.factories import make_task, make_user
from tasks.rows import TaskRow

pytestmark = pytest.mark.django_db

DOCUMENTED = {
    ("POST", "/api/auth/signup"),
    ("POST", "/api/auth/signin"),
    ("POST", "/api/v1/tasks"),
    ("GET", "/api/v1/tasks/{}"),
    ("PUT", "/api/v1/tasks/{}"),
    ("DELETE", "/api/v1/tasks/{}"),
    ("GET", "/api/v1/tasks"),
    ("POST", "/api/v1/tasks/{}/analyze"),
    ("GET", "/api/v1/user/{}"),
    ("GET", "/api/v1/user"),
}
SIGN_UP = {
    "email": "john@example.com",
    "password": "secure_password",
    "first_name": "John",
    "last_name": "Doe",
}
SIGN_IN = {"email": "john@example.com", "password": "secure_password"}
SIGNED_UP = {"user_id": 1, "token": "jwt_token", "message": "User created successfully"}
SIGNED_IN = {"user_id": 1, "token": "jwt_token", "message": "User signed in successfully"}
NEW_TASK = {
    "title": "Implement WebSocket",
    "description": "Add real-time updates using WebSocket",
    "priority": "High",
    "status": "ToDo",
    "assigned_to": 2,
}
CHANGE = {
    "title": "Implement WebSocket",
    "description": "Updated description",
    "priority": "Medium",
    "status": "InProgress",
    "assigned_to": 3,
}
TASK = {
    "id": 1,
    "title": "Implement WebSocket",
    "description": "Add real-time updates using WebSocket",
    "priority": "High",
    "status": "ToDo",
    "assigned_to": 2,
    "created_by": 1,
    "created_at": "2024-03-14T12:00:00Z",
    "updated_at": "2024-03-14T12:00:00Z",
}
LISTED = {
    "id": 6,
    "title": "play game",
    "priority": "Low",
    "status": "ToDo",
    "assigned_to": 1,
    "assigned_to_name": "Adarsh Jaiswal",
    "description": "want to play game",
    "created_by": 1,
    "created_at": "2025-03-20T22:02:44.380179Z",
    "updated_at": "2025-03-20T22:02:44.380179Z",
}
MORE = {
    "description": "Optional additional context for the task",
    "context": "Optional background information",
}
ANALYSIS = {
    "task_id": 1,
    "analysis": "Detailed analysis of the task complexity and requirements",
    "suggestions": [
        {
            "id": 1,
            "task_id": 1,
            "user_id": 1,
            "suggestion_text": "Detailed breakdown and recommendation",
            "sub_tasks": [
                {"title": "Subtask 1", "description": "Details", "priority": "High"},
                {"title": "Subtask 2", "description": "Details", "priority": "Medium"},
            ],
            "accepted": False,
            "created_at": "2024-03-14T12:00:00Z",
        }
    ],
}
USER = {
    "id": 1,
    "email": "john@example.com",
    "first_name": "John",
    "last_name": "Doe",
    "created_at": "2024-03-14T12:00:00Z",
    "logged_in_at": "2024-03-14T12:00:00Z",
}
LISTED_USER = {
    "id": 1,
    "email": "adarsh@example.com",
    "password": "",
    "first_name": "Adarsh",
    "last_name": "Jaiswal",
    "logged_in_at": "",
    "created_at": "",
}


@pytest.fixture
def john():
    return make_user("john", last_name="Doe", password="secure_password")


def test_what_is_served_is_what_is_documented():
    assert operations(contract) == DOCUMENTED


def test_the_schema_describes_the_documented_operations_without_a_warning(capsys):
    generate.cache_clear()
    assert schema_operations(generate(contract)) == DOCUMENTED
    assert capsys.readouterr().err == ""


def test_sign_up(zocket):
    response = zocket.post("/api/auth/signup", SIGN_UP)
    assert response.status_code == 201
    assert shape(response.json()) == shape(SIGNED_UP)
    assert response.json()["message"] == SIGNED_UP["message"]


def test_sign_in(zocket, john):
    response = zocket.post("/api/auth/signin", SIGN_IN)
    assert response.status_code == 200
    assert shape(response.json()) == shape(SIGNED_IN)
    assert response.json()["message"] == SIGNED_IN["message"]


def test_create_a_task(zocket, john):
    ritu = make_user("ritu")
    body = NEW_TASK | {"assigned_to": ritu.pk}
    response = zocket.as_(john).post("/api/v1/tasks", body)
    assert response.status_code == 201
    assert shape(response.json()) == shape(TASK)
    assert response.json().items() >= (body | {"created_by": john.pk}).items()


def test_read_a_task(zocket, john):
    task = make_task(john, assignee=john)
    response = zocket.as_(john).get(f"/api/v1/tasks/{task.pk}")
    assert response.status_code == 200
    assert shape(response.json()) == shape(TASK)


def test_update_a_task(zocket, john):
    task, ritu = make_task(john), make_user("ritu")
    body = CHANGE | {"assigned_to": ritu.pk}
    response = zocket.as_(john).put(f"/api/v1/tasks/{task.pk}", body)
    assert response.status_code == 200
    assert shape(response.json()) == shape(TASK)
    assert response.json().items() >= body.items()


def test_delete_a_task(zocket, john):
    response = zocket.as_(john).delete(f"/api/v1/tasks/{make_task(john).pk}")
    assert response.status_code == 200
    assert response.json() == {"message": "Task deleted successfully"}


def test_list_tasks(zocket, john):
    make_task(john, assignee=john)
    response = zocket.as_(john).get("/api/v1/tasks")
    assert response.status_code == 200
    assert shape(response.json()) == shape([LISTED])


def test_analyze_a_task(zocket, john):
    task = make_task(john, description="1. Draft the outline\n2. Ask for comments")
    response = zocket.as_(john).post(f"/api/v1/tasks/{task.pk}/analyze", MORE)
    assert response.status_code == 200
    assert shape(response.json()) == shape(ANALYSIS)


def test_read_a_user(zocket, john):
    response = zocket.as_(john).get(f"/api/v1/user/{john.pk}")
    assert response.status_code == 200
    assert shape(response.json()) == shape(USER)


def test_list_users(zocket, john):
    make_user("ritu")
    response = zocket.as_(john).get("/api/v1/user")
    assert response.status_code == 200
    assert shape(response.json()) == shape([LISTED_USER])
    assert {user[key] for user in response.json() for key in ("password", "created_at")} == {""}


def test_described_fields_are_the_fields_sent(john):
    row = TaskRow.of(make_task(john))
    listed = serializers.TaskListItem.of(row, people={})
    assert list(serializers.TaskOut.of(row)) == list(serializers.TaskOut().fields)
    assert set(listed) == set(serializers.TaskListItem().fields)
    assert list(serializers.UserOut.of(john)) == list(serializers.UserOut().fields)
    person = (1, "a@example.com", "A", "B")
    assert list(serializers.UserListItem.of(person)) == list(serializers.UserListItem().fields)
    assert set(ANALYSIS["suggestions"][0]) == set(serializers.SuggestionOut().fields)
