"""Instants are read as Django reads them, only sooner; stale plans are made anew; what is
prepared is run in one call.
"""

import os
import socket
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import NotSupportedError, OperationalError, connection, transaction

from taskhub.postgresql import DirectCursor
from taskhub.testing.factories import make_user
from tasks.locks import one_transaction

psycopg = pytest.importorskip("psycopg")
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


@pytest.fixture
def direct(transactional_db):
    connection.ensure_connection()
    return DirectCursor(connection)


def run(cursor, sql, *params):
    cursor.execute(sql, params)
    return cursor.fetchall()


#: Every kind of value that our statements are filled with.
VALUES = [
    7,
    2**40,
    None,
    "text with % and $1 in it",
    True,
    datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC),
    date(2026, 1, 2),
    UUID(int=7),
    ["a", "b"],
    psycopg.types.json.Jsonb({"a": [1]}),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_direct_statement_gives_what_psycopg_gives(direct, value):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s, '%%', 1", [value])
        expected = cursor.fetchall()
    # Once as psycopg prepares it, and once past its steps.
    assert run(direct, "SELECT %s, '%%', 1", value) == expected
    assert run(direct, "SELECT %s, '%%', 1", value) == expected


def sent_by_psycopg(monkeypatch):
    """What psycopg's own cursor sends from now on."""
    sent = []
    usual = psycopg.Cursor.execute

    def execute(cursor, query, *args, **kwargs):
        sent.append(query)
        return usual(cursor, query, *args, **kwargs)

    monkeypatch.setattr(psycopg.Cursor, "execute", execute)
    return sent


def test_a_prepared_statement_does_not_go_psycopgs_way(direct, monkeypatch):
    sent = sent_by_psycopg(monkeypatch)
    for _ in range(3):
        assert run(direct, "SELECT %s + 1", 1) == [(2,)]
    assert len(sent) == 1


def test_a_statement_of_a_transaction_is_part_of_it(direct):
    run(direct, "SELECT set_config(%s, %s, true)", "taskhub.test", "before")
    with transaction.atomic():
        # The first one begins it: what it sets is gone with the end, and not at once.
        run(direct, "SELECT set_config(%s, %s, true)", "taskhub.test", "inside")
        assert run(direct, "SELECT current_setting(%s)", "taskhub.test") == [("inside",)]
    assert run(direct, "SELECT current_setting(%s)", "taskhub.test") == [("",)]


def test_a_statement_is_found_again_after_a_rollback_dropped_all(direct):
    assert run(direct, "SELECT %s + 1", 1) == [(2,)]
    with transaction.atomic():
        run(direct, "SELECT %s + 2", 1)
        transaction.set_rollback(True)
    assert run(direct, "SELECT %s + 1", 1) == [(2,)]
    assert run(direct, "SELECT %s + 1", 1) == [(2,)]


def test_how_many_rows_a_direct_statement_changed(direct):
    sql = "UPDATE accounts_user SET about = %s WHERE username LIKE %s"
    make_user("one"), make_user("two")
    for _ in range(2):
        direct.execute(sql, ("", "%"))
        assert direct.rowcount == 2


def test_an_error_of_a_direct_statement_is_psycopgs(direct):
    assert run(direct, "SELECT 1 / %s", 1) == [(1,)]
    with pytest.raises(psycopg.errors.DivisionByZero) as raised:
        run(direct, "SELECT 1 / %s", 0)
    assert "division by zero" in str(raised.value)
    assert run(direct, "SELECT 1 / %s", 1) == [(1,)]


def test_a_connection_that_broke_is_an_operational_error(direct):
    assert run(direct, "SELECT 1 / %s", 1) == [(1,)]
    # No word of the server's comes back over a connection whose end is gone.
    socket.socket(fileno=os.dup(connection.connection.pgconn.socket)).shutdown(socket.SHUT_RDWR)
    for _ in range(2):
        with pytest.raises(psycopg.OperationalError):
            run(direct, "SELECT 1 / %s", 1)
    connection.close()
