"""/api/v1/users/ and /api/v1/users/@{username}/."""

import pytest

from accounts.models import User
from taskhub.testing.factories import make_user

pytestmark = pytest.mark.django_db

USERS = "/api/v1/users/"


def listed(response):
    return [user["username"] for user in response.json()["results"]]


def test_everybody_active_is_listed_by_id(tasktracker, person):
    for name in ("author", "marked", "deactivated", "outsider"):
        person(name)
    response = tasktracker.get(USERS)
    assert listed(response) == ["author", "marked", "outsider"]
    assert response.json()["results"][0] == {
        "username": "author",
        "first_name": "Author",
        "last_name": "Example",
        "id": person("author").pk,
        "full_name": "Author Example",
        "avatar": None,
        "about": "",
    }


def test_a_deleted_user_is_not_listed(tasktracker):
    User.objects.filter(pk=make_user("gone").pk).update(deleted_at="2026-01-01T00:00:00Z")
    assert listed(tasktracker.get(USERS)) == []
    assert tasktracker.get(f"{USERS}@gone/").status_code == 404


def test_an_empty_list_has_one_page(tasktracker):
    body = tasktracker.get(USERS).json()
    assert body == {"results": [], "page": 1, "pages_count": 1, "limit": 100}


@pytest.mark.parametrize(
    ("query", "names", "page", "limit"),
    [
        ("?limit=2", ["a", "b"], 1, 2),
        ("?page=2&limit=2", ["c"], 2, 2),
        ("?page=3&limit=2", [], 3, 2),
        ("?page=9999999999999999999&limit=1000", [], 9999999999999999999, 1000),
        ("?unknown=&limit=1000", ["a", "b", "c"], 1, 1000),
    ],
)
def test_pages(tasktracker, query, names, page, limit):
    for name in ("a", "b", "c"):
        make_user(name)
    response = tasktracker.get(f"{USERS}{query}")
    body = response.json()
    assert listed(response) == names
    assert (body["page"], body["limit"]) == (page, limit)
    assert body["pages_count"] == (2 if limit == 2 else 1)


@pytest.mark.parametrize("name", ["page", "limit"])
@pytest.mark.parametrize(
    "value", ["", "%20", "0", "-1", "1.5", "+1", "x", "1e2", "%D9%A1", "1" * 20, "null", "1&{}=2"]
)
def test_a_malformed_page_is_a_400_on_its_name(tasktracker, name, value):
    response = tasktracker.get(f"{USERS}?{name}={value.format(name)}")
    assert response.status_code == 400
    assert list(response.json()) == [name]
    assert isinstance(response.json()[name][0], str)


def test_a_page_has_at_most_a_thousand(tasktracker):
    response = tasktracker.get(f"{USERS}?limit=1001")
    said = ["Ensure this value is less than or equal to 1000."]
    assert (response.status_code, response.json()) == (400, {"limit": said})


@pytest.mark.parametrize(
    ("query", "name"),
    [("?page=%FF", "detail"), ("?page=1%00", "page"), ("?other=%00", "other"), ("?%00=", "query")],
)
def test_broken_bytes_in_the_query_are_a_400(tasktracker, query, name):
    response = tasktracker.get(f"{USERS}{query}")
    assert response.status_code == 400
    assert set(response.json()) == {name}


@pytest.mark.parametrize("path", [USERS, f"{USERS}@author/"])
def test_people_are_public_whatever_the_token(tasktracker, person, path):
    person("author")
    assert tasktracker.get(path).status_code == 200
    assert tasktracker.with_token("stale").get(path).status_code == 200


@pytest.mark.parametrize("count", [1, 50])
def test_the_list_costs_two_queries(tasktracker, django_assert_num_queries, count):
    for number in range(count):
        make_user(f"person{number}", avatar="a.png")
    with django_assert_num_queries(2):  # how many, who
        assert len(listed(tasktracker.get(USERS))) == count


@pytest.mark.parametrize("name", ["bob", "BOB", "%62ob"])
def test_a_user_is_found_by_name_in_any_case(tasktracker, name):
    make_user("bob", avatar="a.png", about="Sings.")
    body = tasktracker.get(f"{USERS}@{name}/").json()
    assert body["username"] == "bob"
    assert body["about"] == "Sings."
    assert body["avatar"] == "http://testserver/media/avatars/a.png"


def test_a_picture_is_at_the_public_address_where_one_is_set(tasktracker, settings):
    settings.TASKHUB_PUBLIC_URL = "https://tasks.example.org"
    make_user("bob", avatar="a.png")
    body = tasktracker.get(f"{USERS}@bob/").json()
    assert body["avatar"] == "https://tasks.example.org/media/avatars/a.png"


def test_a_name_may_hold_an_at_sign_and_any_script(tasktracker):
    make_user("боб@дом")
    response = tasktracker.get(f"{USERS}@БОБ@дом/")
    assert response.json()["username"] == "боб@дом"


@pytest.mark.parametrize("name", ["nobody", "deactivated", "a" * 2000, "%F0%9F%98%80"])
def test_no_such_name_is_a_404(tasktracker, person, name):
    person("deactivated")
    response = tasktracker.get(f"{USERS}@{name}/")
    assert (response.status_code, response.json()) == (404, {"detail": "User not found"})


def test_a_name_without_its_at_sign_is_no_path(tasktracker):
    make_user("bob")
    response = tasktracker.get(f"{USERS}bob/")
    assert (response.status_code, response.json()) == (404, {"detail": "Not found."})
