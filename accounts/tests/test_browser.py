"""Browsers that sign in through Django's own door: backends.py and middleware.py."""

import pytest
from asgiref.sync import async_to_sync
from django.contrib.auth import aauthenticate, authenticate
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory

from accounts import services, sessions
from accounts.backends import SharedBudgetBackend
from accounts.errors import InvalidCredentials
from accounts.middleware import SESSION_ID, BrowserSessionMiddleware
from accounts.models import Session, User
from taskhub.errors import RateLimited
from taskhub.testing.factories import make_user

PASSWORD = "tall oak tree"
LOGIN = "/admin/login/"


@pytest.fixture
def boss(db):
    return make_user("boss", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def browser(boss):
    client = Client()
    assert sign_in(client).status_code == 302
    return client


def sign_in(client, password=PASSWORD, email="BOSS@example.com"):
    return client.post(LOGIN, {"username": email, "password": password})


def is_signed_in(client):
    return client.get("/admin/").status_code == 200


class TestSession:
    def test_signing_in_opens_a_session_of_the_browser(self, browser, boss, settings):
        assert is_signed_in(browser)
        session = Session.objects.get()
        assert (session.user, session.door, session.refresh_digest) == (boss, "browser", "")
        left = session.expires_at - session.created_at
        assert abs(left.total_seconds() - settings.SESSION_COOKIE_AGE) < 2

    def test_ended_session_signs_the_browser_out(self, browser):
        sessions.end(Session.objects.get())
        assert not is_signed_in(browser)
        assert "_auth_user_id" not in browser.session

    @pytest.mark.parametrize(
        "act",
        [
            lambda boss: services.set_password(
                actor=boss, user=boss, new_password="another oak tree"
            ),
            lambda boss: services.deactivate_user(actor=boss, user=boss),
            lambda boss: services.delete_user(actor=boss, user=boss),
            lambda boss: sessions.end_all(boss),
        ],
    )
    def test_what_ends_all_sessions_ends_the_browsers_too(self, browser, boss, act):
        act(boss)
        assert not is_signed_in(browser)

    def test_reactivation_does_not_revive_the_browser(self, browser, boss):
        services.deactivate_user(actor=boss, user=boss)
        services.reactivate_user(actor=boss, user=boss)
        assert not is_signed_in(browser)

    def test_signing_out_ends_the_session(self, browser):
        browser.post("/admin/logout/")
        assert Session.objects.get().ended_at is not None
        assert not is_signed_in(browser)

    def test_signing_in_again_ends_the_session_before(self, browser):
        sign_in(browser)
        assert Session.objects.count() == 2
        assert Session.objects.live().count() == 1
        assert is_signed_in(browser)

    def test_cookie_without_a_session_of_ours_is_worth_nothing(self, browser):
        store = browser.session
        del store[SESSION_ID]
        store.save()
        assert not is_signed_in(browser)

    def test_cookie_that_names_somebody_elses_session_is_worth_nothing(self, browser):
        other = sessions.open_browser_session(user=make_user("bob"), lifetime=60)
        store = browser.session
        store[SESSION_ID] = str(other.pk)
        store.save()
        assert not is_signed_in(browser)

    def test_request_that_does_not_ask_for_the_user_costs_no_query(
        self, rf, db, django_assert_num_queries
    ):
        middleware = BrowserSessionMiddleware(lambda request: "answer")
        with django_assert_num_queries(0):
            assert middleware(rf.get("/")) == "answer"

    def test_coroutines_get_the_same_answer(self, browser, boss):
        seen = []
        request = RequestFactory().get("/")
        request.session = browser.session
        middleware = BrowserSessionMiddleware(lambda request: seen.append(request))
        middleware(request)
        assert async_to_sync(seen[0].auser)() == boss
        sessions.end_all(boss)
        del seen[0]._cached_user
        assert async_to_sync(seen[0].auser)().is_anonymous

    def test_password_that_changed_during_sign_in_signs_nobody_in(self, boss, monkeypatch):
        def late(**_):
            raise InvalidCredentials

        monkeypatch.setattr(sessions, "open_browser_session", late)
        client = Client()
        sign_in(client)
        assert not is_signed_in(client)


class TestBudget:
    def test_admin_and_doors_share_one_budget(self, boss, limits_on):
        client = Client()
        for _ in range(10):
            assert sign_in(client, "wrong").status_code == 200
        refused = sign_in(client)
        assert refused.status_code == 429
        assert 0 < int(refused.headers["Retry-After"]) <= 300
        with pytest.raises(RateLimited):
            services.check_credentials(email=boss.email, password=PASSWORD, peer="192.0.2.9")

    def test_right_passwords_do_not_count(self, boss, limits_on):
        for _ in range(12):
            assert sign_in(Client()).status_code == 302

    def test_past_the_budget_no_other_backend_is_asked(self, boss, limits_on, rf):
        backend = SharedBudgetBackend()
        for _ in range(10):
            assert backend.authenticate(rf.post("/"), boss.email, "wrong") is None
        with pytest.raises(PermissionDenied):
            backend.authenticate(rf.post("/"), boss.email, PASSWORD)
        assert authenticate(rf.post("/"), username=boss.email, password=PASSWORD) is None

    def test_coroutines_use_the_budget_too(self, boss, limits_on, rf):
        attempt = async_to_sync(aauthenticate)
        assert attempt(rf.post("/"), username=boss.email, password=PASSWORD) == boss
        for _ in range(10):
            assert attempt(rf.post("/"), username=boss.email, password="wrong") is None
        assert attempt(rf.post("/"), username=boss.email, password=PASSWORD) is None

    @pytest.mark.parametrize(
        "fields", [{}, {"username": "boss@example.com"}, {"password": PASSWORD}, {"token": "x"}]
    )
    def test_other_credentials_are_none_of_its_business(self, boss, rf, fields):
        assert authenticate(rf.post("/"), **fields) is None

    @pytest.mark.parametrize("odd", ["\0", "\ud800", "x" * 100_000])
    def test_odd_credentials_sign_nobody_in(self, boss, rf, odd):
        assert authenticate(rf.post("/"), username=odd, password=PASSWORD) is None
        assert authenticate(rf.post("/"), username=boss.email, password=odd) is None

    def test_deactivated_account_gets_no_page(self, boss):
        User.objects.update(is_active=False)
        assert sign_in(Client()).status_code == 200
