from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import services
from accounts.models import Session

REFUSED = {"code": 401, "message": "Invalid or expired token"}


def refresh(totask, tokens):
    return totask.post("/auth/refresh-tokens", {"refreshToken": tokens["refresh"]["token"]})


def works(totask, tokens):
    return totask.with_token(tokens["access"]["token"]).get("/users/user").status_code == 200


def test_a_refresh_token_gives_a_new_pair(totask, ann, login):
    old = login()
    response = refresh(totask, old)
    assert response.status_code == 200
    new = response.json()
    assert new.keys() == {"access", "refresh"}
    assert new["refresh"]["token"] != old["refresh"]["token"]
    assert new["refresh"]["expires"] == old["refresh"]["expires"]
    assert works(totask, new)
    assert refresh(totask, new).status_code == 200


def test_a_token_spent_a_moment_ago_is_refused_and_the_session_lives(totask, ann, login):
    old = login()
    new = refresh(totask, old).json()
    response = refresh(totask, old)
    assert response.status_code == 401
    assert response.json() == REFUSED
    assert works(totask, new)


def test_a_spent_token_that_comes_back_late_ends_the_session(totask, ann, login, settings):
    old = login()
    new = refresh(totask, old).json()
    past = timezone.now() - timedelta(seconds=settings.TASKHUB_REFRESH_GRACE + 1)
    Session.objects.update(rotated_at=past)
    assert refresh(totask, old).status_code == 401
    assert not works(totask, new)
    assert refresh(totask, new).status_code == 401


def test_an_access_token_refreshes_nothing(totask, ann, login):
    response = totask.post("/auth/refresh-tokens", {"refreshToken": login()["access"]["token"]})
    assert response.status_code == 401
    assert response.json() == REFUSED


def test_a_token_of_tasktracker_is_the_same_kind(totask, tasktracker, ann, login):
    tokens = login()
    header = {"Authorization": f"Bearer {tokens['refresh']['token']}"}
    response = tasktracker.post("/api/v1/auth/refresh/", headers=header)
    assert response.status_code == 200
    assert refresh(totask, tokens).status_code == 401


def test_the_session_of_a_deactivated_person_is_over(totask, ann, person, login):
    tokens = login()
    services.deactivate_user(actor=person("superuser"), user=ann)
    response = refresh(totask, tokens)
    assert response.status_code == 401
    assert response.json() == REFUSED


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "ü" * 3000])
def test_rubbish_is_refused(totask, db, token):
    response = totask.post("/auth/refresh-tokens", {"refreshToken": token})
    assert response.status_code == 401
    assert response.json() == REFUSED


def test_a_missing_token_is_a_400(totask, db):
    response = totask.post("/auth/refresh-tokens", {})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": "refreshToken: This field is required."}


def test_guessing_is_limited_and_a_good_token_never_waits(totask, ann, login, limits_on, settings):
    tokens = login()
    settings.TASKHUB_RATE_SIGN_IN_PEER = (1, 300)
    rubbish = {"refreshToken": "x"}
    assert totask.post("/auth/refresh-tokens", rubbish).status_code == 401
    response = totask.post("/auth/refresh-tokens", rubbish)
    assert response.status_code == 429
    assert response.json() == {"code": 429, "message": "Too many requests, try again later"}
    assert int(response.headers["Retry-After"]) >= 1
    assert refresh(totask, tokens).status_code == 200
