"""/api/auth/login"""

import pytest

from accounts.models import Session
from taskhub.testing.factories import make_user
from taskhub.testing.hostile import BROKEN_BODIES

pytestmark = pytest.mark.django_db

PATH = "/api/auth/login"
JOHN = {"email": "john@example.com", "password": "secure_password"}


@pytest.fixture(autouse=True)
def john():
    return make_user("john", password="secure_password")


def test_logging_in_gives_a_token_that_works_for_a_day(taskora, john):
    token = taskora.post(PATH, JOHN).json()["data"]["access_token"]
    session = Session.objects.get()
    assert taskora.with_token(token).get(f"/api/{john.pk}/tasks").status_code == 200
    assert round((session.expires_at - session.created_at).total_seconds(), -1) == 86_400
    assert session.door == "taskora"


@pytest.mark.parametrize(
    "change",
    [
        {"password": "wrong_password"},
        {"password": "secure_password "},
        {"password": ""},
        {"email": "nobody@example.com"},
    ],
)
def test_every_refusal_is_the_same(taskora, change):
    response = taskora.post(PATH, JOHN | change)
    assert response.status_code == 401
    assert response.json() == {
        "success": False,
        "error": {"code": "INVALID_CREDENTIALS", "message": "Invalid email or password"},
    }


def test_a_deactivated_person_is_refused_alike(taskora, john):
    john.is_active = False
    john.save()
    response = taskora.post(PATH, JOHN)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "INVALID_CREDENTIALS"


@pytest.mark.parametrize("field", JOHN)
@pytest.mark.parametrize("value", [1, True, None, [], {}])
def test_a_wrong_type_is_a_bad_request(taskora, field, value):
    response = taskora.post(PATH, JOHN | {field: value})
    assert response.status_code == 400
    assert response.json()["error"]["message"].startswith(f"{field}: ")


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(taskora, body):
    response = taskora.post(PATH, data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["error"]["code"] == "VALIDATION_ERROR"


def test_too_many_wrong_passwords_have_to_wait(taskora, settings, limits_on):
    settings.TASKHUB_RATE_SIGN_IN_ACCOUNT = (1, 300)
    taskora.post(PATH, JOHN | {"password": "wrong_password"})
    response = taskora.post(PATH, JOHN)
    assert response.status_code == 429
    assert response.json()["error"]["code"] == "RATE_LIMITED"
    assert 1 <= int(response["Retry-After"]) <= 300
