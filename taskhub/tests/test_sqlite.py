"""SQLite and PostgreSQL find the same rows, whatever the script and case."""

from datetime import UTC, datetime

import pytest
from django.db.models.functions import Lower, Upper

from accounts.models import User
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
