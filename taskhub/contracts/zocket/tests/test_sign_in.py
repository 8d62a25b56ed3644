"""/api/auth/signin"""

import pytest

from taskhub.testing.factories import make_user
from taskhub.testing.hostile import BROKEN_BODIES

pytestmark = pytest.mark.django_db

PATH = "/api/auth/signin"
JOHN = {"email": "john@example.com", "password": "secure_password"}


@pytest.fixture(autouse=True)
def john():
    return make_user("john", password="secure_password")


def test_signing_in_gives_a_token_that_works(zocket, john):
    answer = zocket.post(PATH, JOHN | {"email": " John@EXAMPLE.com "}).json()
    assert answer["user_id"] == john.pk
    assert zocket.with_token(answer["token"]).get("/api/v1/tasks").status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"password": "wrong_password"},
        {"password": "secure_password "},
        {"password": ""},
        {"email": "nobody@example.com"},
        {"email": "no address"},
    ],
)
def test_every_refusal_is_the_same(zocket, change):
    response = zocket.post(PATH, JOHN | change)
    assert response.status_code == 401
    assert response.json() == {"error": "Invalid email or password"}


def test_a_deactivated_person_is_refused_alike(zocket, john):
    john.is_active = False
    john.save()
    response = zocket.post(PATH, JOHN)
    assert response.status_code == 401
    assert response.json() == {"error": "Invalid email or password"}


@pytest.mark.parametrize("field", JOHN)
@pytest.mark.parametrize("value", [1, True, None, [], {}])
def test_a_wrong_type_is_a_bad_request(zocket, field, value):
    response = zocket.post(PATH, JOHN | {field: value})
    assert response.status_code == 400
    assert response.json()["message"].startswith(f"{field}: ")


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_refused(zocket, body):
    response = zocket.post(PATH, data=body, content_type="application/json")
    assert response.status_code == 400
    assert set(response.json()) == {"error", "message"}


def test_too_many_wrong_passwords_have_to_wait(zocket, settings, limits_on):
    settings.TASKHUB_RATE_SIGN_IN_ACCOUNT = (1, 300)
    zocket.post(PATH, JOHN | {"password": "wrong_password"})
    response = zocket.post(PATH, JOHN)
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 300
    assert set(response.json()) == {"error"}


def test_right_passwords_do_not_count(zocket, settings, limits_on):
    settings.TASKHUB_RATE_SIGN_IN_ACCOUNT = (1, 300)
    assert [zocket.post(PATH, JOHN).status_code for _ in range(3)] == [200, 200, 200]
