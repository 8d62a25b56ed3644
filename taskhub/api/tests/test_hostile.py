"""What no client of /api/v2/ should send, each with a problem document for an answer."""

import pytest

from taskhub.testing.factories import make_board
from taskhub.testing.hostile import BROKEN_BODIES, UNFIT_IDS

pytestmark = pytest.mark.django_db


def assert_problem(response, status):
    problem = response.json()
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= problem.keys()
    assert problem.keys() <= {"type", "title", "status", "detail", "errors"}
    assert problem["status"] == status


@pytest.fixture
def paths(person, task):
    board = make_board(person("author"), members=[person("member")])
    return [
        ("POST", "/boards/"),
        ("PATCH", f"/boards/{board.pk}/"),
        ("POST", f"/boards/{board.pk}/members/"),
        ("PATCH", f"/tasks/{task.pk}/"),
    ]


@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_a_400(v2, person, paths, body):
    client = v2.as_(person("author"))
    for method, path in paths:
        response = client.request(method, path, data=body, content_type="application/json")
        assert_problem(response, 400)


def test_another_media_type_is_a_415(v2, person, paths):
    client = v2.as_(person("author"))
    for method, path in paths:
        response = client.request(method, path, data=b"name=x", content_type="text/plain")
        assert_problem(response, 415)


def test_a_large_body_is_a_413(v2, person, paths, settings):
    settings.TASKHUB_BODY_LIMIT = 1024
    client = v2.as_(person("author"))
    for method, path in paths:
        assert_problem(client.request(method, path, {"name": "x" * 2000}), 413)


@pytest.mark.parametrize("unfit", UNFIT_IDS)
def test_what_is_no_id_is_a_404(v2, person, unfit):
    client = v2.as_(person("author"))
    for path in ("/boards/{}/", "/boards/{}/members/", "/boards/{}/members/1/", "/tasks/{}/"):
        for method in ("GET", "PATCH", "DELETE", "POST"):
            response = client.request(method, path.format(unfit), {})
            assert_problem(response, response.status_code)
            assert response.status_code in (404, 405)


def test_another_method_is_a_405_that_names_the_right_ones(v2, person, task):
    response = v2.as_(person("author")).put(f"/tasks/{task.pk}/", {"title": "x"})
    assert_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, PATCH"


@pytest.mark.parametrize("path", ["", "/", "/nothing", "/tasks", "/tasks/1/comments/", "/boards//"])
def test_an_unknown_path_is_a_404(v2, person, path):
    assert_problem(v2.as_(person("author")).get(path), 404)


def test_a_slash_more_or_less_is_forgiven(v2, person, task):
    client = v2.as_(person("author"))
    for path in ("/boards", f"/tasks/{task.pk}", f"/boards/{task.board_id}x"):
        there = client.get(path).status_code
        assert there == client.get(f"{path}/").status_code
    assert client.post("/boards", {"name": "x"}).status_code == 201


@pytest.mark.parametrize("query", ["page=%00", "page=%ff", "limit=%D9%A1"])
def test_a_broken_query_is_a_400(v2, person, query):
    assert_problem(v2.as_(person("author")).get(f"/boards/?{query}"), 400)


def test_a_bad_token_is_a_401(v2):
    assert_problem(v2.with_token("garbage").get("/boards/"), 401)


def test_a_failure_of_ours_says_nothing_about_us(v2, person, task, monkeypatch):
    def fail(*_, **__):
        raise RuntimeError("the secret")

    monkeypatch.setattr("taskhub.api.views.tasks.update_task", fail)
    response = v2.as_(person("author")).patch(f"/tasks/{task.pk}/", {})
    assert_problem(response, 500)
    assert "secret" not in response.content.decode()
