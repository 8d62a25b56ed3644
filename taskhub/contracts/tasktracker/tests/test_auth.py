"""/api/v1/auth/login/, /register/ and /refresh/."""

import pytest

from accounts import sessions
from accounts.models import User
from taskhub.contracts.tasktracker.tests.conftest import PASSWORD
from taskhub.testing.factories import make_user

pytestmark = pytest.mark.django_db

LOGIN = "/api/v1/auth/login/"
REGISTER = "/api/v1/auth/register/"
REFRESH = "/api/v1/auth/refresh/"
BOB = {
    "username": "bob",
    "first_name": "Bob",
    "last_name": "Mayakov",
    "email": "bob@example.com",
    "password": PASSWORD,
}


def granted(user):
    return sessions.open_session(user=user, door="tasktracker", refreshable=True)


def test_login_grants_tokens_that_work(tasktracker):
    make_user("author", password=PASSWORD)
    body = {"email": " AUTHOR@example.com ", "password": PASSWORD}
    tokens = tasktracker.post(LOGIN, body).json()
    assert tokens["token_type"] == "Bearer"
    me = tasktracker.with_token(tokens["access_token"]).get("/api/v1/users/me/")
    assert me.json()["username"] == "author"


@pytest.mark.parametrize(
    ("who", "password"),
    [("active", "wrong-password"), ("idle", PASSWORD), ("nobody", PASSWORD), ("active", "")],
)
def test_a_refused_login_is_one_answer(tasktracker, who, password):
    make_user("active", password=PASSWORD)
    make_user("idle", password=PASSWORD, is_active=False)
    response = tasktracker.post(LOGIN, {"email": f"{who}@example.com", "password": password})
    assert response.status_code == 401
    assert response.json() == {"detail": "Invalid email or password"}


def test_login_names_what_is_missing(tasktracker):
    response = tasktracker.post(LOGIN, {})
    assert response.status_code == 400
    said = ["This field is required."]
    assert response.json() == {"email": said, "password": said}


def test_login_is_limited(tasktracker, limits_on):
    make_user("author", password=PASSWORD)
    wrong = {"email": "author@example.com", "password": "wrong-password"}
    statuses = [tasktracker.post(LOGIN, wrong).status_code for _ in range(10)]
    response = tasktracker.post(LOGIN, wrong)
    assert statuses == [401] * 10
    assert response.status_code == 429
    assert response.json() == {"detail": "Too many requests, try again later"}
    assert int(response["Retry-After"]) > 0


def test_register_answers_with_the_user_without_address(tasktracker):
    response = tasktracker.post(REGISTER, BOB)
    assert response.status_code == 201
    assert response.json() == {
        "username": "bob",
        "first_name": "Bob",
        "last_name": "Mayakov",
        "id": User.objects.get(username="bob").pk,
        "full_name": "Bob Mayakov",
        "avatar": None,
        "about": "",
    }


@pytest.mark.parametrize("missing", BOB)
def test_register_needs_every_field(tasktracker, missing):
    body = {name: value for name, value in BOB.items() if name != missing}
    response = tasktracker.post(REGISTER, body)
    assert response.status_code == 400
    assert response.json() == {missing: ["This field is required."]}


