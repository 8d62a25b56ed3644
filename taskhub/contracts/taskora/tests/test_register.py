"""/api/auth/register"""

import pytest

from accounts.models import Session, User
from taskhub.testing.hostile import BROKEN_BODIES

pytestmark = pytest.mark.django_db

PATH = "/api/auth/register"
JOHN = {"email": "john@example.com", "name": "John Ronald Doe", "password": "secure_password"}


def test_the_first_word_is_the_first_name(taskora):
    taskora.post(PATH, JOHN)
    user = User.objects.get()
    assert (user.first_name, user.last_name, user.username) == ("John", "Ronald Doe", "john")


def test_registering_signs_nobody_in(taskora):
    taskora.post(PATH, JOHN)
    assert not Session.objects.exists()


@pytest.mark.parametrize("change", [{"name": ""}, {"name": "  "}, {}])
def test_the_name_may_be_missing(taskora, change):
    body = {"email": JOHN["email"], "password": JOHN["password"]} | change
    response = taskora.post(PATH, body)
    assert response.status_code == 201
    assert response.json()["data"]["name"] == ""


@pytest.mark.parametrize("field", ["email", "password"])
def test_address_and_password_are_required(taskora, field):
    body = {name: value for name, value in JOHN.items() if name != field}
    response = taskora.post(PATH, body)
    assert response.status_code == 400
    assert response.json() == {
        "success": False,
        "error": {"code": "VALIDATION_ERROR", "message": f"{field}: This field is required."},
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "nobody"}, "email: Enter a valid email address."),
        ({"password": "12345678"}, "password: This password is"),
        ({"password": "short"}, "password: This password is too short."),
        ({"password": "john@example.com"}, "password: The password is too similar"),
        ({"name": "x" * 151}, "name: Ensure no word has more than 150"),
        ({"name": "John " + "x" * 151}, "name: Ensure no word has more than 150"),
        ({"name": 7}, "name: Not a valid string."),
        ({"email": None}, "email: This field may not be null."),
        ({"password": 12345678}, "password: Not a valid string."),
    ],
)
def test_what_breaks_a_rule_is_explained(taskora, change, message):
    response = taskora.post(PATH, JOHN | change)
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"
    assert response.json()["error"]["message"].startswith(message)
    assert not User.objects.exists()


def test_a_taken_address_is_a_conflict_in_any_case(taskora):
    taskora.post(PATH, JOHN)
    response = taskora.post(PATH, JOHN | {"email": "JOHN@example.com"})
    assert response.status_code == 409
    assert response.json() == {
        "success": False,
        "error": {"code": "EMAIL_EXISTS", "message": "Email already exists"},
    }


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(taskora, body):
    response = taskora.post(PATH, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"


def test_too_many_registrations_have_to_wait(taskora, settings, limits_on):
    settings.TASKHUB_RATE_REGISTER = (1, 60)
    assert taskora.post(PATH, JOHN | {"password": "password"}).status_code == 400
    assert taskora.post(PATH, JOHN).status_code == 201
    response = taskora.post(PATH, JOHN | {"email": "jane@example.com"})
    assert response.status_code == 429
    assert response.json()["error"]["code"] == "RATE_LIMITED"
    assert 1 <= int(response["Retry-After"]) <= 60
