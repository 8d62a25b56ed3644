from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import MailToken
from taskhub.contracts.totask.tests.conftest import PASSWORD

NEW = "a completely new phrase"
REFUSED = {"code": 401, "message": "Invalid or expired token"}


@pytest.fixture
def token(totask, ann, mailed_token):
    totask.post("/auth/forgot-password", {"email": ann.email})
    return mailed_token()


def reset(totask, token, password=NEW):
    return totask.post(f"/auth/reset-password?token={token}", {"password": password})


def sign_in(totask, password):
    body = {"email": "ann@example.com", "password": password}
    return totask.post("/auth/login", body).status_code


def test_a_mailed_token_sets_the_password(totask, token):
    response = reset(totask, token)
    assert (response.status_code, response.content) == (204, b"")
    assert (sign_in(totask, PASSWORD), sign_in(totask, NEW)) == (401, 200)


def test_all_sessions_end(totask, token, login):
    tokens = login()
    reset(totask, token)
    assert totask.with_token(tokens["access"]["token"]).get("/users/user").status_code == 401


def test_a_token_works_once(totask, token):
    reset(totask, token)
    response = reset(totask, token, "yet another phrase")
    assert response.status_code == 401
    assert response.json() == REFUSED
    assert sign_in(totask, NEW) == 200


def test_a_weak_password_is_refused_and_the_token_stays_good(totask, token):
    response = reset(totask, token, "password")
    assert response.status_code == 400
    assert response.json() == {
        "code": 400,
        "message": "password: This password is too common.",
    }
    assert reset(totask, token).status_code == 204


def test_a_token_runs_out(totask, token):
    MailToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = reset(totask, token)
    assert response.status_code == 401
    assert response.json() == REFUSED


def test_a_token_dies_when_the_address_changes(totask, ann, token):
    services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
    assert reset(totask, token).status_code == 401


def test_a_verification_token_resets_nothing(totask, ann, mailed_token):
    services.request_verification(email=ann.email, peer=None)
    assert reset(totask, mailed_token()).status_code == 401
    assert sign_in(totask, PASSWORD) == 200


@pytest.mark.parametrize("token", ["x", "a" * 5000, "%D0%B9", "%2e%2e"])
def test_rubbish_is_refused(totask, db, token):
    response = reset(totask, token)
    assert response.status_code == 401
    assert response.json() == REFUSED


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "token: This field is required."),
        ("?token=", "token: This parameter may not be empty."),
        ("?token=a&token=b", "token: Give this parameter once."),
    ],
)
def test_one_token_is_needed(totask, db, query, message):
    response = totask.post(f"/auth/reset-password{query}", {"password": NEW})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


def test_a_password_is_needed(totask, token):
    response = totask.post(f"/auth/reset-password?token={token}", {})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": "password: This field is required."}


def test_guessing_tokens_is_limited(totask, db, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_PEER = (1, 300)
    assert reset(totask, "x").status_code == 401
    response = reset(totask, "y")
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) >= 1
