"""SQLite and PostgreSQL find the same rows, whatever the script and case."""

import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, transaction
from django.db.models.functions import Lower, Upper

from accounts.models import User
from taskhub import sqlite
from taskhub.sqlite import instant, like, lower, upper


@pytest.mark.parametrize(
    ("text", "small", "capital"),
    [
        ("Ёлка", "ёлка", "ЁЛКА"),
        ("ΟΔΟΣ", "οδοσ", "ΟΔΟΣ"),
        ("Straße", "straße", "STRAßE"),
        ("Åke", "åke", "ÅKE"),
        (None, None, None),
        (7, 7, 7),
    ],
)
def test_case_is_changed_letter_by_letter(text: object, small: object, capital: object) -> None:
    assert (lower(text), upper(text)) == (small, capital)


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("%ЁЛ%", "большая ёлка", True),
        ("_лка", "ёлка", True),
        ("_лка", "елёлка", False),
        ("a%c", "a\nb\nc", True),
        ("50\\%", "50%", True),
        ("50\\%", "500", False),
        ("a\\_b", "axb", False),
        ("a.c", "abc", False),
        (None, "a", None),
        ("a", None, None),
        ("7%", 71, True),
    ],
)
def test_like_matches_any_case(pattern: object, value: object, expected: object) -> None:
    assert like(pattern, value, "\\") == expected


@pytest.mark.django_db
@pytest.mark.parametrize("term", ["ёл", "ЁЛ", "Ёл"])
def test_database_searches_in_any_case(term: str) -> None:
    User.objects.create(email="a@example.org", username="a", first_name="Ёлка 50%_")
    User.objects.create(email="b@example.org", username="b", first_name="Other")
    for lookup in ("icontains", "istartswith"):
        assert User.objects.filter(**{f"first_name__{lookup}": term}).count() == 1
    assert User.objects.filter(first_name__iendswith="%_").count() == 1
    assert User.objects.filter(first_name__iexact="ёЛКА 50%_").count() == 1


@pytest.mark.django_db
def test_database_changes_case_in_all_scripts() -> None:
    User.objects.create(email="a@example.org", username="a", first_name="Ёлка")
    row = User.objects.values_list(Lower("first_name"), Upper("first_name")).get()
    assert row == ("ёлка", "ЁЛКА")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"2026-01-02 03:04:05.678901", datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)),
        (b"2026-01-02 03:04:05", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        (b"2026-01-02 03:04:05+02:00", datetime(2026, 1, 2, 1, 4, 5, tzinfo=UTC)),
        (b"no time at all", None),
    ],
)
def test_instants_are_read_in_utc(written, read):
    assert instant(written) == read


needs_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's own queue")


def is_taken():
    """Whether somebody in this process writes."""
    return sqlite._turn.locked()


@needs_sqlite
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_a_turn_ends_with_its_transaction(end):
    assert not is_taken()
    with transaction.atomic():
        assert is_taken()
        if end == "rollback":
            transaction.set_rollback(True)
        if end == "close":
            connection.close()
    assert not is_taken()


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_cannot_begin_takes_no_turn():
    with pytest.raises(OperationalError):
        connection.cursor().execute("BEGIN NONSENSE")
    assert not is_taken()


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_who_writes_waits_for_the_other_and_is_woken_at_once():
    begun, done = threading.Event(), []

    def write():
        begun.set()
        with transaction.atomic():
            done.append(is_taken())
        connection.close()

    other = threading.Thread(target=write)
    with transaction.atomic():
        other.start()
        assert begun.wait(5)
        time.sleep(0.2)
        assert done == []
    other.join(5)
    assert done == [True]
    assert not is_taken()


@needs_sqlite
@pytest.mark.django_db(transaction=True)
def test_whose_turn_does_not_come_leaves_it_to_sqlite(monkeypatch):
    monkeypatch.setattr(sqlite, "PATIENCE", 0.1)
    with sqlite._turn, transaction.atomic():
        assert User.objects.count() == 0
    assert not is_taken()
