from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import MailToken

REFUSED = {"code": 401, "message": "Invalid or expired token"}


@pytest.fixture
def token(ann, mailed_token):
    services.request_verification(email=ann.email, peer=None)
    return mailed_token()


def verify(totask, token):
    return totask.post(f"/auth/verify-email?token={token}")


def verified(user):
    user.refresh_from_db()
    return user.is_email_verified


def test_a_mailed_token_verifies_the_address(totask, ann, token):
    response = verify(totask, token)
    assert (response.status_code, response.content) == (204, b"")
    assert totask.as_(ann).get("/users/user").json()["isEmailVerified"] is True


def test_a_body_is_not_looked_at(totask, ann, token):
    path = f"/auth/verify-email?token={token}"
    assert totask.post(path, data=b"{", content_type="text/plain").status_code == 204


def test_looking_is_not_verifying(totask, ann, token):
    assert totask.get(f"/auth/verify-email?token={token}").status_code == 405
    assert not verified(ann)


def test_a_token_works_once(totask, ann, token):
    verify(totask, token)
    response = verify(totask, token)
    assert response.status_code == 401
    assert response.json() == REFUSED


def test_a_second_token_dies_with_the_first(totask, ann, token, mailed_token):
    services.request_verification(email=ann.email, peer=None)
    second = mailed_token()
    assert verify(totask, second).status_code == 204
    response = verify(totask, token)
    assert (response.status_code, response.json()) == (401, REFUSED)


def test_a_token_runs_out(totask, ann, token):
    MailToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert verify(totask, token).status_code == 401
    assert not verified(ann)


def test_a_token_dies_when_the_address_changes(totask, ann, token):
    services.update_user(actor=ann, user=ann, changes={"email": "new@example.com"})
    response = verify(totask, token)
    assert response.status_code == 401
    assert response.json() == REFUSED
    assert not verified(ann)


def test_a_reset_token_verifies_nothing(totask, ann, mailed_token):
    services.request_password_reset(email=ann.email, peer=None)
    assert verify(totask, mailed_token()).status_code == 401
    assert not verified(ann)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "token: This field is required."),
        ("?token=%20", "token: This parameter may not be empty."),
        ("?token=a&token=b", "token: Give this parameter once."),
    ],
)
def test_one_token_is_needed(totask, db, query, message):
    response = totask.post(f"/auth/verify-email{query}")
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


def test_guessing_tokens_is_limited(totask, db, limits_on, settings):
    settings.TASKHUB_RATE_MAIL_PEER = (1, 300)
    assert verify(totask, "x").status_code == 401
    assert verify(totask, "y").status_code == 429
