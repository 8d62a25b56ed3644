"""What goes wrong before a contract's view is reached is said in the contract's words, too."""

import pytest
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.db import OperationalError
from django.http.multipartparser import MultiPartParserError
from django.test import Client

from taskhub.contracts.todo.urls import contract as todo
from taskhub.rest.routing import mount_on_root

urlpatterns = mount_on_root([todo])
handler400 = "taskhub.pages.bad_request"
pytestmark = pytest.mark.django_db
FOREIGN = {"Host": "evil.example"}
#: A path of each contract under its base and, but for the last, one on the root.
PATHS = {
    "/zocket/api/v1/tasks": "zocket",
    "/zocket/nothing": "zocket",
    "/api/v1/tasks": "zocket",
    "/taskora/api/1/tasks": "taskora",
    "/api/1/tasks": "taskora",
    "/tasktracker/api/v1/tasks/": "tasktracker",
    "/api/v1/tasks/": "tasktracker",
    "/api/v1/auth/login": "tasktracker",
    "/totask/auth/login": "totask",
    "/auth/login": "totask",
    "/todo/api/1/tasks": "todo",
    "/todo/schema/": "todo",
    "/todo": "todo",
    "/api/v2/boards/": "v2",
    "/api/v2/docs/": "v2",
}
INVALID, SERVER = "Invalid request", "Something went wrong on our side"


def told(contract, status, message):
    """The body of a failure that is about nothing in particular."""
    taskora = {400: "VALIDATION_ERROR", 500: "INTERNAL_ERROR"}.get(status)
    todo = {400: "invalid_input", 500: "internal_server_error"}.get(status)
    explained = {"error": "Invalid request body", "message": message}
    titles = {400: "Bad Request", 500: "Internal Server Error"}
    problem = {"type": "about:blank", "title": titles.get(status), "status": status}
    return {
        "zocket": explained if status == 400 else {"error": message},
        "taskora": {"success": False, "error": {"code": taskora, "message": message}},
        "tasktracker": {"detail": message},
        "totask": {"code": status, "message": message},
        "todo": {"error": {"code": todo, "message": message, "details": None}},
        "v2": {**problem, "detail": message},
    }[contract]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_host_that_is_not_ours_is_refused_in_the_contracts_words(root, path, method):
    answer = root.request(method, path, headers=FOREIGN)
    assert (answer.status_code, answer.json()) == (400, told(PATHS[path], 400, INVALID))
    problem = PATHS[path] == "v2"
    assert answer["Content-Type"] == f"application/{'problem+' if problem else ''}json"
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.urls(__name__)
def test_of_two_contracts_with_one_path_the_words_are_those_of_the_one_that_answers():
    answer = Client().get("/api/1/tasks", headers=FOREIGN)
    assert answer.json() == told("todo", 400, INVALID)


def test_an_address_of_no_contract_has_its_own_words():
    for path in ("/api/v9/x", "/auth/x"):
        answer = Client().get(path, headers=FOREIGN)
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"] == "The request could not be understood."
    assert "<h1>That was not understood</h1>" in Client().get("/boards/", headers=FOREIGN).text


@pytest.fixture
def broken(settings, monkeypatch):
    """A client of a server with a middleware that raises the error."""

    def client(error):
        def fail(get_response):
            def middleware(request):
                raise error

            return middleware

        monkeypatch.setattr(f"{__name__}.fail", fail, raising=False)
        settings.MIDDLEWARE = [*settings.MIDDLEWARE[:6], f"{__name__}.fail"]
        return Client(raise_request_exception=False)

    return client


@pytest.mark.parametrize("path", PATHS)
def test_a_broken_middleware_is_a_500_that_tells_nothing(broken, path, caplog):
    answer = broken(RuntimeError("secret")).get(path)
    assert (answer.status_code, answer.json()) == (500, told(PATHS[path], 500, SERVER))
    assert [each.levelname for each in caplog.records] == ["ERROR"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (SuspiciousOperation("secret"), 400),
        (DisallowedHost("secret"), 400),
        (BadRequest("secret"), 400),
        (MultiPartParserError("secret"), 400),
        (PermissionDenied("secret"), 403),
        (RequestDataTooBig("secret"), 413),
        (OperationalError("secret"), 503),
    ],
)
@pytest.mark.parametrize("path", PATHS)
def test_what_a_middleware_refuses_keeps_its_status(broken, error, status, path):
    answer = broken(error).post(path)
    assert answer.status_code == status
    assert answer.json().keys() == told(PATHS[path], status, "").keys()
    assert "secret" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_it_costs_nothing_where_nothing_goes_wrong(root, person, monkeypatch):
    monkeypatch.setattr("taskhub.pages.view_at", None)
    assert root.as_(person("author")).get("/api/v1/tasks").status_code == 200
