"""No secret does another's work: every kind, at every place that takes one."""

import pytest
from django.conf import settings
from django.test import Client

from accounts import mail_tokens, sessions
from accounts.models import MailPurpose
from taskhub.live.credentials import caller_of
from taskhub.testing.clients import ContractClient
from taskhub.testing.factories import make_user
from taskhub.testing.race import race

PASSWORD = "tall oak tree by the sea"
#: A path of each contract that only somebody signed in may read.
BEARER = {
    "zocket": "/zocket/api/v1/tasks",
    "tasktracker": "/tasktracker/api/v1/users/me/",
    "totask": "/totask/users/user",
    "v2": "/api/v2/boards/",
    "taskora": "/taskora/api/{me}/tasks",
    "todo": "/todo/api/{me}/tasks",
}
KINDS = ("access", "refresh", "reset", "verification", "cookie", "session id")


@pytest.fixture
def user(db):
    return make_user("ann", password=PASSWORD)


def secrets_of(user):
    """One of each kind, all good."""
    grant = sessions.open_session(user=user, door="test", refreshable=True)
    browser = Client()
    browser.login(username=user.email, password=PASSWORD)
    return {
        "access": grant.access,
        "refresh": grant.refresh,
        "reset": mail_tokens.mint(user, MailPurpose.RESET),
        "verification": mail_tokens.mint(user, MailPurpose.VERIFY),
        "cookie": browser.cookies[settings.SESSION_COOKIE_NAME].value,
        "session id": str(grant.session.pk),
    }


def bearer(path):
    def accepts(secret, user):
        client = ContractClient("").with_token(secret)
        return client.get(path.format(me=user.pk)).status_code == 200

    return accepts


def refresh_of_totask(secret, user):
    body = {"refreshToken": secret}
    return ContractClient("/totask").post("/auth/refresh-tokens", body).status_code == 200


def refresh_of_tasktracker(secret, user):
    client = ContractClient("/tasktracker").with_token(secret)
    return client.post("/api/v1/auth/refresh/").status_code == 200


def sign_out_of_totask(secret, user):
    body = {"refreshToken": secret}
    return ContractClient("/totask").post("/auth/logout", body).status_code == 204


def reset(secret, user):
    body = {"password": "another oak tree"}
    path = f"/auth/reset-password?token={secret}"
    return ContractClient("/totask").post(path, body).status_code == 204


def verification(secret, user):
    path = f"/auth/verify-email?token={secret}"
    return ContractClient("/totask").post(path).status_code == 204


def cookie(secret, user):
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = secret
    return client.get("/account/profile").status_code == 200


def socket(secret, user):
    headers = [(b"authorization", f"Bearer {secret}".encode())]
    return caller_of({"headers": headers, "subprotocols": []}) is not None


def socket_of_a_page(secret, user):
    return caller_of({"headers": [], "subprotocols": ["bearer", secret]}) is not None


PLACES = {
    **{f"bearer at {name}": (bearer(path), "access") for name, path in BEARER.items()},
    "socket's header": (socket, "access"),
    "socket's subprotocol": (socket_of_a_page, "access"),
    "refresh at totask": (refresh_of_totask, "refresh"),
    "refresh at tasktracker": (refresh_of_tasktracker, "refresh"),
    "sign-out at totask": (sign_out_of_totask, "refresh"),
    "reset": (reset, "reset"),
    "verification": (verification, "verification"),
    "cookie": (cookie, "cookie"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_a_place_takes_its_own_kind_and_no_other(user, place, kind):
    accepts, own = PLACES[place]
    assert accepts(secrets_of(user)[kind], user) is (kind == own)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_good_any_more_when_the_password_has_changed(user, place, kind):
    secret = secrets_of(user)[kind]
    body = {"email": user.email, "password": PASSWORD, "newPassword": "another oak tree"}
    assert ContractClient("/totask").post("/auth/change-password", body).status_code == 204
    assert PLACES[place][0](secret, user) is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_no_use_that_begins_after_the_sign_out_is_good(attempt):
    """Raced: whoever sees the sign-out answered sees the token refused."""
    user = make_user("ann", password=PASSWORD)
    secret = secrets_of(user)["access"]
    path = BEARER["totask"]

    def sign_out_and_try():
        client = ContractClient("/totask").with_token(secret)
        out = client.post("/auth/logout").status_code
        return out, bearer(path)(secret, user)

    outcomes = race(*[sign_out_and_try] * 4)
    assert {used for _, used in outcomes} == {False}
    # One of them ended the session; to whoever came later the token was stale already.
    assert 204 in {out for out, _ in outcomes} <= {204, 401}
