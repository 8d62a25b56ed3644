from datetime import UTC, datetime, timedelta

import pytest

from taskhub.contracts.totask.tests.conftest import PASSWORD
from taskhub.testing.factories import make_user

REFUSED = {"code": 401, "message": "Invalid email or password"}


def seconds_from_now(text):
    assert text.endswith("Z")
    return (datetime.fromisoformat(text) - datetime.now(UTC)) / timedelta(seconds=1)


def test_signing_in_gives_the_id_as_text_and_two_tokens(totask, ann):
    response = totask.post("/auth/login", {"email": "ANN@example.com", "password": PASSWORD})
    assert response.status_code == 200
    body = response.json()
    assert body.keys() == {"user", "tokens"}
    assert body["user"] == str(ann.pk)
    access, refresh = body["tokens"]["access"], body["tokens"]["refresh"]
    assert access.keys() == refresh.keys() == {"token", "expires"}
    assert 890 < seconds_from_now(access["expires"]) <= 900
    assert 30 * 86400 - 10 < seconds_from_now(refresh["expires"]) <= 30 * 86400


def test_the_access_token_signs_requests_of_every_contract(totask, ann, login, taskora):
    token = login()["access"]["token"]
    assert totask.with_token(token).get("/users/user").status_code == 200
    assert taskora.with_token(token).get(f"/api/{ann.pk}/tasks").status_code == 200


def test_the_refresh_token_signs_no_request(totask, ann, login):
    response = totask.with_token(login()["refresh"]["token"]).get("/users/user")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Invalid or expired token"}
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("ann@example.com", "wrong"),
        ("ann@example.com", ""),
        ("ann@example.com", f" {PASSWORD}"),
        ("nobody@example.com", PASSWORD),
        ("asleep@example.com", PASSWORD),
        ("no address", PASSWORD),
    ],
)
def test_all_refusals_are_one_and_the_same(totask, ann, email, password):
    make_user("asleep", password=PASSWORD, is_active=False)
    response = totask.post("/auth/login", {"email": email, "password": password})
    assert response.status_code == 401
    assert response.json() == REFUSED


@pytest.mark.parametrize("missing", ["email", "password"])
def test_address_and_password_are_needed(totask, db, missing):
    body = {"email": "ann@example.com", "password": PASSWORD}
    del body[missing]
    response = totask.post("/auth/login", body)
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": f"{missing}: This field is required."}


def test_a_stale_token_does_not_keep_anybody_from_signing_in(totask, ann):
    stale = totask.with_token("stale")
    body = {"email": "ann@example.com", "password": PASSWORD}
    assert stale.post("/auth/login", body).status_code == 200


def test_failures_are_limited_and_a_right_password_does_not_count(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_SIGN_IN_ACCOUNT = (2, 300)
    right = {"email": "ann@example.com", "password": PASSWORD}
    wrong = {"email": "ann@example.com", "password": "wrong"}
    assert [totask.post("/auth/login", right).status_code for _ in range(4)] == [200] * 4
    assert [totask.post("/auth/login", wrong).status_code for _ in range(2)] == [401] * 2
    response = totask.post("/auth/login", right)
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests, try again later"}
    assert int(response.headers["Retry-After"]) >= 1
