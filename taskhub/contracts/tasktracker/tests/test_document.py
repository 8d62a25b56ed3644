"""tasktracker.md as data: every example is sent, and its answer has the documented shape."""

import re
from typing import Any, NamedTuple

import pytest

from accounts import sessions
from accounts.models import User
from taskhub.contracts.tasktracker.serializers import auth, comments, statuses, tasks, users
from taskhub.contracts.tasktracker.tests.conftest import PASSWORD
from taskhub.contracts.tasktracker.urls import contract
from taskhub.rest.schema import generate
from taskhub.testing.clients import ContractClient
from taskhub.testing.documents import operations, schema_operations, shape
from taskhub.testing.factories import make_comment, make_task, make_user
from tasks.models import Category, TaskStatus

pytestmark = pytest.mark.django_db

INSTANT = "2024-07-30T03:08:34.735Z"
TOKENS = {"access_token": "string", "refresh_token": "string", "token_type": "Bearer"}
USER = {
    "username": "string",
    "first_name": "string",
    "last_name": "string",
    "id": 0,
    "full_name": "string",
    "avatar": "string",
    "about": "string",
}
PROFILE = {
    **USER,
    "email": "user@example.com",
    "created_at": INSTANT,
    "updated_at": INSTANT,
    "is_active": True,
}
STATUS = {"name": "string", "slug": "string", "id": 0}
COMMENT = {"text": "string", "id": 38, "author": USER, "created_at": INSTANT}
TASK = {
    "title": "string",
    "description": "string",
    "id": 1,
    "author": USER,
    "status": STATUS,
    "marked_users": [USER],
    "created_at": INSTANT,
    "updated_at": INSTANT,
}
# The document prints no avatar for somebody who has none: here it is null.
NEWCOMER = {**USER, "avatar": None}

LOGIN = {"email": "bob@example.com", "password": PASSWORD}
REGISTER = {
    "username": "newcomer",
    "first_name": "New",
    "last_name": "Comer",
    "email": "newcomer@example.com",
    "password": PASSWORD,
}
ME = {
    "username": "bobby",
    "first_name": "Bobby",
    "last_name": "Mayakov",
    "email": "bobby@example.com",
    "about": "string",
}
NEW_TASK = {"title": "string", "description": "string", "marked_users": ["ann"]}
NAMED = {"name": "string", "slug": "string"}
SAID = {"text": "string"}


def page_of(thing: Any) -> dict[str, Any]:
    return {"results": [thing], "page": 1, "pages_count": 1, "limit": 100}


class Example(NamedTuple):
    """One request of the document; `who` signs it, `path` is filled in with ids."""

    who: str | None
    method: str
    path: str
    body: Any
    status: int
    answer: Any


NOBODY, BOB, ROOT, REFRESH = None, "bob", "root", "refresh"
V1 = "/api/v1"
EXAMPLES = [
    Example(NOBODY, "POST", f"{V1}/auth/login/", LOGIN, 200, TOKENS),
    Example(NOBODY, "POST", f"{V1}/auth/register/", REGISTER, 201, NEWCOMER),
    Example(REFRESH, "POST", f"{V1}/auth/refresh/", None, 200, TOKENS),
    Example(NOBODY, "GET", f"{V1}/users/", None, 200, page_of(USER)),
    Example(NOBODY, "GET", f"{V1}/users/?page=1&limit=20", None, 200, page_of(USER)),
    Example(NOBODY, "GET", f"{V1}/users/@bob/", None, 200, USER),
    Example(BOB, "GET", f"{V1}/users/me/", None, 200, PROFILE),
    Example(BOB, "PATCH", f"{V1}/users/me/", ME, 200, USER),
    Example(BOB, "PATCH", f"{V1}/users/me/update-avatar/", "picture", 200, USER),
    Example(BOB, "POST", f"{V1}/tasks/", NEW_TASK, 201, TASK),
    Example(BOB, "GET", f"{V1}/tasks/", None, 200, page_of(TASK)),
    Example("ann", "GET", f"{V1}/tasks/marked-in-tasks/", None, 200, page_of(TASK)),
    Example(BOB, "GET", f"{V1}/tasks/{{task}}/", None, 200, {**TASK, "comments": [COMMENT]}),
    Example(BOB, "PUT", f"{V1}/tasks/{{task}}/", {**NEW_TASK, "status_id": 1}, 200, TASK),
    Example(BOB, "DELETE", f"{V1}/tasks/{{task}}/", None, 204, None),
    Example(NOBODY, "GET", f"{V1}/task-statuses/", None, 200, [STATUS]),
    Example(ROOT, "POST", f"{V1}/task-statuses/", NAMED, 201, STATUS),
    Example(ROOT, "PATCH", f"{V1}/task-statuses/{{status}}/", NAMED, 200, STATUS),
    Example(ROOT, "DELETE", f"{V1}/task-statuses/{{status}}/", None, 204, None),
    Example(BOB, "POST", f"{V1}/task-comments/{{task}}/", SAID, 201, COMMENT),
    Example(BOB, "GET", f"{V1}/task-comments/{{comment}}/", None, 200, COMMENT),
    Example(BOB, "PATCH", f"{V1}/task-comments/{{comment}}/", SAID, 200, COMMENT),
    Example(BOB, "DELETE", f"{V1}/task-comments/{{comment}}/", None, 204, None),
]
DOCUMENTED = {
    (each.method, re.sub(r"\?.*|\{\w+\}", lambda found: "{}" * (found[0][0] == "{"), each.path))
    for each in EXAMPLES
    if each.path != f"{V1}/users/@bob/"
} | {("GET", f"{V1}/users/@{{}}/")}


