"""/users/addToFav"""

import pytest

from taskhub.testing.factories import make_board
from tasks.models import Favourite

PATH = "/users/addToFav"


def test_a_board_becomes_a_favourite(totask, ann):
    board = make_board(ann, "Garden", description="Beds and trees")
    response = totask.as_(ann).put(PATH, {"boardId": str(board.pk)})
    assert response.status_code == 200
    assert response.json() == {
        "favoriteBoards": [
            {
                "id": str(board.pk),
                "name": "Garden",
                "description": "Beds and trees",
                "isPrivate": True,
                "createdAt": board.created_at.isoformat().replace("+00:00", "Z"),
                "updatedAt": board.updated_at.isoformat().replace("+00:00", "Z"),
            }
        ]
    }
    user = totask.as_(ann).get("/users/user").json()
    assert user["favoriteBoards"] == response.json()["favoriteBoards"]


def test_adding_twice_is_once(totask, ann):
    board = make_board(ann)
    for _ in range(2):
        response = totask.as_(ann).put(PATH, {"boardId": str(board.pk)})
    assert response.status_code == 200
    assert len(response.json()["favoriteBoards"]) == 1
    assert Favourite.objects.count() == 1


@pytest.mark.parametrize(
    ("who", "is_private", "status"),
    [
        ("owner", True, 200),
        ("member", True, 200),
        ("outsider", False, 200),
        ("outsider", True, 404),
        ("superuser", True, 404),
    ],
)
def test_only_a_board_that_the_caller_sees(totask, person, who, is_private, status):
    board = make_board(person("owner"), members=[person("member")], is_private=is_private)
    response = totask.as_(person(who)).put(PATH, {"boardId": str(board.pk)})
    assert response.status_code == status
    assert Favourite.objects.count() == (status == 200)


def test_hidden_and_missing_are_one_answer(totask, ann, person):
    hidden = make_board(person("owner"))
    for board_id in (hidden.pk, 4000000000):
        response = totask.as_(ann).put(PATH, {"boardId": str(board_id)})
        assert response.status_code == 404
        assert response.json() == {"code": 404, "message": "Board not found"}


@pytest.mark.parametrize("text", ["x", "0", "-1", "+1", "1.5", "1e3", "٣", "9223372036854775808"])
def test_a_malformed_id_is_a_400(totask, ann, text):
    response = totask.as_(ann).put(PATH, {"boardId": text})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": "boardId: A valid board id is required."}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "boardId: This field is required."),
        ({"boardId": ""}, "boardId: This field may not be blank."),
        ({"boardId": None}, "boardId: This field may not be null."),
        ({"boardId": 1}, "boardId: Not a valid string."),
        ({"boardId": True}, "boardId: Not a valid string."),
        ({"boardId": ["1"]}, "boardId: Not a valid string."),
    ],
)
def test_the_id_is_text(totask, ann, body, message):
    response = totask.as_(ann).put(PATH, body)
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.put(PATH, {"boardId": "1"})
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
