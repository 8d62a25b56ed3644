"""/api/v1/users/me/."""

import pytest

from accounts.models import User
from taskhub.rest.fields import instant
from taskhub.testing.factories import make_user

pytestmark = pytest.mark.django_db

ME = "/api/v1/users/me/"


def test_my_profile_has_address_and_state(tasktracker, person):
    me = person("author")
    assert tasktracker.as_(me).get(ME).json() == {
        "username": "author",
        "first_name": "Author",
        "last_name": "Example",
        "id": me.pk,
        "full_name": "Author Example",
        "avatar": None,
        "about": "",
        "email": "author@example.com",
        "created_at": instant(me.created_at),
        "updated_at": instant(me.updated_at),
        "is_active": True,
    }


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_a_profile_needs_a_token(tasktracker, method):
    response = tasktracker.request(method, ME)
    assert response.status_code == 401
    assert response.json() == {"detail": "Authentication credentials were not provided."}


def test_my_profile_costs_one_query(tasktracker, person, django_assert_num_queries):
    client = tasktracker.as_(person("author"))
    with django_assert_num_queries(1):  # session and user
        client.get(ME)


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("username", " Robert ", "Robert"),
        ("username", "AUTHOR", "AUTHOR"),
        ("first_name", "Robert", "Robert"),
        ("last_name", "", ""),
        ("email", "Robert@Example.com", "robert@example.com"),
        ("about", " Sings.\nLoudly. ", "Sings.\nLoudly."),
        ("about", "", ""),
    ],
)
def test_one_field_changes_alone(tasktracker, person, name, value, stored):
    client = tasktracker.as_(person("author"))
    before = client.get(ME).json()
    response = client.patch(ME, {name: value})
    assert response.status_code == 200
    after = client.get(ME).json()
    after.pop("updated_at"), before.pop("updated_at")
    full_name = f"{after['first_name']} {after['last_name']}".strip()
    assert after == {**before, name: stored, "full_name": full_name}


def test_an_update_answers_without_the_address(tasktracker, person):
    response = tasktracker.as_(person("author")).patch(ME, {"first_name": "Robert"})
    assert response.json() == {
        "username": "author",
        "first_name": "Robert",
        "last_name": "Example",
        "id": person("author").pk,
        "full_name": "Robert Example",
        "avatar": None,
        "about": "",
    }


def test_nothing_changes_for_an_empty_object(tasktracker, person):
    client = tasktracker.as_(person("author"))
    before = client.get(ME).json()
    assert client.patch(ME, {}).status_code == 200
    assert client.get(ME).json() == before


@pytest.mark.parametrize(
    "sent", [{"id": 5}, {"is_superuser": True}, {"is_active": False}, {"password": "x"}]
)
def test_what_is_not_documented_is_ignored(tasktracker, person, sent):
    me = person("author")
    assert tasktracker.as_(me).patch(ME, sent).status_code == 200
    fields = ("id", "is_superuser", "is_active", "password")
    assert User.objects.values(*fields).get(pk=me.pk) == {
        field: getattr(me, field) for field in fields
    }


@pytest.mark.parametrize(
    ("name", "said"),
    [("email", "Email already exists"), ("username", "Username already exists")],
)
def test_what_somebody_has_is_a_400_on_its_field(tasktracker, person, name, said):
    make_user("bob", email="bob@example.com")
    taken = {"email": "BOB@example.com", "username": "BOB"}[name]
    response = tasktracker.as_(person("author")).patch(ME, {name: taken})
    assert (response.status_code, response.json()) == (400, {name: [said]})


@pytest.mark.parametrize("name", ["username", "first_name", "last_name", "email", "about"])
@pytest.mark.parametrize("value", [None, 5, 1.5, True, ["x"], {"x": 1}])
def test_what_is_no_text_is_a_400_on_its_field(tasktracker, person, name, value):
    response = tasktracker.as_(person("author")).patch(ME, {name: value})
    assert response.status_code == 400
    assert list(response.json()) == [name]


@pytest.mark.parametrize(
    "sent",
    [
        {"username": ""},
        {"username": "me"},
        {"username": "a b"},
        {"email": ""},
        {"email": "no address"},
        {"first_name": "a" * 151},
        {"about": "a" * 2001},
    ],
)
def test_a_broken_rule_is_a_400_on_its_field(tasktracker, person, sent):
    response = tasktracker.as_(person("author")).patch(ME, sent)
    assert response.status_code == 400
    assert list(response.json()) == list(sent)
