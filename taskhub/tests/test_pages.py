"""The frame: language, errors, and what programs get instead."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import translation

from accounts.errors import EmailTaken
from taskhub import pages
from taskhub.errors import Invalid, NotAllowed, NotFound, RateLimited, Unauthenticated
from taskhub.testing.factories import make_user
from taskhub.urls import urlpatterns as real

RUSSIAN = {"Accept-Language": "ru-RU,ru;q=0.9,en;q=0.5"}
PROBLEMS = {
    "missing": (Http404(), 404),
    "denied": (PermissionDenied(), 403),
    "crash": (RuntimeError("secret"), 500),
    "lost": (OperationalError("secret"), 503),
    "not-found": (NotFound(), 404),
    "not-allowed": (NotAllowed(), 403),
    "invalid": (Invalid(), 400),
    "conflict": (EmailTaken(), 409),
    "unauthenticated": (Unauthenticated(), 401),
    "too-often": (RateLimited(7), 429),
}


def fails_with(error):
    def view(request):
        raise error

    return view


def language(request):
    return HttpResponse(translation.get_language())


urlpatterns = [
    *(path(f"odd/{name}", fails_with(error)) for name, (error, _) in PROBLEMS.items()),
    *(path(f"api/odd/{name}", fails_with(error)) for name, (error, _) in PROBLEMS.items()),
    path("odd/language", language),
    path("api/odd/language", language),
    path("admin/odd-language", language),
    *real,
]
handler400, handler403 = "taskhub.pages.bad_request", "taskhub.pages.forbidden"
handler404, handler500 = "taskhub.pages.not_found", "taskhub.pages.server_error"
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def quiet():
    return Client(raise_request_exception=False)


class TestErrors:
    @pytest.mark.parametrize("name", PROBLEMS)
    def test_a_failure_is_a_page_in_our_frame(self, quiet, name):
        status = PROBLEMS[name][1]
        page = quiet.get(f"/odd/{name}")
        assert page.status_code == status
        assert f"<h1>{pages.WORDS[status][0]}</h1>" in page.text
        assert "secret" not in page.text
        assert page.headers["Cache-Control"] == "no-store"

    @pytest.mark.parametrize("name", ["missing", "denied", "not-found", "too-often"])
    def test_somebody_signed_in_keeps_their_navigation(self, quiet, name):
        quiet.force_login(make_user("ann"))
        assert 'action="/account/sign-out"' in quiet.get(f"/odd/{name}").text

    @pytest.mark.parametrize("name", ["crash", "lost"])
    def test_what_is_broken_asks_nobody_who_looks_on(self, quiet, name):
        quiet.force_login(make_user("ann"))
        assert "sign-out" not in quiet.get(f"/odd/{name}").text

    def test_wait_is_said(self, quiet):
        page = quiet.get("/odd/too-often")
        assert page.headers["Retry-After"] == "7"
        assert "7 seconds" in page.text

    def test_page_speaks_the_browsers_language(self, quiet):
        page = quiet.get("/nowhere", headers=RUSSIAN)
        assert "<h1>Не найдено</h1>" in page.text
        assert '<html lang="ru"' in page.text

    @pytest.mark.parametrize("name", ["missing", "crash", "lost"])
    def test_program_gets_english_json_whatever_it_speaks(self, quiet, name):
        answer = quiet.get(f"/api/odd/{name}", headers=RUSSIAN)
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["detail"].isascii()

    def test_old_form_is_explained(self):
        page = Client(enforce_csrf_checks=True).post("/account/sign-in", {})
        assert page.status_code == 403
        assert "Please try again." in page.text


class TestLanguage:
    @pytest.mark.parametrize(
        ("asked", "spoken"),
        [("ru", "ru"), ("ru-RU,en", "ru"), ("en-GB", "en"), ("de,fr", "en"), ("", "en"),
         ("x" * 5000, "en"), ("\0;;q=ru", "en")],
    )  # fmt: skip
    def test_page_speaks_what_the_browser_asks_for(self, client, asked, spoken):
        answer = client.get("/odd/language", headers={"Accept-Language": asked})
        assert answer.text == answer.headers["Content-Language"] == spoken

    def test_profile_comes_before_the_browser(self, client):
        client.force_login(make_user("ann", language="en"))
        assert client.get("/odd/language", headers=RUSSIAN).text == "en"

    @pytest.mark.parametrize("address", ["/api/odd/language", "/admin/odd-language"])
    def test_elsewhere_english_is_spoken(self, client, address):
        client.get("/odd/language", headers=RUSSIAN)
        answer = client.get(address, headers=RUSSIAN)
        assert answer.text == "en"
        assert "Content-Language" not in answer.headers

    @pytest.mark.parametrize(
        ("base", "address", "body"),
        [
            ("tasktracker", "/api/v1/auth/register/", {"email": "x", "password": "password"}),
            ("totask", "/auth/register", {"email": "x", "password": "password"}),
            ("taskora", "/api/auth/register", {"email": "x", "password": "password"}),
            ("zocket", "/api/auth/signup", {"email": "x", "password": "password"}),
        ],
    )
    def test_contracts_refuse_in_english(self, client, base, address, body):
        answer = client.post(
            f"/{base}{address}", body, content_type="application/json", headers=RUSSIAN
        )
        assert answer.status_code in {400, 422}
        assert answer.text.isascii()
        assert "\\u04" not in answer.text

    def test_refused_form_speaks_russian(self, client):
        fields = {"email": "x", "password": "password"}
        page = client.post("/account/sign-up", fields, headers=RUSSIAN)
        assert "широко распространён" in page.text
        assert "Введите правильный адрес" in page.text


def test_an_address_of_a_form_says_so_to_who_opens_it():
    client = Client()
    client.force_login(make_user("ann"))
    told = client.get("/boards/1/delete", headers=RUSSIAN)
    assert told.status_code == 405
    assert told.headers["Allow"] == "POST, OPTIONS"
    assert "Здесь не на что смотреть" in told.content.decode()
    assert 'lang="ru"' in told.content.decode()
