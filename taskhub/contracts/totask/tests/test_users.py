"""/users: the list, and accounts made by superusers."""

import pytest

from accounts.models import User
from taskhub.testing.factories import make_board, make_user
from tasks.models import Favourite

NEW = {"name": "New Person", "email": "new@example.com", "password": "correct horse battery"}


@pytest.fixture
def admin(totask, person):
    return totask.as_(person("superuser"))


def names(response):
    assert response.status_code == 200, response.content
    return [user["username"] for user in response.json()["results"]]


def refused(response, message):
    assert response.status_code == 400
    assert response.json() == {"code": 400, "message": message}


# Creating


def test_a_superuser_creates_an_account(admin, totask, post_box):
    response = admin.post("/users", NEW)
    assert response.status_code == 201
    user = response.json()
    assert (user["name"], user["email"], user["role"]) == ("New Person", NEW["email"], "user")
    assert user["id"] == str(User.objects.with_email(NEW["email"]).get().pk)
    assert [mail.to for mail in post_box()] == [["new@example.com"]]
    credentials = {"email": NEW["email"], "password": NEW["password"]}
    assert totask.post("/auth/login", credentials).status_code == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_others_may_neither_list_nor_create(totask, person, method):
    response = getattr(totask.as_(person("outsider")), method)("/users")
    assert response.status_code == 403
    assert response.json() == {"code": 403, "message": "You may not do this"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_asked_who_they_are(totask, db, method):
    response = getattr(totask, method)("/users")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}


def test_staff_without_rights_are_others_too(totask, db):
    staff = make_user("staff", is_staff=True)
    assert totask.as_(staff).get("/users").status_code == 403


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"email": "SUPERUSER@example.com"}, "Email already exists"),
        ({"username": "Superuser"}, "Username already exists"),
        ({"password": "password"}, "password: This password is too common."),
        ({"email": ""}, "email: This field may not be blank."),
    ],
)
def test_the_rules_of_registering_hold(admin, change, message):
    refused(admin.post("/users", {**NEW, **change}), message)
    assert User.objects.count() == 1


def test_a_superuser_does_not_run_into_the_limit_of_strangers(admin, limits_on, settings):
    settings.TASKHUB_RATE_REGISTER = (1, 60)
    for number in range(3):
        body = {**NEW, "email": f"new{number}@example.com"}
        assert admin.post("/users", body).status_code == 201


# Listing


def test_the_list_is_paged(admin):
    for number in range(11):
        make_user(f"p{number:02}")
    first, second = admin.get("/users").json(), admin.get("/users?page=2").json()
    totals = {"limit": 10, "totalPages": 2, "totalResults": 12}
    assert {**first, "results": len(first["results"])} == {"results": 10, "page": 1, **totals}
    assert {**second, "results": len(second["results"])} == {"results": 2, "page": 2, **totals}
    assert first["results"][0]["username"] == "superuser"
    assert second["results"][-1]["username"] == "p10"


def test_a_page_past_the_end_is_empty(admin):
    body = admin.get("/users?page=9223372036854775807&limit=100").json()
    assert body["results"] == []
    assert (body["page"], body["totalPages"]) == (9223372036854775807, 1)


def test_no_results_make_no_pages(admin):
    body = admin.get("/users?username=nobody").json()
    expected = {"results": [], "page": 1, "limit": 10, "totalPages": 0, "totalResults": 0}
    assert body == expected


