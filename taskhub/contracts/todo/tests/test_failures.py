"""What is the same on every path of todo: who is refused, and in which words."""

import pytest
from django.db import OperationalError

from taskhub.contracts.todo.urls import contract
from taskhub.testing.documents import operations
from taskhub.testing.factories import make_task, make_user
from tasks.models import Task
from tasks.services import tasks

pytestmark = pytest.mark.django_db

PERSONAL = [
    ("GET", "/api/{}/tasks"),
    ("POST", "/api/{}/tasks"),
    ("GET", "/api/{}/tasks/1"),
    ("PUT", "/api/{}/tasks/1"),
    ("DELETE", "/api/{}/tasks/1"),
    ("PATCH", "/api/{}/tasks/1/complete"),
]
ALLOWED = {
    "/api/1/tasks": {"GET", "HEAD", "POST"},
    "/api/1/tasks/1": {"GET", "HEAD", "PUT", "DELETE"},
    "/api/1/tasks/1/complete": {"PATCH"},
}
REFUSED = [
    (path, method)
    for path, allowed in ALLOWED.items()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
    if method not in allowed
]


@pytest.fixture
def ann():
    return make_user("ann")


def code_of(response) -> str:
    answer = response.json()
    assert set(answer) == {"error"}
    assert set(answer["error"]) == {"code", "message", "details"}
    code: str = answer["error"]["code"]
    return code


@pytest.mark.parametrize(("method", "path"), PERSONAL)
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer a.b.c", "Basic YTpi", "Bearer a b"])
def test_without_a_good_token_nobody_gets_in(todo, ann, method, path, header):
    headers = {"Authorization": header}
    response = todo.request(method, path.format(ann.pk), {}, headers=headers)
    assert response.status_code == 401
    assert code_of(response) == "unauthorized"
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), PERSONAL)
@pytest.mark.parametrize("number", ["{bob}", "987654", "0{ann}", "+{ann}", "abc", "me", "1.0"])
def test_any_user_id_but_ones_own_is_refused_before_all_else(todo, ann, method, path, number):
    number = number.format(ann=ann.pk, bob=make_user("bob").pk)
    response = todo.as_(ann).request(method, path.format(number) + "?completed=", data=b"{")
    assert response.status_code == 403
    assert code_of(response) == "forbidden"


@pytest.mark.parametrize(("path", "method"), REFUSED)
def test_an_undocumented_method_is_refused_with_those_allowed(todo, path, method):
    response = todo.request(method, path)
    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == ALLOWED[path]
    assert code_of(response) == "method_not_allowed"


@pytest.mark.parametrize("path", ["/", "/api", "/api/1/tasks/1/complete/x", "/api/auth/login"])
@pytest.mark.parametrize("method", ["GET", "POST", "BREW"])
def test_an_unknown_path_is_not_found_in_todos_words(todo, path, method):
    response = todo.request(method, path)
    assert response.status_code == 404
    assert code_of(response) == "not_found"


@pytest.mark.parametrize("path", ALLOWED)
def test_a_slash_more_is_forgiven(todo, path):
    method = next(iter(sorted(ALLOWED[path])))
    assert todo.request(method, f"{path}/", {}).status_code in (400, 401)


@pytest.fixture(params=["POST tasks", "PUT tasks/1", "PATCH tasks/1/complete"])
def with_body(request, ann):
    method, path = request.param.split()
    return method, f"/api/{ann.pk}/" + path.replace("1", str(make_task(ann).pk))


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"]
)
def test_another_type_of_body_is_refused(todo, ann, with_body, media):
    method, path = with_body
    response = todo.as_(ann).request(method, path, data=b"{}", content_type=media)
    assert response.status_code == 415
    assert code_of(response) == "unsupported_media_type"


def test_a_body_over_the_limit_is_refused(todo, ann, with_body):
    method, path = with_body
    body = b'{"title": "' + b"x" * 1_048_576 + b'"}'
    response = todo.as_(ann).request(method, path, data=body, content_type="application/json")
    assert response.status_code == 413
    assert code_of(response) == "payload_too_large"


@pytest.mark.parametrize(
    ("fault", "status", "code"),
    [
        (OperationalError, 503, "service_unavailable"),
        (ZeroDivisionError, 500, "internal_server_error"),
    ],
)
def test_a_fault_of_the_server_tells_nothing_of_itself(todo, ann, monkeypatch, fault, status, code):
    def fail(**fields):
        raise fault("secret")

    monkeypatch.setattr(tasks, "create_task", fail)
    response = todo.as_(ann).post(f"/api/{ann.pk}/tasks", {"title": "Read mail"})
    assert response.status_code == status
    assert code_of(response) == code
    assert b"secret" not in response.content
    assert not Task.objects.exists()


def test_a_nul_in_a_path_is_refused(todo, ann):
    response = todo.as_(ann).get(f"/api/{ann.pk}/tasks/1%00")
    assert response.status_code == 400
    assert code_of(response) == "invalid_input"


def test_every_served_path_has_its_row_here():
    served = {path for _, path in operations(contract)}
    assert {path.replace("/1", "/{}") for path in ALLOWED} == served
