"""The look at the log after every test."""

import logging

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.backends.db import SessionStore

from accounts import mail_tokens, sessions
from accounts.models import MailPurpose
from taskhub.testing import leaks
from taskhub.testing.factories import make_user

PASSWORD = "tall ôak tree"
logger = logging.getLogger("taskhub.tests")


def a_password(user):
    make_password(PASSWORD)
    return PASSWORD


def a_wrong_password(user):
    check_password(PASSWORD, user.password)
    return PASSWORD


def an_access_token(user):
    return sessions.open_session(user=user, door="test", refreshable=False).access


def a_refresh_token(user):
    return sessions.open_session(user=user, door="test", refreshable=True).refresh


def a_mail_token(user):
    return mail_tokens.mint(user, MailPurpose.RESET)


def a_cookie(user):
    store = SessionStore()
    store.create()
    return store.session_key


@pytest.mark.django_db
@pytest.mark.parametrize(
    "make",
    [a_password, a_wrong_password, an_access_token, a_refresh_token, a_mail_token, a_cookie],
)
@pytest.mark.parametrize("place", ["message", "data", "traceback"])
def test_a_secret_is_found_wherever_it_is_logged(make, place, no_secret_in_the_log):
    secret = make(make_user(password="wrong horse battery"))
    try:
        raise RuntimeError(secret if place == "traceback" else "nothing")
    except RuntimeError:
        told = secret if place == "message" else "nothing"
        data = {"data": {"deep": [secret]}} if place == "data" else {}
        logger.exception("%s", told, extra=data)
    with pytest.raises(AssertionError, match="logged"):
        leaks.check(no_secret_in_the_log.lines)
    no_secret_in_the_log.lines.clear()


@pytest.mark.django_db
def test_what_is_no_secret_may_be_logged(no_secret_in_the_log):
    user = make_user()
    an_access_token(user)
    logger.warning("user %s signed in by password, session %s", user.pk, user.sessions.get().pk)
    assert no_secret_in_the_log.lines
    leaks.check(no_secret_in_the_log.lines)
