"""Every example of totask.md, sent; and the paths it names, neither more nor fewer."""

import warnings
from io import StringIO
from typing import NamedTuple

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema

from accounts import services
from taskhub.contracts.totask.serializers.auth import LoginOut, TokensOut
from taskhub.contracts.totask.serializers.boards import BoardOut
from taskhub.contracts.totask.serializers.users import UserOut
from taskhub.contracts.totask.tests.conftest import PASSWORD
from taskhub.contracts.totask.urls import contract
from taskhub.rest.schema import Operation, generate
from taskhub.testing.documents import operations, schema_operations, shape
from taskhub.testing.factories import make_board, make_user
from tasks.models import Favourite

BOARD = {
    "id": "3",
    "name": "Garden",
    "description": "",
    "isPrivate": True,
    "createdAt": "2026-01-11T10:00:00Z",
    "updatedAt": "2026-01-11T10:00:00Z",
}
USER = {
    "id": "7",
    "name": "User's Name",
    "email": "user@example.com",
    "username": "user",
    "role": "user",
    "isEmailVerified": False,
    "profilePhotoUrl": None,
    "favoriteBoards": [BOARD],
    "createdAt": "2026-01-11T10:00:00Z",
    "updatedAt": "2026-01-11T10:00:00Z",
}
NEW_USER = {**USER, "favoriteBoards": []}
TOKEN = {"token": "access_token", "expires": "2026-01-11T10:15:00Z"}
TOKENS = {"access": TOKEN, "refresh": TOKEN}
FAVOURITES = {"favoriteBoards": [BOARD]}


class Example(NamedTuple):
    """One entry of the document; words in braces stand for what only a running server knows."""

    method: str
    path: str
    status: int
    answer: object = None
    body: object = None
    caller: str = ""
    query: str = ""


EXAMPLES = [
    Example(
        "POST",
        "/auth/register",
        201,
        {"user": NEW_USER},
        {"name": "User's Name", "email": "new@example.com", "password": "long userpassword"},
    ),
    Example(
        "POST",
        "/auth/login",
        200,
        {"user": "7", "tokens": TOKENS},
        {"email": "user@example.com", "password": PASSWORD},
    ),
    Example("POST", "/auth/logout", 204, caller="user"),
    Example("POST", "/auth/refresh-tokens", 200, TOKENS, {"refreshToken": "{refresh}"}),
    Example("POST", "/auth/forgot-password", 204, body={"email": "user@example.com"}),
    Example(
        "POST",
        "/auth/reset-password",
        204,
        body={"password": "long newpassword"},
        query="?token={reset}",
    ),
    Example(
        "POST",
        "/auth/change-password",
        204,
        body={
            "email": "user@example.com",
            "password": PASSWORD,
            "newPassword": "long newpassword",
        },
    ),
    Example("POST", "/auth/send-verification-email", 204, caller="user"),
    Example("POST", "/auth/verify-email", 204, query="?token={verify}"),
    Example(
        "POST",
        "/users",
        201,
        NEW_USER,
        {"name": "User's Name", "email": "new@example.com", "password": "long userpassword"},
        caller="admin",
    ),
    Example(
        "GET",
        "/users",
        200,
        {"results": [USER], "page": 1, "limit": 10, "totalPages": 1, "totalResults": 1},
        caller="admin",
        query="?name=User&role=user&username=user&sortBy=name:asc&limit=10&page=1",
    ),
    Example("GET", "/users/user", 200, USER, caller="user"),
    Example("GET", "/users/:userId", 200, USER, caller="user"),
    Example(
        "PUT",
        "/users/:userId",
        200,
        {**USER, "name": "New Name"},
        {"name": "New Name", "email": "newemail@example.com"},
        caller="user",
    ),
    Example("POST", "/users/:userId", 204, caller="user"),
    Example("PUT", "/users/addToFav", 200, FAVOURITES, {"boardId": "{board}"}, caller="user"),
    Example("PUT", "/users/removeFromFav", 200, FAVOURITES, {"boardId": "{other}"}, caller="user"),
    Example("GET", "/users/getFav", 200, FAVOURITES, caller="user"),
    Example(
        "GET",
        "/users/getUsers",
        200,
        {"results": [USER]},
        caller="user",
        query="?email=user@example.com&limit=5",
    ),
    Example("PUT", "/users/deleteProfilePic/:userId", 200, USER, caller="user"),
    Example(
        "GET",
        "/users/usersByMonth",
        200,
        {"results": [{"month": "January", "year": 2026, "count": 3}]},
        caller="user",
    ),
]


