"""/users/user"""

import pytest

from taskhub.testing.factories import make_board
from tasks.models import Favourite


def test_the_caller_reads_their_account(totask, ann):
    response = totask.as_(ann).get("/users/user")
    assert response.status_code == 200
    assert response.json() == {
        "id": str(ann.pk),
        "name": "Ann Lee",
        "email": "ann@example.com",
        "username": "ann",
        "role": "user",
        "isEmailVerified": False,
        "profilePhotoUrl": None,
        "favoriteBoards": [],
        "createdAt": ann.created_at.isoformat().replace("+00:00", "Z"),
        "updatedAt": ann.updated_at.isoformat().replace("+00:00", "Z"),
    }


def test_a_superusers_role_is_admin(totask, person):
    assert totask.as_(person("superuser")).get("/users/user").json()["role"] == "admin"


def test_head_is_get_without_a_body(totask, ann):
    response = totask.as_(ann).request("HEAD", "/users/user")
    assert (response.status_code, response.content) == (200, b"")


def test_it_is_kept_out_of_caches(totask, ann):
    assert totask.as_(ann).get("/users/user").headers["Cache-Control"] == "no-store"


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.get("/users/user")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("boards", [1, 50])
def test_favourites_cost_one_query(totask, ann, boards, django_assert_num_queries):
    for _ in range(boards):
        Favourite.objects.create(user=ann, board=make_board(ann))
    client = totask.as_(ann)
    # The session with its person, their favourites.
    with django_assert_num_queries(2):
        assert len(client.get("/users/user").json()["favoriteBoards"]) == boards
