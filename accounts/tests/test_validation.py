"""The rules for what an account may hold."""

import pytest

from accounts import validation
from accounts.models import User
from taskhub.errors import Invalid

FIELDS = ["email", "username", "first_name", "last_name", "about"]


def problems(values, **more):
    with pytest.raises(Invalid) as refused:
        validation.clean(values, **more)
    return refused.value.fields


def test_values_come_back_as_they_are_stored():
    cleaned = validation.clean(
        {"email": " Ann@Example.com ", "username": " Ann ", "first_name": " Ann ", "about": " Hi "}
    )
    assert cleaned == {
        "email": "ann@example.com",
        "username": "Ann",
        "first_name": "Ann",
        "about": "Hi",
    }


@pytest.mark.parametrize("field", [*FIELDS, "password"])
@pytest.mark.parametrize("odd", ["\0", "\ud800"])
def test_no_field_takes_what_a_database_cannot_hold(field, odd):
    value = f"ann{odd}@example.com"
    found = problems({}, password=value) if field == "password" else problems({field: value})
    assert list(found) == [field]


@pytest.mark.parametrize(
    ("field", "longest"), [("first_name", 150), ("last_name", 150), ("about", 2000)]
)
def test_lengths_count_the_trimmed_text(field, longest):
    assert validation.clean({field: f"  {'я' * longest}  "}) == {field: "я" * longest}
    assert list(problems({field: "я" * (longest + 1)})) == [field]


@pytest.mark.parametrize(
    "address",
    [
        "", "ann", "ann@", "@example.com", "ann@example", "ann@exa mple.com", "a b@example.com",
        "ann@example.com\nBcc: x@example.com", f"{'a' * 250}@example.com", "ann@@example.com",
        "deleted-7@deleted.invalid", "X@Deleted.Invalid",
    ],
)  # fmt: skip
def test_unfit_addresses_are_refused(address):
    assert list(problems({"email": address})) == ["email"]


@pytest.mark.parametrize(
    "username",
    [
        "", " ", "a b", "a/b", "<b>", "me", "Admin", "deleted-1", "x" * 151, "a\nb", "\u202eann",
        "\ufdfa" * 10, "\ufdfa" * 150,
    ],
)  # fmt: skip
def test_unfit_user_names_are_refused(username):
    assert list(problems({"username": username})) == ["username"]


@pytest.mark.parametrize(
    "username", ["a", "Анна", "李", "ann@work", "a.b+c-d_e", "0", "x" * 150, "ΐ" * 150]
)
def test_user_names_of_all_scripts_fit_their_columns(db, username):
    stored = validation.clean({"username": username})["username"]
    User.objects.create_user("a@example.com", stored)
    assert User.objects.with_username(username.upper()).count() == 1


def test_user_name_has_one_spelling_of_each_letter():
    assert validation.clean({"username": "Jose\u0301"}) == {"username": "Jos\u00e9"}


@pytest.mark.parametrize("password", ["short1!", "password", "1234567890", "x" * 1025, ""])
def test_weak_and_endless_passwords_are_refused(password):
    assert list(problems({}, password=password)) == ["password"]


def test_password_like_the_person_is_refused():
    values = {"email": "margaret.hamilton@example.com", "first_name": "Margaret"}
    assert list(problems(values, password="margaret.hamilton")) == ["password"]


@pytest.mark.parametrize("password", ["  tall oak tree  ", "дубовая роща", "x7" * 512, "é" * 128])
def test_long_passwords_of_any_script_are_taken_with_their_blanks(password):
    assert validation.clean({}, password=password) == {}


def test_all_problems_are_told_at_once():
    values = {"email": "no", "username": "a b", "first_name": "x" * 151}
    found = problems(values, password="123")
    assert set(found) == {"email", "username", "first_name", "password"}
    assert len(found["password"]) == 3


def test_new_password_is_checked_against_its_user():
    with pytest.raises(Invalid) as refused:
        validation.check_password("margaret1969", User(username="margaret1969"))
    assert list(refused.value.fields) == ["password"]
