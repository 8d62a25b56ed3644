"""The schema of /api/v2/ and what it answers are the same."""

import pytest

from taskhub.api.serializers import BoardOut, PersonOut, StatusOut, TaskOut
from taskhub.api.urls import contract
from taskhub.rest.schema import generate
from taskhub.testing.factories import make_board

pytestmark = pytest.mark.django_db


def test_every_answer_has_exactly_the_fields_described(v2, person, task):
    client = v2.as_(person("author"))
    answer = client.get(f"/tasks/{task.pk}/").json()
    board = client.post("/boards/", {"name": "x"}).json()
    assert set(answer) == set(TaskOut().fields)
    assert set(answer["status"]) == set(StatusOut().fields)
    assert set(answer["author"]) == set(PersonOut().fields)
    assert set(board) == set(BoardOut().fields)


def test_the_schema_is_served_and_names_every_path(v2):
    schema = v2.get("/schema/").json()
    assert set(schema["paths"]) == {
        "/boards/",
        "/boards/{board_id}/",
        "/boards/{board_id}/members/",
        "/boards/{board_id}/members/{user_id}/",
        "/tasks/{task_id}/",
        "/tasks/{task_id}/analyze/",
        "/tasks/{task_id}/suggestions/",
        "/suggestions/{suggestion_id}/accept/",
        "/suggestions/{suggestion_id}/dismiss/",
        "/events/",
    }
    assert v2.get("/docs/").status_code == 200


def test_errors_are_described_as_problem_documents():
    operations = [
        operation for path in generate(contract)["paths"].values() for operation in path.values()
    ]
    for operation in operations:
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


def test_ids_in_the_schema_are_integers():
    path = generate(contract)["paths"]["/boards/{board_id}/members/{user_id}/"]
    types = {each["name"]: each["schema"]["type"] for each in path["delete"]["parameters"]}
    assert types == {"board_id": "integer", "user_id": "integer"}


def test_a_private_board_stays_private_in_every_list(v2, person):
    make_board(person("owner"), "Hidden")
    assert v2.as_(person("outsider")).get("/boards/").json()["total"] == 0
