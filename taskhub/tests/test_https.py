"""What changes behind https, which is where production is."""

import json
import os
import subprocess
import sys

import pytest
from django.test import Client

from taskhub.testing.processes import ROOT
from taskhub.tests.test_env import PRODUCTION

NAMES = [
    "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE",
    "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "DEBUG",
]  # fmt: skip


@pytest.fixture
def https(settings):
    settings.ALLOWED_HOSTS = ["tasks.example.org"]
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_SSL_HOST = "tasks.example.org"
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    return Client(headers={"host": "tasks.example.org"})


@pytest.mark.processes
def test_production_has_strict_transport_and_closed_cookies(tmp_path):
    code = (
        "import json, django; django.setup(); from django.conf import settings; "
        f"print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))"
    )
    own = {"DJANGO_SETTINGS_MODULE": "taskhub.settings", "TASKHUB_DATA_DIR": str(tmp_path)}
    printed = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **PRODUCTION, **own},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(printed.stdout) == {
        "SECURE_HSTS_SECONDS": 31536000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_NAME": "__Host-taskhub-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_NAME": "__Host-taskhub-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "DEBUG": False,
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/zocket/api/v1/tasks", "/api/v2/boards/", "/no"]
)
def test_every_answer_tells_browsers_to_stay_with_https(https, path):
    told = https.get(path, secure=True).headers["Strict-Transport-Security"]
    assert told.startswith("max-age=31536000; includeSubDomains")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/account/sign-in", "/admin/"])
def test_people_are_led_to_https_at_the_public_address(https, path):
    answer = https.get(path)
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"https://tasks.example.org{path}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/zocket/api/v1/tasks", "/api/auth/signin", "/users/user", "/auth/login", "/api/v2/x"]
)
def test_programs_are_not_led_on_with_their_token(https, path):
    answer = https.get(path, headers={"Authorization": "Bearer x"})
    assert answer.status_code in (401, 404, 405)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/.git/config", "/static/.git/config", "/static/../manage.py", "/static/%2e%2e/manage.py",
        "/data/secret-key", "/media/", "/media/avatars/", "/media/../secret-key", "/static/",
    ],
)  # fmt: skip
def test_no_file_is_served_that_is_not_meant_to_be(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "PROPFIND"])
@pytest.mark.parametrize("path", ["/", "/healthz", "/zocket/api/v1/tasks", "/account/sign-in"])
def test_odd_methods_are_refused(client, path, method):
    assert client.generic(method, path).status_code == 405
