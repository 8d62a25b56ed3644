"""Headers that every answer carries, and cookies."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from taskhub.csp import ContentSecurityPolicyMiddleware, csp_nonce
from taskhub.logs import CallersFault, JsonFormatter


@pytest.mark.parametrize(
    "path", ["/healthz", "/nowhere", "/api/nowhere", "/static/taskhub/base.css"]
)
def test_every_answer_carries_the_headers(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def policy_of(view: Any) -> str:
    request = RequestFactory().get("/")
    header: str = ContentSecurityPolicyMiddleware(view)(request).headers["Content-Security-Policy"]
    return header


def test_policy_has_the_nonce_a_page_used() -> None:
    used = []

    def page(request: HttpRequest) -> HttpResponse:
        used.append(str(csp_nonce(request)["csp_nonce"]))
        return HttpResponse()

    headers = [policy_of(page), policy_of(page)]
    for nonce, header in zip(used, headers, strict=True):
        assert f"script-src 'self' 'nonce-{nonce}'" in header
    assert used[0] != used[1]


def test_policy_has_no_nonce_where_none_was_used() -> None:
    assert "nonce" not in policy_of(lambda request: HttpResponse())


def test_answer_may_bring_a_policy_of_its_own() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert policy_of(lambda request: own) == "sandbox"


def test_other_origins_are_not_invited(client: Client) -> None:
    response = client.get("/healthz", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers


def test_embedded_cookies_are_plain_and_closed() -> None:
    assert not settings.SESSION_COOKIE_NAME.startswith("__Host-")
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY


def test_log_line_is_json_whatever_the_caller_sent() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "%s", ('a\n{"level": "fake"}',), None)
    line = JsonFormatter().format(record)
    assert "\n" not in line


def test_log_has_no_traceback_for_a_callers_fault() -> None:
    failure = SuspiciousOperation("odd")
    info = (type(failure), failure, None)
    record = logging.LogRecord("x", logging.ERROR, "", 0, "odd", None, info)
    assert CallersFault().filter(record)
    assert (record.exc_info, record.levelname) == (None, "WARNING")


def test_program_with_a_broken_session_cookie_has_it_removed(client: Client) -> None:
    response = client.get("/zocket/nothing", headers={"cookie": "taskhub-session=short"})
    assert response.cookies["taskhub-session"]["max-age"] == 0
    assert response.headers["Vary"] == "Cookie, origin"


def test_program_without_a_cookie_is_told_of_origins_alone(client: Client) -> None:
    response = client.get("/zocket/nothing")
    assert (response.headers["Vary"], dict(response.cookies)) == ("origin", {})