@pytest.fixture
def world(db, login, mailed_token):
    """Somebody with a favourite board, a superuser, and what stands for words in braces."""
    user = make_user("user", password=PASSWORD, first_name="User's", last_name="Name")
    # Open, so that the superuser sees it among the favourites, too.
    board, other = make_board(user, "Garden", is_private=False), make_board(user, "Attic")
    Favourite.objects.create(user=user, board=board)
    services.request_password_reset(email=user.email, peer=None)
    reset = mailed_token()
    services.request_verification(email=user.email, peer=None)
    return {
        "user": user,
        "admin": make_user("root1", is_superuser=True),
        "board": board.pk,
        "other": other.pk,
        "refresh": login("user@example.com")["refresh"]["token"],
        "reset": reset,
        "verify": mailed_token(),
    }


def sent(client, example, world):
    if example.caller:
        client = client.as_(world[example.caller])
    path = example.path.replace(":userId", str(world["user"].pk)) + example.query.format(**world)
    if example.body is None:
        return client.request(example.method, path)
    filled = {key: value.format(**world) for key, value in example.body.items()}
    return client.request(example.method, path, filled)


@pytest.mark.parametrize("base", ["totask", "root"])
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.method} {each.path}")
def test_an_example_is_answered_as_documented(request, base, example, world):
    response = sent(request.getfixturevalue(base), example, world)
    assert response.status_code == example.status, response.content
    if example.answer is None:
        assert response.content == b""
    else:
        assert shape(response.json()) == shape(example.answer)


def test_the_documented_operations_are_served_and_no_others():
    documented = {(each.method, each.path.replace(":userId", "{}")) for each in EXAMPLES}
    assert len(documented) == len(EXAMPLES) == 21
    assert operations(contract) == documented
    assert schema_operations(generate(contract)) == documented


def test_what_only_we_decided_stays_out_of_the_schema():
    unnamed = {
        (method, route)
        for route, view in contract.routes
        for method in ("get", "post", "put", "patch", "delete")
        if hasattr(view, method) and not Operation.of(getattr(view, method)).documented
    }
    assert unnamed == {("delete", "users/<str:user_id>")}


def test_a_strangers_failure_has_two_keys(totask, db):
    for method, path in ((each.method, each.path) for each in EXAMPLES if each.caller):
        response = totask.request(method, path.replace(":userId", "7"))
        if response.status_code != 400:  # the mail for an address not given
            assert response.status_code == 401
        assert response.json().keys() == {"code", "message"}
        assert response.json()["code"] == response.status_code


@pytest.mark.parametrize(
    ("out", "answer"),
    [(BoardOut, BOARD), (UserOut, USER), (TokensOut, TOKENS), (LoginOut, {"user", "tokens"})],
)
def test_the_schema_describes_what_is_answered(out, answer):
    assert out().fields.keys() == set(answer)


def test_the_schema_is_made_without_a_warning(monkeypatch):
    generate.cache_clear()
    GENERATOR_STATS.reset()
    monkeypatch.setattr("sys.stderr", StringIO())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        validate_schema(generate(contract))
    assert not GENERATOR_STATS


def test_the_photo_is_described_as_part_of_a_form():
    put = generate(contract)["paths"]["/users/{user_id}"]["put"]
    content = put["requestBody"]["content"]
    assert content.keys() == {"application/json", "multipart/form-data"}
    schemas = generate(contract)["components"]["schemas"]
    name = content["multipart/form-data"]["schema"]["$ref"].rsplit("/", 1)[1]
    assert schemas[name]["properties"]["file"] == {"type": "string", "format": "binary"}
    name = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    assert schemas[name]["properties"].keys() == {"name", "email", "username"}
