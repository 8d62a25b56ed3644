"""The page for when the network or the server is away, and the worker that keeps it."""

import re

import pytest
from django.test import Client

from taskhub import offline
from taskhub.testing.factories import make_user

WORKER = "/offline-worker.js"


@pytest.fixture
def signed_in(db):
    client = Client()
    client.force_login(make_user("ann", theme="dark", language="en"))
    return client


@pytest.mark.parametrize(("language", "heading"), [("en", "out of reach"), ("ru", "недоступен")])
def test_page_speaks_the_language_of_its_address(client, language, heading):
    page = client.get(f"/offline/{language}", headers={"Accept-Language": "de"})
    assert f'<html lang="{language}">' in page.text
    assert heading in page.text
    assert page.headers["Content-Language"] == language


def test_page_is_the_same_for_everybody_and_asks_the_database_nothing(client, signed_in):
    page = signed_in.get("/offline/en").text
    assert page == client.get("/offline/en").text
    assert "ann" not in page
    assert "csrf" not in page
    assert 'id="live"' not in page


@pytest.mark.parametrize("path", ["/offline/de", "/offline/", f"{WORKER}?language=de"])
def test_what_there_is_no_page_for_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_worker_is_a_script_that_is_asked_for_anew(client, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = client.get(f"{WORKER}?language=ru")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["Content-Security-Policy"]
    assert 'const PAGE = "/offline/ru"' in answer.text.replace("\\u002D", "-")


def test_worker_costs_a_signed_in_person_no_query(signed_in, django_assert_num_queries):
    with django_assert_num_queries(0):
        signed_in.get(WORKER)


def test_worker_keeps_the_page_and_its_parts_only(client):
    parts = re.search(r"const PARTS = \[(.*)\]", client.get(WORKER).text).group(1)
    paths = re.findall(r'"([^"]+)"', parts.replace("\\u002D", "-"))
    assert "/static/taskhub/base.css" in paths
    assert all(path.startswith("/static/taskhub/") for path in paths)
    assert [client.get(path).status_code for path in paths] == [200] * len(paths)


def test_name_changes_with_what_is_kept(tmp_path, monkeypatch):
    file = tmp_path / "a.css"
    monkeypatch.setattr(offline.finders, "find", lambda path: str(file))
    file.write_text("a {}")
    first = offline._fingerprint("<p>", ["/static/a.css"])
    assert first == offline._fingerprint("<p>", ["/static/a.css"])
    assert first != offline._fingerprint("<b>", ["/static/a.css"])
    file.write_text("b {}")
    assert first != offline._fingerprint("<p>", ["/static/a.css"])
