"""/users/usersByMonth"""

from datetime import UTC, datetime

import pytest

from accounts.models import User
from taskhub.testing.factories import make_user


def joined(*moments):
    for moment in moments:
        User.objects.filter(pk=make_user().pk).update(created_at=moment)


def test_people_are_counted_by_month_the_oldest_first(totask, person):
    User.objects.filter(pk=person("outsider").pk).update(
        created_at=datetime(2026, 3, 1, tzinfo=UTC)
    )
    joined(
        datetime(2026, 1, 1, tzinfo=UTC),
        datetime(2026, 1, 31, 23, 59, 59, 999999, tzinfo=UTC),
        datetime(2025, 12, 31, 23, 59, 59, tzinfo=UTC),
        datetime(2025, 3, 15, tzinfo=UTC),
    )
    response = totask.as_(person("outsider")).get("/users/usersByMonth")
    assert response.status_code == 200
    assert response.json() == {
        "results": [
            {"month": "March", "year": 2025, "count": 1},
            {"month": "December", "year": 2025, "count": 1},
            {"month": "January", "year": 2026, "count": 2},
            {"month": "March", "year": 2026, "count": 1},
        ]
    }


def test_deleted_people_do_not_count(totask, ann, person):
    before = totask.as_(ann).get("/users/usersByMonth").json()["results"]
    totask.as_(person("outsider")).post(f"/users/{person('outsider').pk}")
    assert totask.as_(ann).get("/users/usersByMonth").json()["results"] == before


def test_strangers_are_asked_who_they_are(totask, db):
    response = totask.get("/users/usersByMonth")
    assert response.status_code == 401
    assert response.json() == {"code": 401, "message": "Authentication is required"}


@pytest.mark.parametrize("months", [1, 50])
def test_counting_costs_the_same_however_long(totask, ann, months, django_assert_num_queries):
    joined(*(datetime(2000 + n // 12, n % 12 + 1, 5, tzinfo=UTC) for n in range(months)))
    client = totask.as_(ann)
    # The session with its person, the counts.
    with django_assert_num_queries(2):
        results = client.get("/users/usersByMonth").json()["results"]
    assert len(results) == months + 1
