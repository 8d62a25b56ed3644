import pytest

from accounts.models import Session

UNKNOWN = {"code": 401, "message": "Invalid or expired token"}


def works(totask, tokens):
    return totask.with_token(tokens["access"]["token"]).get("/users/user").status_code == 200


def refreshes(totask, tokens):
    body = {"refreshToken": tokens["refresh"]["token"]}
    return totask.post("/auth/refresh-tokens", body).status_code == 200


def test_the_bearers_session_ends_with_both_its_tokens(totask, ann, login):
    tokens, other = login(), login()
    response = totask.with_token(tokens["access"]["token"]).post("/auth/logout")
    assert (response.status_code, response.content) == (204, b"")
    assert not works(totask, tokens)
    assert not refreshes(totask, tokens)
    assert works(totask, other)


def test_without_a_bearer_the_refresh_tokens_session_ends(totask, ann, login):
    tokens, other = login(), login()
    body = {"refreshToken": tokens["refresh"]["token"]}
    response = totask.post("/auth/logout", body)
    assert (response.status_code, response.content) == (204, b"")
    assert not works(totask, tokens)
    assert works(totask, other)


def test_a_stale_bearer_counts_as_none(totask, ann, login):
    tokens = login()
    body = {"refreshToken": tokens["refresh"]["token"]}
    assert totask.with_token("stale").post("/auth/logout", body).status_code == 204
    assert not works(totask, tokens)


def test_a_bearer_comes_before_the_body(totask, ann, login):
    tokens, other = login(), login()
    body = {"refreshToken": other["refresh"]["token"]}
    totask.with_token(tokens["access"]["token"]).post("/auth/logout", body)
    assert not works(totask, tokens)
    assert works(totask, other)


def test_a_session_ends_once(totask, ann, login):
    tokens = login()
    body = {"refreshToken": tokens["refresh"]["token"]}
    assert totask.post("/auth/logout", body).status_code == 204
    response = totask.post("/auth/logout", body)
    assert response.status_code == 401
    assert response.json() == UNKNOWN


@pytest.mark.parametrize("token", ["", "unknown", "a.b.c"])
def test_an_unknown_refresh_token_is_a_401(totask, ann, login, token):
    login()
    response = totask.post("/auth/logout", {"refreshToken": token})
    assert response.status_code == 401
    assert response.json() == UNKNOWN
    assert Session.objects.live().count() == 1


def test_an_access_token_is_no_refresh_token(totask, ann, login):
    tokens = login()
    response = totask.post("/auth/logout", {"refreshToken": tokens["access"]["token"]})
    assert response.status_code == 401
    assert works(totask, tokens)


@pytest.mark.parametrize("extra", [{}, {"json": {}}])
def test_neither_bearer_nor_refresh_token_is_a_401(totask, db, extra):
    response = totask.post("/auth/logout", **extra)
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
