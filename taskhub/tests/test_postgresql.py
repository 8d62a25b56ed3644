"""Instants are read as Django reads them, only sooner; stale plans are made anew."""

from datetime import UTC, datetime

import pytest
from django.db import NotSupportedError, OperationalError, connection, transaction

from tasks.locks import one_transaction

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="reads what PostgreSQL sends"
)


def selected(text, zone="UTC"):
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL TIME ZONE '{zone}'")
        cursor.execute(f"SELECT '{text}'::timestamptz")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("zone", ["UTC", "Europe/Moscow", "Asia/Kolkata"])
@pytest.mark.parametrize("digits", ["", ".5", ".000001", ".123456"])
def test_instants_are_read_to_the_microsecond_in_utc(db, zone, digits):
    found = selected(f"2026-01-02 03:04:05{digits}+00", zone)
    assert found == datetime.fromisoformat(f"2026-01-02T03:04:05{digits}+00:00")
    assert found.tzinfo is UTC


@pytest.mark.parametrize("text", ["infinity", "0044-03-15 12:00:00+00 BC"])
def test_what_python_has_no_instant_for_is_refused(db, text):
    with pytest.raises(Exception, match="timestamp"):
        selected(text)


@pytest.fixture
def widened(transactional_db):
    """A statement prepared for a table, one of whose columns has another type since."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE changed_meanwhile (name varchar(10))")
        cursor.execute("INSERT INTO changed_meanwhile VALUES ('here')")
        cursor.execute("SELECT name FROM changed_meanwhile")
        # Sent past psycopg's own statements, as another process would.
        pgconn = connection.connection.pgconn
        pgconn.exec_(b"ALTER TABLE changed_meanwhile ALTER COLUMN name TYPE varchar(20)")
    yield "SELECT name FROM changed_meanwhile"
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE changed_meanwhile")


def selected_name(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def test_a_statement_is_prepared_anew_after_a_column_changed_its_type(widened):
    assert selected_name(widened) == [("here",)]
    assert selected_name(widened) == [("here",)]


def test_within_a_transaction_a_stale_statement_may_be_tried_again(widened):
    with pytest.raises(OperationalError), transaction.atomic():
        selected_name(widened)
    with transaction.atomic():
        assert selected_name(widened) == [("here",)]


def test_a_service_takes_no_notice_of_a_stale_statement(widened):
    assert one_transaction(selected_name)(widened) == [("here",)]


def test_what_postgresql_does_not_support_is_said_as_before(transactional_db):
    with pytest.raises(NotSupportedError), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM accounts_user FOR UPDATE")
