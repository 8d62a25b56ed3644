"""boards/ and boards/{board_id}/"""

import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Board, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(person):
    return make_board(person("owner"), "Release", members=[person("member")])


def test_a_name_is_enough_for_a_board(v2, person):
    response = v2.as_(person("author")).post("/boards/", {"name": "  Release 2.0 "})
    assert response.status_code == 201
    board = Board.objects.get()
    assert response["Location"] == f"/api/v2/boards/{board.pk}/"
    assert response.json() == {
        "id": board.pk,
        "name": "Release 2.0",
        "description": "",
        "is_private": True,
        "owner": {
            "id": person("author").pk,
            "username": "author",
            "full_name": "Author Example",
        },
        "created_at": board.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": board.updated_at.isoformat().replace("+00:00", "Z"),
    }


def test_a_new_board_has_not_changed_yet(v2, person):
    answer = v2.as_(person("author")).post("/boards/", {"name": "Release"})
    assert answer.json()["updated_at"] == answer.json()["created_at"]
    assert answer["ETag"] == '"1"'


def test_a_board_tells_its_version(v2, person, board):
    client, path = v2.as_(person("owner")), f"/boards/{board.pk}/"
    assert client.get(path)["ETag"] == '"1"'
    assert client.patch(path, {"name": "New"})["ETag"] == '"2"'
    assert client.patch(path, {"name": "New"})["ETag"] == '"2"'
    assert client.get(path)["ETag"] == '"2"'


@pytest.mark.parametrize("tag", ['"1"', 'W/"2"', '"x"', '"0"'])
@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_board_is_changed_from_its_present_version_only(v2, person, board, method, tag):
    client, path = v2.as_(person("owner")), f"/boards/{board.pk}/"
    client.patch(path, {"name": "New"})
    body = {"json": {"name": "Newer"}} if method == "PATCH" else {}
    refused = client.request(method, path, headers={"If-Match": tag}, **body)
    assert refused.status_code == 412
    assert refused.json()["detail"] == "The board has changed since you read it"
    assert Board.objects.get().name == "New"
    accepted = client.request(method, path, headers={"If-Match": '"1", "2"'}, **body)
    assert accepted.status_code in (200, 204)


def test_who_may_not_change_a_board_is_told_so_before_its_version(v2, person, board):
    client = v2.as_(person("member"))
    for method in ("PATCH", "DELETE"):
        answer = client.request(
            method, f"/boards/{board.pk}/", json={}, headers={"If-Match": '"9"'}
        )
        assert answer.status_code == 403


def test_everything_about_a_board_can_be_given_at_once(v2, person):
    body = {"name": "Open", "description": "For all", "is_private": False}
    answer = v2.as_(person("author")).post("/boards/", body).json()
    assert body.items() <= answer.items()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "name"),
        ({"name": ""}, "name"),
        ({"name": "  "}, "name"),
        ({"name": None}, "name"),
        ({"name": 5}, "name"),
        ({"name": "x" * 256}, "name"),
        ({"name": "x", "description": "x" * 10_001}, "description"),
        ({"name": "x", "description": 1}, "description"),
        ({"name": "x", "is_private": "yes"}, "is_private"),
        ({"name": "x", "is_private": None}, "is_private"),
    ],
)
def test_a_bad_board_is_refused_and_the_field_named(v2, person, body, field):
    response = v2.as_(person("author")).post("/boards/", body)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]
    assert not Board.objects.exists()


def test_the_list_holds_the_boards_somebody_may_see(v2, person, board):
    mine = make_board(person("member"), "Mine")
    everyones = make_board(person("owner"), "Open", is_private=False)
    make_board(person("owner"), "Hidden")
    answer = v2.as_(person("member")).get("/boards/").json()
    assert [found["id"] for found in answer["results"]] == [board.pk, mine.pk, everyones.pk]
    assert (answer["total"], answer["page"], answer["limit"]) == (3, 1, 100)


