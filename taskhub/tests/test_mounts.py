"""Where every surface is served, and that none stands in another's way."""

import pytest
from django.test import Client
from django.urls import resolve

from taskhub.contracts.taskora import views as taskora
from taskhub.contracts.tasktracker.views import auth as tasktracker_auth
from taskhub.contracts.tasktracker.views import tasks as tasktracker
from taskhub.contracts.todo import views as todo
from taskhub.contracts.totask.views import auth as totask_auth
from taskhub.contracts.totask.views import users as totask
from taskhub.contracts.zocket import views as zocket
from taskhub.rest.dialect import DialectView
from taskhub.rest.routing import mount_on_root
from taskhub.urls import CONTRACTS, root_order


def view_at(path: str) -> type[DialectView]:
    return resolve(path).func.cls


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/api/auth/signup", zocket.SignUp),
        ("/api/auth/signin", zocket.SignIn),
        ("/api/v1/tasks", zocket.TaskList),
        ("/api/v1/tasks/", tasktracker.TaskList),
        ("/api/v1/tasks/7", zocket.TaskDetail),
        ("/api/v1/tasks/7/", tasktracker.TaskDetail),
        ("/api/v1/tasks/marked-in-tasks/", tasktracker.MarkedTaskList),
        ("/api/v1/auth/login/", tasktracker_auth.Login),
        ("/api/auth/login", taskora.Login),
        ("/auth/login", totask_auth.Login),
        ("/users", totask.UserList),
        ("/users/user", totask.CurrentUser),
        ("/users/17", totask.UserDetail),
        ("/api/7/tasks", taskora.TaskList),
        ("/taskora/api/7/tasks", taskora.TaskList),
        ("/todo/api/7/tasks", todo.TaskList),
        ("/todo/api/7/tasks/", todo.TaskList),
        ("/zocket/api/v1/tasks/", zocket.TaskList),
        ("/tasktracker/api/v1/tasks", tasktracker.TaskList),
    ],
)
def test_a_path_belongs_to_its_document(path, view):
    assert view_at(path) is view


def test_the_setting_gives_personal_tasks_on_the_root_to_todo(settings):
    settings.TASKHUB_PERSONAL_TASKS_CONTRACT = "todo"
    found = [each for each in mount_on_root(root_order()) if each.resolve("api/7/tasks")]
    assert found[0].callback.cls is todo.TaskList
    logins = [each for each in mount_on_root(root_order()) if each.resolve("api/auth/login")]
    assert logins[0].callback.cls is taskora.Login


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ("/auth/login/", {"code", "message"}),
        ("/users/getFav/", {"code", "message"}),
        ("/api/auth/signup/", {"error"}),
        ("/api/auth/login/", {"success", "error"}),
        ("/api/v1/auth/login", {"detail"}),
        ("/api/v1/task-statuses", {"detail"}),
    ],
)
def test_a_wrong_slash_on_the_root_is_the_contracts_own_404(root, path, keys):
    response = root.get(path)
    assert response.status_code == 404
    assert set(response.json()) == keys


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/api/v1/ws", "/api/v1/ws/", "/zocket/api/v1/ws"])
def test_a_sockets_path_without_a_socket_is_its_contracts_own_404(root, method, path):
    response = root.request(method, path)
    assert response.status_code == 404
    assert response.json() == {"error": "Not found"}
    assert response["Content-Type"] == "application/json"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base", "keys"),
    [
        ("zocket", {"error"}),
        ("taskora", {"success", "error"}),
        ("tasktracker", {"detail"}),
        ("totask", {"code", "message"}),
        ("todo", {"error"}),
    ],
)
@pytest.mark.parametrize("tail", ["", "/", "/nothing", "/api/v9/x/", "/api%0A", "/%0A/x"])
def test_an_unknown_path_under_a_base_answers_in_its_format(root, base, keys, tail):
    for method in ("GET", "POST", "DELETE"):
        response = root.request(method, f"/{base}{tail}")
        assert response.status_code == 404
        assert set(response.json()) == keys


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("base", "keys"),
    [
        ("zocket", {"error"}),
        ("taskora", {"success", "error"}),
        ("tasktracker", {"detail"}),
        ("totask", {"code", "message"}),
        ("todo", {"error"}),
        ("api/v2", {"type", "title", "status", "detail"}),
    ],
)
@pytest.mark.parametrize("tail", ["schema", "schema/", "docs", "docs/"])
def test_what_describes_a_contract_is_only_read(base, keys, tail):
    browser = Client(enforce_csrf_checks=True)
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"):
        response = browser.generic(method, f"/{base}/{tail}", b"x=1")
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
        assert set(response.json()) == keys
    assert browser.head(f"/{base}/{tail}").status_code == 200
    read = browser.get(f"/{base}/{tail}")
    assert read.status_code == 200
    assert "Cache-Control" not in read.headers


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/api/v1/x", "/api/x", "/auth/x", "/users/a/b/c"])
def test_an_unknown_path_beside_the_contracts_is_a_problem_document(root, path):
    response = root.get(path)
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("contract", CONTRACTS, ids=lambda contract: contract.name)
def test_every_documented_path_is_served_under_its_base_with_either_slash(contract):
    for route, view in contract.routes:
        path = "/" + contract.info.base + route.replace("<str:", "").replace(">", "")
        for address in (path, path.rstrip("/") if path.endswith("/") else path + "/"):
            assert view_at(address) is view
