"""People as lists show them."""

from accounts.rows import Person, people
from taskhub.testing.factories import make_user


def test_people_are_read_in_one_query(db, django_assert_num_queries):
    users = [make_user(f"person{number}", about="Hi") for number in range(5)]
    with django_assert_num_queries(1):
        found = people([user.pk for user in users] * 2 + [10**6])
    assert found == {user.pk: Person.of(user) for user in users}


def test_nobody_costs_no_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert people([]) == {}


def test_full_name_is_both_names_where_there_are(db):
    assert Person(1, "ann", "Ann", "Smith", "", "").full_name == "Ann Smith"
    assert Person(1, "ann", "", "", "", "").full_name == ""