def test_the_list_comes_in_pages(v2, person):
    made = [make_board(person("owner"), f"Board {number}").pk for number in range(5)]
    client = v2.as_(person("owner"))
    second = client.get("/boards/?page=2&limit=2").json()
    assert [found["id"] for found in second["results"]] == made[2:4]
    assert (second["total"], second["page"], second["limit"]) == (5, 2, 2)
    past = client.get("/boards/?page=9223372036854775807&limit=1000").json()
    assert past["results"] == []


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=-1", "page=x", "page=", "page=1.5", "limit=0", "limit=1001", "page=1&page=2"],
)
def test_a_bad_page_is_refused(v2, person, query):
    response = v2.as_(person("owner")).get(f"/boards/?{query}")
    assert response.status_code == 400
    assert set(response.json()["errors"]) <= {"page", "limit"}


@pytest.mark.parametrize("rows", [1, 50])
def test_the_list_costs_the_same_for_any_number(v2, rows, person, django_assert_num_queries):
    for _ in range(rows):
        make_board(make_user(), is_private=False)
    client = v2.as_(person("outsider"))
    # The session; the boards, their owners, how many there are.
    with django_assert_num_queries(4):
        assert len(client.get("/boards/").json()["results"]) == rows


@pytest.mark.parametrize(
    ("who", "read", "change"),
    [("owner", 200, 200), ("member", 200, 403), ("outsider", 404, 404)],
)
def test_who_may_read_and_change_a_board(v2, person, board, who, read, change):
    client = v2.as_(person(who))
    assert client.get(f"/boards/{board.pk}/").status_code == read
    assert client.patch(f"/boards/{board.pk}/", {"name": "New"}).status_code == change
    board.refresh_from_db()
    assert board.name == ("New" if change == 200 else "Release")


@pytest.mark.parametrize(("who", "status"), [("owner", 204), ("member", 403), ("outsider", 404)])
def test_only_the_owner_deletes_a_board(v2, person, board, who, status):
    response = v2.as_(person(who)).delete(f"/boards/{board.pk}/")
    assert response.status_code == status
    assert Board.objects.exists() == (status != 204)
    if status == 204:
        assert response.content == b""


def test_everybody_reads_an_open_board_and_only_its_owner_changes_it(v2, person):
    board = make_board(person("owner"), is_private=False)
    client = v2.as_(person("outsider"))
    assert client.get(f"/boards/{board.pk}/").status_code == 200
    refused = client.patch(f"/boards/{board.pk}/", {"name": "Mine now"})
    assert refused.status_code == 403
    assert refused.json()["detail"] == "Only the owner of the board may do this"


def test_an_absent_field_stays_and_null_clears(v2, person, board):
    client = v2.as_(person("owner"))
    client.patch(f"/boards/{board.pk}/", {"description": "Plans"})
    assert client.patch(f"/boards/{board.pk}/", {}).json()["description"] == "Plans"
    answer = client.patch(f"/boards/{board.pk}/", {"description": None}).json()
    assert (answer["name"], answer["description"]) == ("Release", "")
    assert client.patch(f"/boards/{board.pk}/", {"name": None}).status_code == 400


def test_tasks_of_a_deleted_board_stay_and_tell(v2, person, board):
    task = make_task(person("author"), board=board)
    assert v2.as_(person("owner")).delete(f"/boards/{board.pk}/").status_code == 204
    task.refresh_from_db()
    assert task.board_id is None
    event = Event.objects.get(task_id=task.pk)
    assert (event.type, event.actor) == ("task_updated", person("owner"))
    assert person("member").pk in event.former


def test_opening_a_board_is_told_for_its_tasks(v2, person, board):
    task = make_task(person("author"), board=board)
    v2.as_(person("owner")).patch(f"/boards/{board.pk}/", {"is_private": False})
    event = Event.objects.get(task_id=task.pk)
    assert (event.type, event.audience) == ("task_updated", None)


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_nobody_reaches_a_board_unsigned(v2, board, method):
    response = getattr(v2, method)(f"/boards/{board.pk}/")
    assert response.status_code == 401
    assert response["Content-Type"] == "application/problem+json"
    assert response["WWW-Authenticate"] == "Bearer"
