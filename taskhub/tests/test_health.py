"""Alive and ready, and how a lost database looks from outside."""

import threading
from unittest import mock

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from taskhub import health, pages
from taskhub.health import Probe

DOWN = OperationalError("password of 10.0.0.1 is hunter2")


def test_healthz_asks_nobody(client: Client) -> None:
    with mock.patch.object(health.database, "question", side_effect=AssertionError):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_a_supervisor_that_does_not_just_look_is_told_so_in_json(path: str, method: str) -> None:
    response = Client(enforce_csrf_checks=True).generic(method, path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "no-store" in response.headers["Cache-Control"]
    assert response.json()["detail"] == "Ask with GET or HEAD."


@pytest.mark.parametrize("query", ["x=%00", "%ff", "x=" + "y" * 5000])
def test_healthz_reads_no_query(client: Client, query: str) -> None:
    response = client.get(f"/healthz?{query}")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.parametrize("path", ["/healthz/x", "/readyz/"])
def test_what_goes_wrong_beside_health_is_told_in_json(client: Client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.json()["status"]) == (404, 404)


@pytest.mark.django_db(transaction=True)
def test_readyz_names_each_dependency(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = ""
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok"})


def test_readyz_is_503_while_one_is_down(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    with mock.patch.object(health.database, "question", return_value=None):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unavailable", "database": "ok", "redis": "down"}
    assert response.headers["Retry-After"]


def test_readyz_says_nothing_of_the_reason(client: Client, settings: Settings) -> None:
    settings.REDIS_URL = ""
    with mock.patch.object(health.database, "question", side_effect=DOWN):
        response = client.get("/readyz")
    assert response.json() == {"status": "unavailable", "database": "down"}


def test_dependency_that_says_nothing_is_down_and_asked_once() -> None:
    answer, asked = threading.Event(), []

    def hang() -> None:
        asked.append(1)
        answer.wait(5)

    probe = Probe(hang)
    assert not probe.passes(0.01)
    assert not probe.passes(0.01)
    assert len(asked) == 1
    answer.set()
    assert probe.passes(1)


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/admin/login/", "text/html"), ("/api/v1/nothing-here", "application/problem+json")],
)
def test_lost_database_is_503_everywhere(path: str, kind: str) -> None:
    client = Client(raise_request_exception=False)
    with mock.patch("django.middleware.common.CommonMiddleware.process_request", side_effect=DOWN):
        response = client.get(path)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == pages.RETRY_AFTER
    assert response.headers["Content-Type"].startswith(kind)
    assert b"hunter2" not in response.content


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/no-such-page", "text/html"),
        ("/api/no-such-thing", "application/problem+json"),
        ("/apis", "text/html"),
    ],
)
def test_unknown_addresses_are_404_in_the_callers_kind(
    client: Client, path: str, kind: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert response.headers["Content-Type"].startswith(kind)
