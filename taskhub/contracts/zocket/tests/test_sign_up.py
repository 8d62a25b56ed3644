"""/api/auth/signup"""

import pytest

from accounts.models import Session, User
from taskhub.testing.hostile import BROKEN_BODIES

pytestmark = pytest.mark.django_db

PATH = "/api/auth/signup"
JOHN = {
    "email": "john@example.com",
    "password": "secure_password",
    "first_name": "John",
    "last_name": "Doe",
}


def refused(message: str) -> dict[str, str]:
    return {"error": "Invalid request body", "message": message}


def test_signing_up_makes_a_person_and_signs_them_in(zocket):
    answer = zocket.post(PATH, JOHN).json()
    user = User.objects.get(pk=answer["user_id"])
    assert (user.email, user.username, user.full_name) == ("john@example.com", "john", "John Doe")
    assert zocket.with_token(answer["token"]).get(f"/api/v1/user/{user.pk}").status_code == 200


def test_nobody_signs_in_before_they_exist(zocket):
    answer = zocket.post(PATH, JOHN).json()
    person = zocket.with_token(answer["token"]).get(f"/api/v1/user/{answer['user_id']}").json()
    assert person["created_at"] <= person["logged_in_at"]


def test_the_token_lives_a_day_and_cannot_be_prolonged(zocket):
    zocket.post(PATH, JOHN)
    session = Session.objects.get()
    assert round((session.expires_at - session.created_at).total_seconds(), -1) == 86_400
    assert (session.door, session.refresh_digest) == ("zocket", "")


def test_names_may_be_empty_but_not_missing(zocket):
    blank = JOHN | {"first_name": "", "last_name": " "}
    assert zocket.post(PATH, blank).status_code == 201


@pytest.mark.parametrize("field", JOHN)
def test_all_four_fields_are_required(zocket, field):
    body = {name: value for name, value in JOHN.items() if name != field}
    response = zocket.post(PATH, body)
    assert response.status_code == 400
    assert response.json() == refused(f"{field}: This field is required.")


@pytest.mark.parametrize("field", JOHN)
@pytest.mark.parametrize("value", [1, True, None, [], {}])
def test_a_wrong_type_is_refused_by_the_name_of_its_field(zocket, field, value):
    response = zocket.post(PATH, JOHN | {field: value})
    assert response.status_code == 400
    assert response.json()["error"] == "Invalid request body"
    assert response.json()["message"].startswith(f"{field}: ")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "nobody"}, "email: Enter a valid email address."),
        ({"email": ""}, "email: This field may not be blank."),
        ({"password": "12345678"}, "password: This password is"),
        ({"password": "short"}, "password: This password is too short."),
        ({"password": "john@example.com"}, "password: The password is too similar"),
        ({"first_name": "x" * 151}, "first_name: Ensure this field has no more than 150"),
    ],
)
def test_what_breaks_a_rule_is_explained(zocket, change, message):
    response = zocket.post(PATH, JOHN | change)
    assert response.status_code == 400
    assert response.json()["message"].startswith(message)
    assert not User.objects.exists()


def test_a_taken_address_is_a_conflict_in_any_case(zocket):
    zocket.post(PATH, JOHN)
    response = zocket.post(PATH, JOHN | {"email": " JOHN@Example.com"})
    assert response.status_code == 409
    assert response.json() == {"error": "Email already exists"}


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(zocket, body):
    response = zocket.post(PATH, data=body, content_type="application/json")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "message"}


def test_too_many_sign_ups_have_to_wait(zocket, settings, limits_on):
    settings.TASKHUB_RATE_REGISTER = (1, 60)
    assert zocket.post(PATH, JOHN | {"password": "password"}).status_code == 400
    assert zocket.post(PATH, JOHN).status_code == 201
    response = zocket.post(PATH, JOHN | {"email": "jane@example.com"})
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert set(response.json()) == {"error"}


def test_a_stale_token_is_no_obstacle(zocket):
    assert zocket.with_token("stale").post(PATH, JOHN).status_code == 201
