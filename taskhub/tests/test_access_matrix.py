"""The rights table over every operation and every kind of actor.

One row an operation: what it is sent, and the status each actor gets. A new route without a
row fails `test_every_operation_has_a_row`. A refusal must leave the database as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.apps import apps
from django.core.serializers import serialize

from comments.models import Comment
from suggestions.models import Suggestion
from taskhub.rest.schema import generate
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_task
from taskhub.urls import CONTRACTS
from tasks.models import Board, Task, TaskStatus, Visibility

pytestmark = pytest.mark.django_db

ACTORS = (
    "anonymous", "author", "assignee", "owner", "member", "marked", "reader", "outsider", "root",
)  # fmt: skip
READERS = ("author", "assignee", "owner", "member", "marked", "reader")
EDITORS = ("author", "assignee", "owner", "member")


def table(otherwise: int, *, anonymous: int = 401, **groups: Any) -> dict[str, int]:
    """`s200=("author",)` gives these 200; the signed-in rest get `otherwise`."""
    expected = dict.fromkeys(ACTORS, otherwise)
    expected["anonymous"] = anonymous
    for status, actors in groups.items():
        expected.update(dict.fromkeys(actors, int(status[1:])))
    return expected


def everyone(status: int) -> dict[str, int]:
    return dict.fromkeys(ACTORS, status)


def signed_in(status: int) -> dict[str, int]:
    return table(status)


def readable(status: int, otherwise: int = 404) -> dict[str, int]:
    return {**table(otherwise), **dict.fromkeys(READERS, status)}


def editable(status: int, who: tuple[str, ...] = EDITORS) -> dict[str, int]:
    """Readers that may not edit are told so; for others the task does not exist."""
    return {**readable(403), **dict.fromkeys(who, status)}


def only(who: tuple[str, ...], status: int, otherwise: int) -> dict[str, int]:
    return {**table(otherwise), **dict.fromkeys(who, status)}


class Row(NamedTuple):
    contract: str
    method: str
    route: str
    expected: dict[str, int]
    json: Any = None


SUPER, AUTHOR, OWNER = ("root",), ("author",), ("owner",)
NEW = {"title": "x"}
MARKABLE = ("author", "marked")
WORD = "correct-horse-battery"
PERSON = {"email": "new@example.com", "password": WORD}
NAMED = {**PERSON, "first_name": "New", "last_name": "One"}
TRACKER = {**NAMED, "username": "newone"}
WRONG = {"email": "nobody@example.com", "password": WORD}
CHANGE = {**WRONG, "newPassword": WORD}

ROWS = [
    Row("zocket", "POST", "api/auth/signup", everyone(201), NAMED),
    Row("zocket", "POST", "api/auth/signin", everyone(401), WRONG),
    Row("zocket", "GET", "api/v1/tasks", signed_in(200)),
    Row("zocket", "POST", "api/v1/tasks", signed_in(201), NEW),
    Row("zocket", "GET", "api/v1/tasks/{task}", readable(200)),
    Row("zocket", "PUT", "api/v1/tasks/{task}", editable(200, ("author", "assignee")), NEW),
    Row("zocket", "DELETE", "api/v1/tasks/{task}", editable(200, AUTHOR)),
    Row("zocket", "POST", "api/v1/tasks/{task}/analyze", editable(200)),
    Row("zocket", "GET", "api/v1/user/{other}", signed_in(200)),
    Row("zocket", "GET", "api/v1/user", signed_in(200)),
    Row("taskora", "GET", "api/{me}/tasks", signed_in(200)),
    Row("taskora", "POST", "api/{me}/tasks", signed_in(201), NEW),
    Row("taskora", "GET", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404)),
    Row("taskora", "PUT", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404), NEW),
    Row("taskora", "DELETE", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404)),
    Row("taskora", "PATCH", "api/{me}/tasks/{task}/complete", only(AUTHOR, 200, 404), {}),
    Row("taskora", "POST", "api/auth/register", everyone(201), PERSON),
    Row("taskora", "POST", "api/auth/login", everyone(401), WRONG),
    Row("taskora", "POST", "api/auth/logout", signed_in(200)),
    Row("todo", "GET", "api/{me}/tasks", signed_in(200)),
    Row("todo", "POST", "api/{me}/tasks", signed_in(201), NEW),
    Row("todo", "GET", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404)),
    Row("todo", "PUT", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404), NEW),
    Row("todo", "DELETE", "api/{me}/tasks/{task}", only(AUTHOR, 200, 404)),
    Row("todo", "PATCH", "api/{me}/tasks/{task}/complete", only(AUTHOR, 200, 404), {}),
    Row("tasktracker", "POST", "api/v1/auth/login/", everyone(401), WRONG),
    Row("tasktracker", "POST", "api/v1/auth/register/", everyone(201), TRACKER),
    Row("tasktracker", "POST", "api/v1/auth/refresh/", everyone(401)),
    Row("tasktracker", "GET", "api/v1/users/", everyone(200)),
    Row("tasktracker", "GET", "api/v1/users/@{username}/", everyone(200)),
    Row("tasktracker", "GET", "api/v1/users/me/", signed_in(200)),
    Row("tasktracker", "PATCH", "api/v1/users/me/", signed_in(200), {"about": "x"}),
    Row("tasktracker", "PATCH", "api/v1/users/me/update-avatar/", signed_in(400)),
    Row("tasktracker", "GET", "api/v1/tasks/", signed_in(200)),
    Row("tasktracker", "POST", "api/v1/tasks/", signed_in(201), NEW),
    Row("tasktracker", "GET", "api/v1/tasks/marked-in-tasks/", signed_in(200)),
    Row("tasktracker", "GET", "api/v1/tasks/{task}/", only(MARKABLE, 200, 403)),
    Row("tasktracker", "PUT", "api/v1/tasks/{task}/", only(AUTHOR, 200, 403), NEW),
    Row("tasktracker", "DELETE", "api/v1/tasks/{task}/", only(AUTHOR, 204, 403)),
    Row("tasktracker", "GET", "api/v1/task-statuses/", everyone(200)),
    Row("tasktracker", "POST", "api/v1/task-statuses/", only(SUPER, 201, 403), {"name": "x"}),
    Row("tasktracker", "PATCH", "api/v1/task-statuses/{status}/", only(SUPER, 200, 403), {}),
    Row("tasktracker", "DELETE", "api/v1/task-statuses/{status}/", only(SUPER, 204, 403)),
    Row("tasktracker", "POST", "api/v1/task-comments/{task}/", readable(201, 403), {"text": "x"}),
    Row("tasktracker", "GET", "api/v1/task-comments/{comment}/", readable(200, 403)),
    Row(
        "tasktracker", "PATCH", "api/v1/task-comments/{comment}/",
        only(AUTHOR, 200, 403), {"text": "x"},
    ),
    Row("tasktracker", "DELETE", "api/v1/task-comments/{comment}/", only(AUTHOR, 204, 403)),
    Row("totask", "POST", "auth/register", everyone(201), PERSON),
    Row("totask", "POST", "auth/login", everyone(401), WRONG),
    Row("totask", "POST", "auth/logout", table(204)),
    Row("totask", "POST", "auth/refresh-tokens", everyone(401), {"refreshToken": "x"}),
    Row("totask", "POST", "auth/forgot-password", everyone(204), {"email": "x@example.com"}),
    Row("totask", "POST", "auth/reset-password?token=x", everyone(401), {"password": WORD}),
    Row("totask", "POST", "auth/change-password", table(403), CHANGE),
    Row("totask", "POST", "auth/send-verification-email", table(204, anonymous=400)),
    Row("totask", "POST", "auth/verify-email?token=x", everyone(401)),
    Row("totask", "POST", "users", only(SUPER, 201, 403), PERSON),
    Row("totask", "GET", "users", only(SUPER, 200, 403)),
    Row("totask", "GET", "users/user", signed_in(200)),
    Row("totask", "GET", "users/{other}", signed_in(200)),
    Row("totask", "PUT", "users/{other}", only(SUPER, 200, 403), {"name": "x"}),
    Row("totask", "POST", "users/{other}", only(SUPER, 204, 403)),
    Row("totask", "DELETE", "users/{other}", only(SUPER, 204, 403)),
    Row("totask", "PUT", "users/addToFav", only(("owner", "member"), 200, 404), "board"),
    Row("totask", "PUT", "users/removeFromFav", only(("owner", "member"), 200, 404), "board"),
    Row("totask", "GET", "users/getFav", signed_in(200)),
    Row("totask", "GET", "users/getUsers?email=example", signed_in(200)),
    Row("totask", "PUT", "users/deleteProfilePic/{other}", only(SUPER, 200, 403)),
    Row("totask", "GET", "users/usersByMonth", signed_in(200)),
    Row("v2", "GET", "boards/", signed_in(200)),
    Row("v2", "POST", "boards/", signed_in(201), {"name": "x"}),
    Row("v2", "GET", "boards/{board}/", only(("owner", "member"), 200, 404)),
    Row("v2", "PATCH", "boards/{board}/", {**only(OWNER, 200, 404), "member": 403}, {}),
    Row("v2", "DELETE", "boards/{board}/", {**only(OWNER, 204, 404), "member": 403}),
    Row("v2", "GET", "boards/{board}/members/", only(("owner", "member"), 200, 404)),
    Row(
        "v2", "POST", "boards/{board}/members/",
        {**only(OWNER, 201, 404), "member": 403}, "other",
    ),
    Row("v2", "DELETE", "boards/{board}/members/{mid}/", only(("owner", "member"), 204, 404)),
    Row("v2", "GET", "tasks/{task}/", readable(200)),
    Row("v2", "PATCH", "tasks/{task}/", editable(200), NEW),
    Row("v2", "POST", "tasks/{task}/analyze/", editable(200)),
    Row("v2", "GET", "tasks/{task}/suggestions/", readable(200)),
    Row("v2", "POST", "suggestions/{suggestion}/accept/", editable(200)),
    Row("v2", "POST", "suggestions/{suggestion}/dismiss/", editable(200)),
    Row("v2", "GET", "events/", signed_in(200)),
]  # fmt: skip

BASES = {contract.name: "/" + contract.info.base for contract in CONTRACTS}


@pytest.fixture
def scene(person: Callable[[str], Any], task: Task) -> dict[str, Any]:
    """Everything that a path or a body of a row can name."""
    person("outsider"), person("reader"), person("other")
    superuser = person("root")
    superuser.is_superuser = superuser.is_staff = True
    superuser.save()
    comment = Comment.objects.create(task=task, author=person("author"), text="first")
    step = {"title": "x", "description": "", "priority": "Low"}
    suggestion = Suggestion.objects.create(
        task=task, user=person("author"), suggestion_text="x", sub_tasks=[step]
    )
    spare = TaskStatus.objects.create(name="Spare", slug="spare", position=9)
    make_task(person("author"), "of no concern")
    return {
        "task": task.pk,
        "comment": comment.pk,
        "suggestion": suggestion.pk,
        "status": spare.pk,
        "board": task.board_id,
        "other": person("other").pk,
        "mid": person("member").pk,
        "username": person("other").username,
    }


def state() -> str:
    """All that the domain keeps, but the sign-ins that a request itself makes."""
    kept = [
        model
        for app in ("accounts", "tasks", "comments", "suggestions")
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model.__name__ != "Session"
    ]
    rows = [row for model in kept for row in model._base_manager.order_by("pk")]
    return serialize("json", rows)


def body_of(row: Row, scene: dict[str, Any]) -> dict[str, Any]:
    bodies = {"board": {"boardId": str(scene["board"])}, "other": {"user_id": scene["other"]}}
    json = bodies.get(row.json, row.json) if isinstance(row.json, str) else row.json
    return {} if json is None else {"json": json}


def name_of(row: Row) -> str:
    return f"{row.contract} {row.method} {row.route}"


@pytest.mark.parametrize("actor", ACTORS)
@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_the_rights_table(row, actor, person, scene, task):
    if actor == "reader":
        Task.objects.filter(pk=task.pk).update(visibility=Visibility.TEAM)
    client = ContractClient(BASES[row.contract])
    me = person("other").pk
    if actor != "anonymous":
        client, me = client.as_(person(actor)), person(actor).pk
    before = state()
    path = row.route.format(**scene, me=me)
    response = client.request(row.method, path, **body_of(row, scene))
    assert response.status_code == row.expected[actor], response.content
    if response.status_code >= 400:
        assert state() == before


def shape(route: str) -> str:
    """The route without its query and the names of its parameters."""
    return re.sub(r"\{\w+\}", "{}", route.partition("?")[0])


def documented(row: Row) -> dict[str, Any]:
    """What the row's operation is in its contract's document; empty where it is not there."""
    (contract,) = (each for each in CONTRACTS if each.name == row.contract)
    paths = {shape(path): each for path, each in generate(contract)["paths"].items()}
    return paths[shape(f"/{row.route}")].get(row.method.lower(), {})


def takes_body(row: Row) -> bool:
    return "requestBody" in documented(row)


#: What these are about stands in their bodies, so those are read before anybody is refused.
NAMED_BY_BODY = {"auth/change-password", "users/addToFav", "users/removeFromFav"}
RECEIVING = [
    row
    for row in ROWS
    if row.method in ("POST", "PUT", "PATCH")
    and {403, 404} & set(row.expected.values())
    and row.route not in NAMED_BY_BODY
]


@pytest.mark.parametrize("row", RECEIVING, ids=name_of)
def test_who_may_not_is_told_so_whatever_the_body_is(row, person, scene, task):
    for actor in (name for name in ACTORS if row.expected[name] in (403, 404)):
        shown_to = Visibility.TEAM if actor == "reader" else Visibility.PARTICIPANTS
        Task.objects.filter(pk=task.pk).update(visibility=shown_to)
        client = ContractClient(BASES[row.contract]).as_(person(actor))
        path = row.route.format(**scene, me=person(actor).pk)
        response = client.request(row.method, path, data=b"{", content_type="application/json")
        assert response.status_code == row.expected[actor], (actor, response.content)


@pytest.mark.parametrize("row", [row for row in ROWS if takes_body(row)], ids=name_of)
def test_a_document_says_where_a_body_may_be_missing(row, person, scene):
    allowed = [name for name in ("author", "owner", "root") if row.expected[name] < 300]
    actor = person(next(iter(allowed), "author"))
    client = ContractClient(BASES[row.contract]).as_(actor)
    response = client.request(row.method, row.route.format(**scene, me=actor.pk))
    is_missed = response.status_code == 400
    assert documented(row)["requestBody"].get("required", False) == is_missed, response.content


@pytest.mark.parametrize("row", [row for row in ROWS if "{me}" in row.route], ids=name_of)
def test_another_persons_path_is_refused_whatever_stands_there(row, person, scene):
    author = person("author")
    for stranger in (person("other").pk, "me", f"0{author.pk}", f"{author.pk}.0", "-1", "%20"):
        client = ContractClient(BASES[row.contract]).as_(author)
        path = row.route.format(**scene, me=stranger)
        response = client.request(row.method, path, data=b"{", content_type="application/json")
        assert response.status_code == 403, (stranger, response.content)


def test_an_open_board_lets_everyone_read_its_tasks(person, task, zocket):
    Board.objects.filter(pk=task.board_id).update(is_private=False)
    assert zocket.as_(person("outsider")).get(f"/api/v1/tasks/{task.pk}").status_code == 200


def test_every_operation_has_a_row():
    served = {
        (contract.name, method, route.replace("<str:", "{").replace(">", "}"))
        for contract in CONTRACTS
        for route, view in contract.routes
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE")
        if hasattr(view, method.lower())
    }
    assert len(served) == len({(row.contract, row.method, row.route) for row in ROWS})
    shapes = {(name, method, shape(route)) for name, method, route in served}
    assert shapes == {(row.contract, row.method, shape(row.route)) for row in ROWS}
