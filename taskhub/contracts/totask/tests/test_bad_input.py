"""What no path may take, and none may fall over."""

import pytest

from taskhub.testing.factories import make_user
from taskhub.testing.hostile import BROKEN_BODIES

#: Paths that need a body, as a superuser may send it.
BODIES = [
    ("POST", "/auth/register"),
    ("POST", "/auth/login"),
    ("POST", "/auth/refresh-tokens"),
    ("POST", "/auth/forgot-password"),
    ("POST", "/auth/reset-password?token=x"),
    ("POST", "/auth/change-password"),
    ("POST", "/users"),
    ("PUT", "/users/{me}"),
    ("PUT", "/users/addToFav"),
    ("PUT", "/users/removeFromFav"),
]
#: Paths that need none, but read one from callers without a token.
OPTIONAL = [("POST", "/auth/logout"), ("POST", "/auth/send-verification-email")]
each_body = pytest.mark.parametrize(("method", "path"), BODIES)


@pytest.fixture
def admin(totask, person):
    return totask.as_(person("superuser"))


def send(client, person, method, path, **extra):
    return client.request(method, path.format(me=person("superuser").pk), **extra)


def refused(response, status):
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/json"
    assert response.json().keys() == {"code", "message"}
    assert response.json()["code"] == status
    assert response.json()["message"]


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
@each_body
def test_a_broken_body_is_a_400(admin, person, method, path, body):
    refused(send(admin, person, method, path, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize("body", [each for name, each in BROKEN_BODIES.items() if name != "empty"])
@pytest.mark.parametrize(("method", "path"), OPTIONAL)
def test_a_body_that_is_optional_is_no_less_strict(totask, db, method, path, body):
    refused(totask.request(method, path, data=body, content_type="application/json"), 400)


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/json; charset=utf-16",
        "application/xml",
    ],
)
@each_body
def test_another_media_type_is_a_415(admin, person, method, path, content_type):
    refused(send(admin, person, method, path, data=b"{}", content_type=content_type), 415)


@each_body
def test_a_form_is_taken_only_where_a_photo_is(admin, person, method, path, form):
    response = send(admin, person, method, path, **form(name="x"))
    if path == "/users/{me}":
        assert response.status_code == 200
    else:
        refused(response, 415)


@each_body
def test_a_body_over_the_limit_is_a_413(admin, person, method, path):
    body = b"{" + b" " * 1024 * 1024 + b"}"
    refused(send(admin, person, method, path, data=body, content_type="application/json"), 413)


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/auth/register", "name"),
        ("/auth/register", "email"),
        ("/auth/register", "username"),
        ("/auth/register", "password"),
        ("/auth/login", "email"),
        ("/auth/login", "password"),
        ("/auth/logout", "refreshToken"),
        ("/auth/refresh-tokens", "refreshToken"),
        ("/auth/forgot-password", "email"),
        ("/auth/reset-password?token=x", "password"),
        ("/auth/change-password", "email"),
        ("/auth/change-password", "password"),
        ("/auth/change-password", "newPassword"),
        ("/auth/send-verification-email", "email"),
    ],
)
@pytest.mark.parametrize("value", [5, 1.5, True, None, [], ["x"], {}, {"a": "b"}])
def test_a_wrong_type_is_a_400_that_names_the_field(totask, db, path, field, value):
    good = {"email": "a@example.com", "password": "long phrase 1", "newPassword": "long phrase 2"}
    response = totask.post(path, {**good, field: value})
    refused(response, 400)
    assert response.json()["message"].startswith(f"{field}: ")


@each_body
def test_unknown_keys_are_ignored(admin, person, method, path):
    response = send(admin, person, method, path, json={"unheard-of": {"of": [1]}})
    assert "unheard-of" not in response.content.decode()
    assert response.status_code in (200, 400)


@pytest.mark.parametrize(
    "path",
    [
        "/users?name=%00",
        "/users?unknown=%00",
        "/users/getUsers?email=a%00b",
        "/users/getUsers?email=%ff",
        "/users/a%00b",
        "/users/deleteProfilePic/1%00",
        "/auth/verify-email?token=%00",
        "/auth/verify-email?token=%c3%28",
    ],
)
@pytest.mark.parametrize("method", ["GET", "PUT", "POST"])
def test_broken_addresses_are_refused(admin, person, method, path):
    response = admin.request(method, path)
    assert response.status_code in (400, 405)
    assert response.json()["code"] == response.status_code


@pytest.mark.parametrize("header", ["x", "Basic eDp5", "Bearer", "Bearer a b", "Bearer \u00fc"])
def test_what_is_no_bearer_token_is_a_401(totask, db, header):
    response = totask.get("/users/user", headers={"Authorization": header})
    refused(response, 401)
    assert response.headers["WWW-Authenticate"] == "Bearer"


def test_the_scheme_is_written_in_any_case(totask, ann, login):
    header = {"Authorization": f"bEARER {login()['access']['token']}"}
    assert totask.get("/users/user", headers=header).status_code == 200


def test_a_token_in_the_address_signs_nobody_in(totask, ann, login):
    token = login()["access"]["token"]
    for name in ("token", "access_token", "jwt"):
        assert totask.get(f"/users/user?{name}={token}").status_code == 401


def test_letters_of_all_scripts_come_back_as_they_went(totask, db):
    user = make_user("ivan")
    name = "Иван 山田 👩‍🚀 <b>&amp;"
    response = totask.as_(user).put(f"/users/{user.pk}", {"name": f"  {name} "})
    assert response.json()["name"] == name
