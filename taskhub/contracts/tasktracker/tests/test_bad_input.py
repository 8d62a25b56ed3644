"""What no path may take, and what is no path: errors in the contract's own shape."""

import pytest

from taskhub.contracts.tasktracker.urls import contract
from taskhub.testing.documents import operations
from taskhub.testing.hostile import BROKEN_BODIES
from tasks.models import TaskStatus

pytestmark = pytest.mark.django_db

V1 = "/api/v1"
#: Every operation that reads JSON.
WRITES = [
    ("POST", f"{V1}/auth/login/"),
    ("POST", f"{V1}/auth/register/"),
    ("PATCH", f"{V1}/users/me/"),
    ("POST", f"{V1}/tasks/"),
    ("PUT", f"{V1}/tasks/{{task}}/"),
    ("POST", f"{V1}/task-statuses/"),
    ("PATCH", f"{V1}/task-statuses/{{status}}/"),
    ("POST", f"{V1}/task-comments/{{task}}/"),
    ("PATCH", f"{V1}/task-comments/{{comment}}/"),
]


@pytest.fixture
def send(tasktracker, person, task, comment):
    """Sends as somebody who may do everything here."""
    person("author").is_superuser = True
    person("author").save()
    client = tasktracker.as_(person("author"))
    ids = {"task": task.pk, "comment": comment.pk, "status": TaskStatus.objects.first().pk}

    def to(write, **extra):
        method, path = write
        return client.request(method, path.format_map(ids), **extra)

    return to


@pytest.mark.parametrize("write", WRITES, ids=" ".join)
@pytest.mark.parametrize("body", BROKEN_BODIES.values(), ids=BROKEN_BODIES)
def test_a_broken_body_is_a_400(send, write, body):
    response = send(write, data=body, content_type="application/json")
    assert response.status_code == 400
    assert set(response.json()) in ({"detail"}, {"title"})


@pytest.mark.parametrize("name", ["title", "unknown"])
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("a\0", "Null characters are not allowed."),
        ({"deep": ["\0"]}, "Null characters are not allowed."),
        ("\ud800", "The text is not valid Unicode."),
    ],
)
def test_a_text_that_cannot_be_stored_is_refused_by_the_name_of_its_field(
    send, name, value, sentence
):
    response = send(("POST", f"{V1}/tasks/"), json={"title": "x", name: value})
    assert (response.status_code, response.json()) == (400, {name: [sentence]})


@pytest.mark.parametrize("write", WRITES, ids=" ".join)
@pytest.mark.parametrize(
    "content_type",
    ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16"],
)
def test_another_content_type_is_a_415(send, write, content_type):
    response = send(write, data=b"{}", content_type=content_type)
    assert response.status_code == 415
    assert set(response.json()) == {"detail"}


@pytest.mark.parametrize("write", WRITES, ids=" ".join)
def test_more_than_a_mebibyte_is_a_413(send, write):
    body = b'{"title": "' + b"x" * 1_048_576 + b'"}'
    response = send(write, data=body, content_type="application/json")
    assert response.status_code == 413
    assert response.json() == {"detail": "The request body is too large"}


@pytest.mark.parametrize("path", ["", "/", "/api/v1/nothing/", "/api/v1/tasks/1/more/", "/api/v1/"])
@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_unknown_path_is_a_404(tasktracker, path, method):
    response = tasktracker.request(method, path)
    assert (response.status_code, response.json()) == (404, {"detail": "Not found."})


@pytest.mark.parametrize(
    "path", sorted({path.replace("{}", "1") for _, path in operations(contract)})
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_an_unknown_method_is_a_405_that_names_the_known(tasktracker, path, method):
    known = {verb for verb, route in operations(contract) if route.replace("{}", "1") == path}
    if method in known:
        return
    response = tasktracker.request(method, path)
    known |= {"HEAD"} if "GET" in known else set()
    assert response.status_code == 405
    assert set(response["Allow"].split(", ")) == known
    assert response.json() == {"detail": f'Method "{method}" not allowed.'}


@pytest.mark.parametrize(
    "path", ["/api/v1/users", "/api/v1/task-statuses", "/api/v1/users/@author"]
)
def test_a_missing_slash_is_forgiven_under_the_base_only(tasktracker, root, person, path):
    person("author")
    assert tasktracker.get(path).status_code == 200
    assert tasktracker.get(f"{path}/").status_code == 200
    assert root.get(f"{path}/").status_code == 200
    assert root.get(path).status_code == 404


def test_on_the_root_the_slash_tells_two_documents_apart(root, person, task):
    client = root.as_(person("author"))
    assert isinstance(client.get("/api/v1/tasks").json(), list)
    assert set(client.get("/api/v1/tasks/").json()) == {"results", "page", "pages_count", "limit"}
    assert "author" in client.get(f"/api/v1/tasks/{task.pk}/").json()
    assert "author" not in client.get(f"/api/v1/tasks/{task.pk}").json()


def test_head_answers_like_get_without_a_body(tasktracker):
    response = tasktracker.request("HEAD", f"{V1}/users/")
    assert (response.status_code, response.content) == (200, b"")
