"""/api/v1/user and /api/v1/user/:id"""

import pytest
from django.utils import timezone

from taskhub.testing.factories import make_user
from taskhub.testing.hostile import UNFIT_IDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    return make_user("ann")


@pytest.fixture
def gone():
    return [
        make_user("deactivated", is_active=False),
        make_user("deleted", is_active=False, deleted_at=timezone.now()),
    ]


def test_the_list_holds_all_who_are_active_by_id(zocket, ann, gone):
    bob = make_user("bob")
    answer = zocket.as_(bob).get("/api/v1/user").json()
    assert [each["id"] for each in answer] == [ann.pk, bob.pk]
    assert answer[0] == {
        "id": ann.pk,
        "email": "ann@example.com",
        "password": "",
        "first_name": "Ann",
        "last_name": "Example",
        "logged_in_at": "",
        "created_at": "",
    }


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_takes_two_queries(zocket, ann, count, django_assert_num_queries):
    for number in range(1, count):
        make_user(f"user{number}")
    client = zocket.as_(ann)
    # The session and its person; the people.
    with django_assert_num_queries(2):
        assert len(client.get("/api/v1/user").json()) == count


def test_the_list_ends_at_the_ceiling(zocket, ann, settings):
    settings.TASKHUB_LIST_CEILING = 1
    make_user("bob")
    assert len(zocket.as_(ann).get("/api/v1/user").json()) == 1


def test_anybody_signed_in_may_look_at_somebody(zocket, ann):
    bob = make_user("bob")
    answer = zocket.as_(ann).get(f"/api/v1/user/{bob.pk}").json()
    assert answer["email"] == "bob@example.com"
    assert set(answer) == {
        "id",
        "email",
        "first_name",
        "last_name",
        "created_at",
        "logged_in_at",
    }


def test_who_never_signed_in_has_no_time_of_it(zocket, ann):
    bob = make_user("bob")
    client = zocket.as_(ann)
    assert client.get(f"/api/v1/user/{bob.pk}").json()["logged_in_at"] == ""
    assert client.get(f"/api/v1/user/{ann.pk}").json()["logged_in_at"].endswith("Z")


def test_who_is_gone_is_not_found(zocket, ann, gone):
    client = zocket.as_(ann)
    for number in [*(user.pk for user in gone), 987_654]:
        response = client.get(f"/api/v1/user/{number}")
        assert response.status_code == 404
        assert response.json() == {"error": "User not found"}


@pytest.mark.parametrize("unfit", UNFIT_IDS)
def test_what_is_no_id_is_said_to_be_none(zocket, ann, unfit):
    response = zocket.as_(ann).get(f"/api/v1/user/{unfit}")
    assert response.status_code == 400
    assert response.json() == {"error": "Invalid user ID"}