def test_deleted_people_are_gone_and_deactivated_ones_are_not(admin, person, totask):
    person("deactivated")
    totask.as_(person("outsider")).delete(f"/users/{person('outsider').pk}")
    assert names(admin.get("/users")) == ["superuser", "deactivated"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("name=LEE", ["ann", "lee"]),
        ("name=ann+l", ["ann"]),
        ("name=%D0%98%D0%92%D0%90%D0%9D", ["ivan"]),
        ("name=50%25", ["odd"]),
        ("name=a_z", []),
        ("username=AN", ["ann", "ivan"]),
        ("username=nn&name=lee", ["ann"]),
        ("role=admin", ["superuser"]),
        ("role=user&name=lee", ["ann", "lee"]),
        ("email=ann", ["superuser", "ann", "lee", "ivan", "odd"]),
    ],
)
def test_filters_contain_in_any_case(admin, query, found):
    make_user("ann", first_name="Ann", last_name="Lee")
    make_user("lee", first_name="Lee", last_name="Abz")
    make_user("ivan", first_name="Иван", last_name="Петров")
    make_user("odd", first_name="50% off", last_name="")
    assert names(admin.get(f"/users?{query}")) == found


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name:asc", ["cid", "superuser", "ann", "bob"]),
        ("name:desc", ["bob", "ann", "superuser", "cid"]),
        ("email:asc", ["bob", "cid", "superuser", "ann"]),
        ("username:desc", ["superuser", "cid", "bob", "ann"]),
        ("role:asc", ["superuser", "ann", "bob", "cid"]),
        ("role:desc,username:desc", ["cid", "bob", "ann", "superuser"]),
        ("createdAt:asc", ["superuser", "ann", "bob", "cid"]),
        ("createdAt:desc", ["cid", "bob", "ann", "superuser"]),
    ],
)
def test_the_order_is_the_callers_choice(admin, sort, order):
    make_user("ann", first_name="zoe", email="z@example.com")
    make_user("bob", first_name="Zoe", last_name="x", email="a@example.com")
    make_user("cid", first_name="Adam", email="b@example.com")
    assert names(admin.get(f"/users?sortBy={sort}")) == order


def test_ties_are_settled_by_age(admin):
    for number in range(5):
        make_user(f"t{4 - number}", first_name="Same", last_name="Name")
    order = names(admin.get("/users?sortBy=name:desc"))
    assert order == ["superuser", "t4", "t3", "t2", "t1", "t0"]


@pytest.mark.parametrize(
    "sort",
    [
        "name",
        "name:",
        "name:up",
        "name:ASC",
        "name:asc,",
        ",",
        "name:asc:desc",
        "name: asc",
    ],
)
def test_a_malformed_order_is_refused(admin, sort):
    message = "sortBy: Write field:asc or field:desc, separated by commas."
    refused(admin.get(f"/users?sortBy={sort.replace(' ', '+')}"), message)


@pytest.mark.parametrize(
    "sort", ["password:asc", "id:asc", ":asc", "name:asc,name:desc", "__class__:asc"]
)
def test_only_the_listed_fields_sort(admin, sort):
    message = "sortBy: Sort by name, email, username, role or createdAt, each once."
    refused(admin.get(f"/users?sortBy={sort}"), message)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "limit: Ensure this value is greater than or equal to 1."),
        ("limit=101", "limit: Ensure this value is less than or equal to 100."),
        ("limit=ten", "limit: A valid integer is required."),
        ("limit=-1", "limit: A valid integer is required."),
        ("limit=1.5", "limit: A valid integer is required."),
        ("limit=%D9%A1", "limit: A valid integer is required."),
        ("page=0", "page: Ensure this value is greater than or equal to 1."),
        ("page=99999999999999999999", "page: A valid integer is required."),
        ("page=1&page=2", "page: Give this parameter once."),
        ("role=root", 'role: "root" is not a valid choice.'),
        ("role=Admin", 'role: "Admin" is not a valid choice.'),
        ("name=", "name: This parameter may not be empty."),
        ("username=+", "username: This parameter may not be empty."),
        ("sortBy=", "sortBy: This parameter may not be empty."),
        ("limit=", "limit: This parameter may not be empty."),
    ],
)
def test_a_malformed_parameter_is_refused(admin, query, message):
    refused(admin.get(f"/users?{query}"), message)


@pytest.mark.parametrize("limit", [1, 100])
def test_the_bounds_of_limit_are_within(admin, limit):
    assert admin.get(f"/users?limit={limit}").json()["limit"] == limit


@pytest.mark.parametrize("people", [1, 50])
def test_a_page_costs_the_same_however_full(admin, people, django_assert_num_queries):
    for _ in range(people - 1):
        board = make_board(make_user())
        Favourite.objects.create(user=board.owner, board=board)
        Favourite.objects.create(user=board.owner, board=make_board(make_user(), is_private=False))
    # The session with its person, how many there are, the page, everybody's favourites.
    with django_assert_num_queries(4):
        assert admin.get("/users?limit=100").status_code == 200
