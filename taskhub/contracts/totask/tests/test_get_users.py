"""/users/getUsers"""

import pytest

from taskhub.testing.factories import make_board, make_user
from tasks.models import Favourite


def found(response):
    assert response.status_code == 200
    assert response.json().keys() == {"results"}
    return [user["email"] for user in response.json()["results"]]


@pytest.mark.parametrize(
    ("query", "emails"),
    [
        ("email=ANN@", ["ann@example.com"]),
        ("email=nn", ["ann@example.com", "hannes@other.org"]),
        ("email=%40other", ["hannes@other.org"]),
        ("email=example.com", ["ann@example.com", "bob@example.com"]),
        ("email=a%25", []),
        ("email=a_n", []),
        ("email=nobody", []),
    ],
)
def test_part_of_an_address_finds_in_any_case(totask, ann, query, emails):
    make_user("bob")
    make_user("hannes", email="hannes@other.org")
    assert found(totask.as_(ann).get(f"/users/getUsers?{query}")) == emails


def test_the_results_are_user_objects(totask, ann, person):
    response = totask.as_(person("outsider")).get("/users/getUsers?email=ann")
    assert response.json()["results"] == [totask.as_(ann).get("/users/user").json()]


def test_only_people_who_can_sign_in_are_found(totask, ann, person):
    person("deactivated")
    totask.as_(person("outsider")).post(f"/users/{person('outsider').pk}")
    assert found(totask.as_(ann).get("/users/getUsers?email=%40")) == ["ann@example.com"]


def test_five_are_found_unless_more_are_wanted(totask, ann):
    for _ in range(59):
        make_user()
    client = totask.as_(ann)
    assert len(found(client.get("/users/getUsers?email=example"))) == 5
    assert len(found(client.get("/users/getUsers?email=example&limit=1"))) == 1
    assert len(found(client.get("/users/getUsers?email=example&limit=50"))) == 50


def test_without_an_address_everybody_is_meant(totask, ann):
    assert found(totask.as_(ann).get("/users/getUsers")) == ["ann@example.com"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("email=", "email: This parameter may not be empty."),
        ("email=a&email=b", "email: Give this parameter once."),
        ("email=a&limit=0", "limit: Ensure this value is greater than or equal to 1."),
        ("email=a&limit=51", "limit: Ensure this value is less than or equal to 50."),
        ("email=a&limit=x", "limit: A valid integer is required."),
        ("email=a&limit=", "limit: This parameter may not be empty."),
    ],
)
def test_a_malformed_parameter_is_refused(totask, ann, query, message):
    response = totask.as_(ann).get(f"/users/getUsers?{query}")
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.get("/users/getUsers?email=a")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}


@pytest.mark.parametrize("people", [1, 50])
def test_a_search_costs_the_same_however_much_it_finds(
    totask, ann, people, django_assert_num_queries
):
    for _ in range(people - 1):
        board = make_board(make_user(), is_private=False)
        Favourite.objects.create(user=board.owner, board=board)
    client = totask.as_(ann)
    # The session with its person, the people, everybody's favourites.
    with django_assert_num_queries(3):
        assert len(found(client.get("/users/getUsers?email=example&limit=50"))) == people


def test_searches_are_limited_by_person_and_lists_are_not(totask, ann, limits_on, settings):
    settings.TASKHUB_RATE_SEARCH = (2, 60)
    client = totask.as_(ann)
    statuses = [client.get("/users/getUsers?email=a").status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    assert client.get("/users/getUsers").status_code == 200
    assert totask.as_(make_user()).get("/users/getUsers?email=a").status_code == 200
