"""The check that every test of a contract's door makes of every answer."""

import json
from types import SimpleNamespace

import pytest
from django.urls import resolve

from taskhub.testing import answers

PATH = "/zocket/api/v1/user/7"
PERSON = {
    "id": 7,
    "email": "ann@example.com",
    "first_name": "Ann",
    "last_name": "Lee",
    "created_at": "2026-01-11T10:00:00Z",
    "logged_in_at": "2026-01-11T10:00:00.125Z",
}


def answer(body, status=200, path=PATH, kind="application/json", method="GET"):
    return SimpleNamespace(
        resolver_match=resolve(path),
        request={"REQUEST_METHOD": method},
        status_code=status,
        content=body if isinstance(body, bytes) else json.dumps(body).encode(),
        headers={"Content-Type": kind},
    )


@pytest.mark.parametrize("path", [PATH, f"{PATH}/", "/api/v1/user/7"])
def test_a_documented_answer_passes_wherever_it_is_served(path):
    answers.check(answer(PERSON, path=path))
    answers.check(answer({"error": "User not found"}, 404, path))


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ({**PERSON, "about": "more than is printed"}, {}),
        ({name: value for name, value in PERSON.items() if name != "email"}, {}),
        ({**PERSON, "id": "7"}, {}),
        ({**PERSON, "created_at": "2026-01-11 10:00"}, {}),
        ({**PERSON, "email": None}, {}),
        ([PERSON], {}),
        (PERSON, {"status": 201}),
        (PERSON, {"kind": "text/html"}),
        ({"error": "Slow down"}, {"status": 429}),
        ({"detail": "Not found"}, {"status": 404}),
    ],
)
def test_an_answer_that_no_document_describes_fails(body, more):
    with pytest.raises(AssertionError):
        answers.check(answer(body, **more))


def test_a_body_where_there_is_none_fails():
    path = "/totask/auth/verify-email"
    answers.check(answer(b"", 204, path, method="POST"))
    with pytest.raises(AssertionError, match="has a body"):
        answers.check(answer({}, 204, path, method="POST"))


def test_what_is_no_operation_passes():
    answers.check(answer(b"<html>", 405, method="PUT"))
    answers.check(answer(b"<html>", 500, "/healthz"))