@pytest.mark.parametrize("name", ["username", "first_name", "last_name", "email"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("  ", "This field may not be blank."),
        (None, "This field may not be null."),
        (5, "Not a valid string."),
        (True, "Not a valid string."),
        (["bob"], "Not a valid string."),
        ({"bob": 1}, "Not a valid string."),
    ],
)
def test_register_refuses_what_is_no_text(tasktracker, name, value, said):
    response = tasktracker.post(REGISTER, {**BOB, name: value})
    assert (response.status_code, response.json()) == (400, {name: [said]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "no address"),
        ("email", f"{'a' * 250}@example.com"),
        ("username", "me"),
        ("username", "two words"),
        ("username", "a" * 151),
        ("first_name", "a" * 151),
        ("last_name", "a" * 151),
        ("password", "short"),
        ("password", "password"),
        ("password", "1234567890123"),
        ("password", "a" * 2000),
        ("password", ""),
        ("password", None),
        ("password", 12345678901),
    ],
)
def test_register_names_the_field_at_fault(tasktracker, name, value):
    response = tasktracker.post(REGISTER, {**BOB, name: value})
    assert response.status_code == 400
    assert list(response.json()) == [name]
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("email", "BOB@example.com", "Email already exists"),
        ("username", "BOB", "Username already exists"),
    ],
)
def test_what_somebody_has_is_a_400_on_its_field(tasktracker, name, value, said):
    tasktracker.post(REGISTER, BOB)
    other = {**BOB, "email": "other@example.com", "username": "other", name: value}
    response = tasktracker.post(REGISTER, other)
    assert (response.status_code, response.json()) == (400, {name: [said]})


def test_register_is_limited_and_bad_input_does_not_count(tasktracker, limits_on, settings):
    settings.TASKHUB_RATE_REGISTER = (2, 60)
    bodies = [{**BOB, "email": "bad"}, {**BOB, "password": "password"}] * 2 + [BOB] * 3
    answers = [tasktracker.post(REGISTER, body).status_code for body in bodies]
    assert answers == [400] * 4 + [201, 400, 429]


def test_a_public_path_ignores_a_stale_token(tasktracker):
    response = tasktracker.with_token("stale").post(REGISTER, BOB)
    assert response.status_code == 201


def test_refresh_grants_a_new_pair(tasktracker, person):
    old = granted(person("author"))
    tokens = tasktracker.with_token(old.refresh).post(REFRESH).json()
    assert tokens["refresh_token"] != old.refresh
    assert tasktracker.with_token(tokens["access_token"]).get("/api/v1/users/me/").json()["id"]
    assert tasktracker.with_token(tokens["refresh_token"]).post(REFRESH).status_code == 200


def test_refresh_needs_a_token(tasktracker):
    response = tasktracker.post(REFRESH)
    assert response.status_code == 401
    assert response.json() == {"detail": "Authentication credentials were not provided."}
    assert response["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_word_before_the_token_is_read_in_any_case(tasktracker, person, scheme):
    token = granted(person("author")).refresh
    response = tasktracker.post(REFRESH, headers={"Authorization": f"{scheme} {token}"})
    assert response.status_code == 200


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer a b", "Bearer nonsense"])
def test_refresh_refuses_what_is_no_bearer(tasktracker, header):
    response = tasktracker.post(REFRESH, headers={"Authorization": header})
    assert response.status_code == 401
    assert response.json() == {"detail": "Invalid or expired token"}


def test_tokens_are_good_for_one_purpose(tasktracker, person):
    grant = granted(person("author"))
    assert tasktracker.with_token(grant.access).post(REFRESH).status_code == 401
    assert tasktracker.with_token(grant.refresh).get("/api/v1/users/me/").status_code == 401


def test_a_spent_refresh_token_is_refused(tasktracker, person):
    client = tasktracker.with_token(granted(person("author")).refresh)
    assert [client.post(REFRESH).status_code for _ in range(2)] == [200, 401]


def test_a_replayed_refresh_token_ends_the_session(tasktracker, person, settings):
    settings.TASKHUB_REFRESH_GRACE = 0
    client = tasktracker.with_token(granted(person("author")).refresh)
    tokens = client.post(REFRESH).json()
    assert client.post(REFRESH).status_code == 401
    for token in (tokens["access_token"], tokens["refresh_token"]):
        assert tasktracker.with_token(token).get("/api/v1/users/me/").status_code == 401
    assert tasktracker.with_token(tokens["refresh_token"]).post(REFRESH).status_code == 401


def test_a_deactivated_user_refreshes_nothing(tasktracker):
    user = make_user("gone")
    token = granted(user).refresh
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert tasktracker.with_token(token).post(REFRESH).status_code == 401
