"""Queries that are compiled once and run many times."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db.models import CharField, DateTimeField, UUIDField

from accounts.models import Session, User
from taskhub.compiled import Compiled, Slot
from taskhub.testing.factories import make_user
from taskhub.testing.race import race

THEN = datetime(2030, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


@pytest.fixture
def session(db):
    return Session.objects.create(user=make_user("ann"), door="test", expires_at=THEN)


def by_id():
    found = Session.objects.filter(pk=Slot("id", UUIDField()), door="test")
    return found.values_list("id", "expires_at", "user__is_active", "ended_at", "door")


def test_rows_are_the_same_as_the_querysets(session):
    usual = Session.objects.values_list("id", "expires_at", "user__is_active", "ended_at", "door")
    query = Compiled(by_id)
    for _ in range(2):
        assert query.rows(id=session.pk) == list(usual)
    assert query.rows(id=uuid4()) == []


def test_query_is_built_once_and_asked_each_time(session, django_assert_num_queries):
    built = []
    query = Compiled(lambda: built.append(1) or by_id())
    query.rows(id=session.pk)
    with django_assert_num_queries(2):
        query.rows(id=session.pk)
        query.rows(id=session.pk)
    assert built == [1]


def test_values_are_values_and_never_sql(session):
    named = User.objects.filter(username=Slot("name", CharField())).values_list("pk")
    query = Compiled(lambda: named)
    assert query.rows(name="ann") == [(session.user_id,)]
    assert query.rows(name="' OR 1=1 --") == []


def test_instants_are_compared_to_the_microsecond(session):
    later = Session.objects.filter(expires_at__gt=Slot("now", DateTimeField())).values_list("pk")
    query = Compiled(lambda: later)
    assert query.rows(now=THEN) == []
    assert query.rows(now=THEN.replace(microsecond=678900)) == [(session.pk,)]


def test_missing_value_is_an_error(session):
    with pytest.raises(KeyError):
        Compiled(by_id).rows()


@pytest.mark.django_db(transaction=True)
def test_threads_share_the_query_and_not_the_connection():
    session = Session.objects.create(user=make_user("ann"), door="test", expires_at=THEN)
    query = Compiled(by_id)
    outcomes = race(*[lambda: query.rows(id=session.pk)[0][:2]] * 6)
    assert outcomes == [(session.pk, THEN)] * 6
