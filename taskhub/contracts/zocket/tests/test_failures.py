"""What is the same on every path of zocket: who is refused, and in which words."""

import pytest
from django.db import OperationalError, connection

from accounts import sessions
from taskhub.contracts.zocket.urls import contract
from taskhub.testing.documents import operations
from taskhub.testing.factories import make_task, make_user

pytestmark = pytest.mark.django_db

PROTECTED = [
    ("GET", "/api/v1/tasks"),
    ("POST", "/api/v1/tasks"),
    ("GET", "/api/v1/tasks/1"),
    ("PUT", "/api/v1/tasks/1"),
    ("DELETE", "/api/v1/tasks/1"),
    ("POST", "/api/v1/tasks/1/analyze"),
    ("GET", "/api/v1/user"),
    ("GET", "/api/v1/user/1"),
]
WITH_BODY = [
    ("POST", "/api/auth/signup"),
    ("POST", "/api/auth/signin"),
    ("POST", "/api/v1/tasks"),
    ("PUT", "/api/v1/tasks/{}"),
    ("POST", "/api/v1/tasks/{}/analyze"),
]
ALLOWED = {
    "/api/auth/signup": {"POST"},
    "/api/auth/signin": {"POST"},
    "/api/v1/tasks": {"GET", "HEAD", "POST"},
    "/api/v1/tasks/1": {"GET", "HEAD", "PUT", "DELETE"},
    "/api/v1/tasks/1/analyze": {"POST"},
    "/api/v1/user": {"GET", "HEAD"},
    "/api/v1/user/1": {"GET", "HEAD"},
}
REFUSED = [
    (path, method)
    for path, allowed in ALLOWED.items()
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW")
    if method not in allowed
]
UNAUTHORIZED = {"error": "Unauthorized", "message": "Invalid or expired JWT"}


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.mark.parametrize(("method", "path"), PROTECTED)
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer a.b.c", "Basic YTpi", "Bearer a b"])
def test_without_a_good_token_nobody_gets_in(zocket, method, path, header):
    response = zocket.request(method, path, {}, headers={"Authorization": header})
    assert response.status_code == 401
    assert response.json() == UNAUTHORIZED
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_refresh_token_is_no_access_token(zocket, ann):
    grant = sessions.open_session(user=ann, door="totask", refreshable=True)
    assert zocket.with_token(grant.refresh).get("/api/v1/tasks").status_code == 401
    assert zocket.with_token(grant.access).get("/api/v1/tasks").status_code == 200


def test_the_token_of_an_ended_session_is_refused(zocket, ann):
    grant = sessions.open_session(user=ann, door="zocket", refreshable=False)
    sessions.end(grant.session)
    response = zocket.with_token(grant.access).get("/api/v1/tasks")
    assert response.status_code == 401
    assert response.json() == UNAUTHORIZED


def test_the_scheme_may_be_written_in_any_case(zocket, ann):
    token = zocket.as_(ann).token
    response = zocket.get("/api/v1/tasks", headers={"Authorization": f"bEARER {token}"})
    assert response.status_code == 200


@pytest.mark.parametrize(("path", "method"), REFUSED)
def test_an_undocumented_method_is_refused_with_those_allowed(zocket, path, method):
    response = zocket.request(method, path)
    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == ALLOWED[path]
    assert set(response.json()) == {"error"}


@pytest.mark.parametrize("path", ["/", "/api", "/api/v1/nothing", "/api/v1/tasks/1/analyze/x"])
@pytest.mark.parametrize("method", ["GET", "POST", "BREW"])
def test_an_unknown_path_is_not_found_in_zockets_words(zocket, path, method):
    response = zocket.request(method, path)
    assert response.status_code == 404
    assert set(response.json()) == {"error"}


@pytest.mark.parametrize(
    ("method", "path"), [*PROTECTED, *(pair for pair in WITH_BODY if "auth" in pair[1])]
)
def test_a_slash_more_is_forgiven(zocket, method, path):
    response = zocket.request(method, f"{path}/", {})
    assert response.status_code in (400, 401)


@pytest.mark.parametrize("path", ["/api/v1/tasks/", "/api/v1/user/", "/api/auth/signup/"])
def test_on_the_root_a_slash_more_is_another_path(root, ann, path):
    response = root.as_(ann).request("PUT", path)
    assert response.status_code in (404, 405)
    assert set(response.json()) != {"error", "message"}


def test_on_the_root_the_documented_paths_are_served(root, ann):
    client = root.as_(ann)
    assert client.get("/api/v1/tasks").json() == []
    assert client.get(f"/api/v1/user/{ann.pk}").json()["id"] == ann.pk


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_another_type_of_body_is_refused(zocket, ann, method, path):
    path = path.format(make_task(ann).pk)
    for media in ("text/plain", "application/x-www-form-urlencoded", "application/json; charset=x"):
        response = zocket.as_(ann).request(method, path, data=b"{}", content_type=media)
        assert response.status_code == 415
        assert set(response.json()) == {"error"}


@pytest.mark.parametrize(("method", "path"), WITH_BODY)
def test_a_body_over_the_limit_is_refused(zocket, ann, method, path):
    path = path.format(make_task(ann).pk)
    body = b'{"title": "' + b"x" * 1_048_576 + b'"}'
    response = zocket.as_(ann).request(method, path, data=body, content_type="application/json")
    assert response.status_code == 413
    assert set(response.json()) == {"error"}


def failing(error):
    """Whatever asks for tasks fails with this error, in the database."""

    def ask(execute, sql, *rest):
        if 'FROM "tasks_task"' in sql:
            raise error
        return execute(sql, *rest)

    return connection.execute_wrapper(ask)


def test_a_database_that_does_not_answer_is_a_503(zocket, ann):
    client = zocket.as_(ann)
    with failing(OperationalError("connection lost: host=db.internal")):
        response = client.get("/api/v1/tasks")
    assert response.status_code == 503
    assert response["Retry-After"]
    assert set(response.json()) == {"error"}
    assert b"db.internal" not in response.content


def test_an_unforeseen_fault_tells_nothing_of_itself(zocket, ann):
    client = zocket.as_(ann)
    with failing(ZeroDivisionError("secret")):
        response = client.get("/api/v1/tasks")
    assert response.status_code == 500
    assert response.json() == {"error": "Something went wrong on our side"}


@pytest.mark.parametrize("path", ["/api/v1/tasks/%00", "/api/v1/user/1%00"])
def test_a_nul_in_a_path_is_refused(zocket, ann, path):
    response = zocket.as_(ann).get(path)
    assert response.status_code == 400
    assert "error" in response.json()


def test_answers_are_kept_out_of_caches(zocket, ann):
    client = zocket.as_(ann)
    assert client.get("/api/v1/user")["Cache-Control"] == "no-store"
    assert client.get("/api/v1/tasks")["Cache-Control"] == "private, no-cache"


def test_every_served_path_has_its_row_here():
    served = {path for _, path in operations(contract)}
    assert {path.replace("/1", "/{}") for path in ALLOWED} == served