@pytest.fixture
def people() -> dict[str, User]:
    """Bob, who wrote the task; Ann, who is marked in it; and a superuser."""
    names = {"bob": False, "ann": False, "root1": True}
    made = {
        name: make_user(name, password=PASSWORD, avatar="a.png", is_superuser=is_superuser)
        for name, is_superuser in names.items()
    }
    return {**made, "root": made["root1"]}


@pytest.fixture
def ids(people: dict[str, User]) -> dict[str, int]:
    """A task with a comment, and a status that nothing has."""
    task = make_task(people["bob"], marked=[people["ann"]], description="string")
    comment = make_comment(task, people["bob"])
    status = TaskStatus.objects.create(
        name="Review", slug="review", position=9, category=Category.IN_PROGRESS
    )
    return {"task": task.pk, "comment": comment.pk, "status": status.pk}


def send(client: ContractClient, example: Example, ids: dict[str, int], picture: bytes) -> Any:
    path = example.path.format_map(ids)
    if example.body is None:
        return client.request(example.method, path)
    if example.body == "picture":
        return client.request(example.method, path, data=picture, content_type="image/png")
    return client.request(example.method, path, example.body)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.method} {each.path}")
@pytest.mark.parametrize("place", ["tasktracker", "root"])
def test_an_example_is_answered_as_documented(place, example, people, ids, picture, request):
    client = request.getfixturevalue(place)
    if example.who == REFRESH:
        grant = sessions.open_session(user=people["bob"], door="tasktracker", refreshable=True)
        client = client.with_token(grant.refresh)
    elif example.who:
        client = client.as_(people[example.who])
    response = send(client, example, ids, picture)
    assert response.status_code == example.status, response.content
    if example.answer is None:
        assert response.content == b""
    else:
        assert shape(response.json()) == shape(example.answer)


def test_what_is_served_is_what_is_documented():
    assert operations(contract) == DOCUMENTED


def test_the_schema_describes_the_22_documented_operations():
    assert schema_operations(generate(contract)) == DOCUMENTED
    assert len(DOCUMENTED) == 22


@pytest.mark.parametrize(
    ("serializer", "documented"),
    [
        (auth.TokensOut, TOKENS),
        (users.UserOut, USER),
        (users.ProfileOut, PROFILE),
        (users.UserPageOut, page_of(USER)),
        (statuses.StatusOut, STATUS),
        (comments.CommentOut, COMMENT),
        (tasks.TaskOut, TASK),
        (tasks.TaskDetailOut, {**TASK, "comments": [COMMENT]}),
        (tasks.TaskPageOut, page_of(TASK)),
    ],
)
def test_the_schema_names_the_documented_keys(serializer, documented):
    assert set(serializer().fields) == set(documented)


@pytest.mark.parametrize(
    ("serializer", "documented"),
    [
        (auth.LoginIn, LOGIN),
        (auth.RegisterIn, REGISTER),
        (users.ProfileIn, ME),
        (statuses.StatusIn, NAMED),
        (comments.CommentIn, SAID),
        (tasks.TaskIn, {**NEW_TASK, "status_id": 1}),
    ],
)
def test_what_is_taken_is_what_is_documented(serializer, documented):
    assert set(serializer().fields) == set(documented)
