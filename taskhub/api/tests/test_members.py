"""boards/{board_id}/members/ and boards/{board_id}/members/{user_id}/"""

import pytest

from taskhub.testing.factories import make_board, make_task, make_user
from tasks.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def board(person):
    return make_board(person("owner"), members=[person("member")])


def member_ids(board):
    return set(board.members.values_list("pk", flat=True))


@pytest.mark.parametrize(("who", "status"), [("owner", 200), ("member", 200), ("outsider", 404)])
def test_who_sees_a_board_sees_its_members(v2, person, board, who, status):
    response = v2.as_(person(who)).get(f"/boards/{board.pk}/members/")
    assert response.status_code == status
    if status == 200:
        member = person("member")
        shown = {"id": member.pk, "username": "member", "full_name": "Member Example"}
        assert response.json() == {"results": [shown], "total": 1, "page": 1, "limit": 100}


@pytest.mark.parametrize("rows", [1, 50])
def test_members_cost_the_same_for_any_number(v2, person, rows, django_assert_num_queries):
    board = make_board(person("owner"), members=[make_user() for _ in range(rows)])
    client = v2.as_(person("owner"))
    # The session and the board; the members' ids, who they are, how many there are.
    with django_assert_num_queries(5):
        answer = client.get(f"/boards/{board.pk}/members/?limit=1000").json()
    assert len(answer["results"]) == rows


@pytest.mark.parametrize("by", ["user_id", "username"])
def test_the_owner_adds_by_id_or_by_name(v2, person, board, by):
    new = person("outsider")
    body = {"user_id": new.pk} if by == "user_id" else {"username": "OUTSIDER"}
    response = v2.as_(person("owner")).post(f"/boards/{board.pk}/members/", body)
    assert response.status_code == 201
    assert response.json() == {
        "id": new.pk,
        "username": "outsider",
        "full_name": "Outsider Example",
    }
    assert new.pk in member_ids(board)


def test_adding_twice_is_once_and_the_owner_needs_no_place(v2, person, board):
    client = v2.as_(person("owner"))
    for user in (person("member"), person("member"), person("owner")):
        answer = client.post(f"/boards/{board.pk}/members/", {"user_id": user.pk})
        assert answer.status_code == 201
    assert member_ids(board) == {person("member").pk}


@pytest.mark.parametrize(("who", "status"), [("member", 403), ("outsider", 404)])
def test_only_the_owner_adds(v2, person, board, who, status):
    body = {"user_id": person("outsider").pk}
    response = v2.as_(person(who)).post(f"/boards/{board.pk}/members/", body)
    assert response.status_code == status
    assert member_ids(board) == {person("member").pk}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "user_id"),
        ({"user_id": 1, "username": "member"}, "user_id"),
        ({"user_id": "1"}, "user_id"),
        ({"user_id": True}, "user_id"),
        ({"user_id": 0}, "user_id"),
        ({"user_id": None}, "user_id"),
        ({"user_id": 2**63}, "user_id"),
        ({"user_id": 999_999}, "user_id"),
        ({"username": "nobody"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "deactivated"}, "username"),
    ],
)
def test_somebody_who_is_not_there_is_refused(v2, person, board, body, field):
    person("deactivated")
    response = v2.as_(person("owner")).post(f"/boards/{board.pk}/members/", body)
    assert response.status_code == 400
    assert list(response.json()["errors"]) == [field]


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 204), ("member", 204), ("other", 403), ("outsider", 404)]
)
def test_the_owner_removes_and_a_member_leaves(v2, person, board, who, status):
    board.members.add(person("other"))
    member = person("member")
    response = v2.as_(person(who)).delete(f"/boards/{board.pk}/members/{member.pk}/")
    assert response.status_code == status
    assert (member.pk in member_ids(board)) == (status != 204)


@pytest.mark.parametrize("user", ["owner", "outsider", "x", "0", "9223372036854775808"])
def test_only_a_member_can_be_removed(v2, person, board, user):
    user_id = person(user).pk if user in ("owner", "outsider") else user
    response = v2.as_(person("owner")).delete(f"/boards/{board.pk}/members/{user_id}/")
    assert response.status_code == 404
    assert response.json()["detail"] == "User not found"


def test_coming_and_going_is_told_for_the_tasks_of_the_board(v2, person, board):
    task = make_task(person("author"), board=board)
    client, new = v2.as_(person("owner")), person("outsider")
    client.post(f"/boards/{board.pk}/members/", {"user_id": new.pk})
    assert new.pk in Event.objects.of_task(task.pk).last().audience
    client.delete(f"/boards/{board.pk}/members/{new.pk}/")
    assert Event.objects.of_task(task.pk).last().former == [new.pk]
