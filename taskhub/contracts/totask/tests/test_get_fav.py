"""/users/getFav"""

import pytest

from taskhub.testing.factories import make_board, make_user
from tasks.models import Favourite


def listed(client):
    response = client.get("/users/getFav")
    assert response.status_code == 200
    assert response.json().keys() == {"favoriteBoards"}
    return [board["name"] for board in response.json()["favoriteBoards"]]


def test_the_first_marked_comes_first(totask, ann):
    boards = [make_board(ann, name) for name in ("One", "Two", "Three")]
    for board in reversed(boards):
        Favourite.objects.create(user=ann, board=board)
    assert listed(totask.as_(ann)) == ["Three", "Two", "One"]


def test_without_favourites_the_list_is_empty(totask, ann):
    make_board(ann)
    assert listed(totask.as_(ann)) == []


def test_a_board_of_many_members_is_listed_once(totask, ann):
    board = make_board(ann, "Team", members=[make_user() for _ in range(3)], is_private=False)
    for user in (ann, *board.members.all()):
        Favourite.objects.create(user=user, board=board)
    assert listed(totask.as_(ann)) == ["Team"]


def test_a_board_that_was_closed_to_the_caller_is_not_listed(totask, ann, person):
    board = make_board(person("owner"), "Club", members=[ann])
    Favourite.objects.create(user=ann, board=board)
    assert listed(totask.as_(ann)) == ["Club"]
    board.members.remove(ann)
    assert listed(totask.as_(ann)) == []


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.get("/users/getFav")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}


@pytest.mark.parametrize("boards", [1, 50])
def test_the_list_costs_the_same_however_long(totask, ann, boards, django_assert_num_queries):
    for _ in range(boards):
        Favourite.objects.create(user=ann, board=make_board(ann))
    client = totask.as_(ann)
    # The session with its person, the boards.
    with django_assert_num_queries(2):
        assert len(listed(client)) == boards
