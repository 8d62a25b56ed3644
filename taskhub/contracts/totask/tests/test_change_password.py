import pytest

from taskhub.contracts.totask.tests.conftest import PASSWORD

NEW = "a completely new phrase"


def change(client, **fields):
    body = {"email": "ann@example.com", "password": PASSWORD, "newPassword": NEW, **fields}
    return client.post("/auth/change-password", body)


def sign_in(totask, password):
    body = {"email": "ann@example.com", "password": password}
    return totask.post("/auth/login", body).status_code


def test_the_present_password_changes_it(totask, ann):
    response = change(totask, email="ANN@example.com")
    assert (response.status_code, response.content) == (204, b"")
    assert (sign_in(totask, PASSWORD), sign_in(totask, NEW)) == (401, 200)


def test_all_sessions_end_the_bearers_too(totask, ann, login):
    tokens, other = login(), login()
    assert change(totask.with_token(tokens["access"]["token"])).status_code == 204
    for each in (tokens, other):
        client = totask.with_token(each["access"]["token"])
        assert client.get("/users/user").status_code == 401


@pytest.mark.parametrize(
    "fields", [{"password": "wrong"}, {"password": ""}, {"email": "nobody@example.com"}]
)
def test_a_wrong_password_and_an_unknown_address_are_one_401(totask, ann, fields):
    response = change(totask, **fields)
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Invalid email or password"}
    assert sign_in(totask, PASSWORD) == 200


def test_the_bearer_must_not_be_somebody_else(totask, ann, person):
    response = change(totask.as_(person("outsider")))
    assert response.status_code == 403
    assert response.json() == {
        "code": 403,
        "message": "You may not do this with somebody else's account",
    }
    assert sign_in(totask, PASSWORD) == 200


def test_a_stale_bearer_counts_as_none(totask, ann):
    assert change(totask.with_token("stale")).status_code == 204


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("password", "newPassword: This password is too common."),
        (
            "short1x",
            "newPassword: This password is too short. It must contain at least 8 characters.",
        ),
        ("ann@example.com", "newPassword: The password is too similar to the email."),
    ],
)
def test_a_weak_new_password_is_refused_by_its_own_name(totask, ann, new, message):
    response = change(totask, newPassword=new)
    assert response.status_code == 400
    assert message in response.json()["message"]
    assert sign_in(totask, PASSWORD) == 200


@pytest.mark.parametrize("missing", ["email", "password", "newPassword"])
def test_all_three_are_needed(totask, ann, missing):
    body = {"email": ann.email, "password": PASSWORD, "newPassword": NEW}
    del body[missing]
    response = totask.post("/auth/change-password", body)
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": f"{missing}: This field is required."}


def test_it_shares_the_budget_of_signing_in(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_SIGN_IN_ACCOUNT = (2, 300)
    assert sign_in(totask, "wrong") == 401
    assert change(totask, password="wrong").status_code == 401
    response = change(totask)
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) >= 1
    assert sign_in(totask, PASSWORD) == 429
