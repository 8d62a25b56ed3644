"""/users/removeFromFav"""

import pytest

from taskhub.testing.factories import make_board
from tasks.models import Favourite

PATH = "/users/removeFromFav"


def test_a_favourite_goes_and_the_others_stay(totask, ann):
    first, second = make_board(ann, "First"), make_board(ann, "Second")
    for board in (first, second):
        Favourite.objects.create(user=ann, board=board)
    response = totask.as_(ann).put(PATH, {"boardId": str(first.pk)})
    assert response.status_code == 200
    assert response.json().keys() == {"favoriteBoards"}
    assert [board["name"] for board in response.json()["favoriteBoards"]] == ["Second"]


def test_what_is_no_favourite_changes_nothing(totask, ann):
    kept, plain = make_board(ann), make_board(ann)
    Favourite.objects.create(user=ann, board=kept)
    response = totask.as_(ann).put(PATH, {"boardId": str(plain.pk)})
    assert response.status_code == 200
    assert [board["id"] for board in response.json()["favoriteBoards"]] == [str(kept.pk)]


def test_hidden_and_missing_are_one_answer(totask, ann, person):
    hidden = make_board(person("owner"))
    for board_id in (hidden.pk, 4000000000):
        response = totask.as_(ann).put(PATH, {"boardId": str(board_id)})
        assert response.status_code == 404
        assert response.json() == {"code": 404, "message": "Board not found"}


def test_other_peoples_favourites_stay(totask, ann, person):
    board = make_board(ann, members=[person("member")])
    Favourite.objects.create(user=person("member"), board=board)
    totask.as_(ann).put(PATH, {"boardId": str(board.pk)})
    assert Favourite.objects.count() == 1


def test_a_board_that_was_closed_to_the_caller_can_be_removed(totask, ann, person):
    board = make_board(person("owner"))
    Favourite.objects.create(user=ann, board=board)
    assert totask.as_(ann).put(PATH, {"boardId": str(board.pk)}).status_code == 200
    assert not Favourite.objects.exists()


@pytest.mark.parametrize("text", ["x", "0", "-1", "1.5", "9223372036854775808"])
def test_a_malformed_id_is_a_400(totask, ann, text):
    response = totask.as_(ann).put(PATH, {"boardId": text})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": "boardId: A valid board id is required."}


def test_the_id_is_text(totask, ann):
    response = totask.as_(ann).put(PATH, {"boardId": 1})
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": "boardId: Not a valid string."}


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.put(PATH, {"boardId": "1"})
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
