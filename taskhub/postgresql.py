"""PostgreSQL's connections: dead ones and stale plans are noticed, prepared statements run in one
call, instants are read quickly.
"""

import re
import select
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import count
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, NotSupportedError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper


def install(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Teach a new connection our reader of instants and `plan_anew`; for `connection_created`."""
    if connection.vendor != "postgresql":
        return
    connection.connection.adapters.register_loader("timestamptz", _instants())
    if plan_anew not in connection.execute_wrappers:
        connection.execute_wrappers.append(plan_anew)


def plan_anew(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Run a statement whose plan was prepared for columns of another type once more.

    A migration beside running servers may change a column's type. PostgreSQL refuses plans
    made before it, before it runs them, for as long as their connection lives. Inside a
    transaction nothing more can be done: the rollback drops the plans, and
    `OperationalError` says that it may be tried again.
    """
    try:
        return execute(sql, params, many, context)
    except NotSupportedError as error:
        if not _plan_is_stale(error):
            raise
        connection = context["connection"]
        if many or connection.in_atomic_block:
            raise OperationalError(*error.args) from error.__cause__
    # psycopg forgets its statements when it sees this one.
    execute("DEALLOCATE ALL", None, False, context)
    return execute(sql, params, many, context)


class Statement(NamedTuple):
    """What psycopg knows a prepared statement by."""

    query: bytes
    types: tuple[int, ...]


class DirectCursor:
    """A cursor whose statements, once they are prepared, are one call of libpq's each.

    psycopg's own sends, waits and reads in steps and lets go of Python's lock around each; with
    several threads that want it, each step may change the thread, and that took two fifths of
    what a statement of one row takes (docs/decisions/0010). psycopg prepares all the same, and
    keeps the list of what is prepared: what is not on it, and what is to begin a transaction,
    goes its way.
    """

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        """For one open connection; good as long as that is."""
        # psycopg is there only where PostgreSQL is.
        from psycopg.adapt import Transformer

        self._driver: Any = connection.connection
        self._usual: Any = connection.create_cursor()
        self._transformer = Transformer(self._driver)
        self._result: Any = None

    def execute(self, sql: str, params: Sequence[Any] | None) -> None:
        """Run the statement; raises what psycopg would."""
        self._result = None if params is None else self._run(sql, params)
        if self._result is None:
            self._usual.execute(sql, params)

    def fetchall(self) -> list[tuple[Any, ...]]:
        """The rows; once, after which nothing of them is kept here."""
        if self._result is None:
            rows: list[tuple[Any, ...]] = self._usual.fetchall()
            return rows
        transformer, result = self._transformer, self._result
        self._result = None
        transformer.set_pgresult(result)
        try:
            return transformer.load_rows(0, result.ntuples, tuple)
        finally:
            transformer.set_pgresult(None)

    @property
    def rowcount(self) -> int:
        """How many rows the statement has changed or found."""
        found = self._usual.rowcount if self._result is None else self._result.command_tuples
        return int(found or 0)

    def _run(self, sql: str, params: Sequence[Any]) -> Any:
        """The result; None where this is not for here."""
        from psycopg.adapt import PyFormat

        if not self._is_free():
            return None
        transformer = self._transformer
        values = transformer.dump_sequence(params, [PyFormat.AUTO] * len(params))
        statement = Statement(numbered(sql), transformer.types or ())
        # There is no public word for it; what it answers is psycopg's name of the statement.
        prepared, name = self._driver._prepared.get(statement)
        if prepared.name != "YES":
            return None
        return _succeeded(self._driver.pgconn.exec_prepared(name, values, transformer.formats))

    def _is_free(self) -> bool:
        """Whether psycopg has nothing to say to the server before the next statement."""
        from psycopg.pq import TransactionStatus

        status = self._driver.pgconn.transaction_status
        if status == TransactionStatus.IDLE:
            return bool(self._driver.autocommit)
        return bool(status == TransactionStatus.INTRANS)


def _succeeded(result: Any) -> Any:
    """The result; raises psycopg's error where it is one."""
    from psycopg import OperationalError, errors
    from psycopg.pq import DiagnosticField, ExecStatus

    if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return result
    if result.error_field(DiagnosticField.SQLSTATE) is None:
        # No word of the server's: the connection broke.
        raise OperationalError(result.get_error_message())
    raise errors.error_from_result(result)


@lru_cache(maxsize=1000)
def numbered(sql: str) -> bytes:
    """The statement with `$1` and so on for placeholders, as psycopg writes it."""
    numbers = count(1)
    return re.sub("%[s%]", lambda found: _place(found[0], numbers), sql).encode()


def _place(found: str, numbers: "count[int]") -> str:
    return f"${next(numbers)}" if found == "%s" else "%"


def _plan_is_stale(error: NotSupportedError) -> bool:
    """Whether PostgreSQL says "cached plan must not change result type", in any language."""
    found = getattr(error.__cause__, "diag", None)
    return getattr(found, "source_function", None) == "RevalidateCachedQuery"


@cache
def _instants() -> Any:
    # psycopg is there only where PostgreSQL is.
    from django.db.backends.postgresql.psycopg_any import BaseTzLoader

    usual = type("Usual", (BaseTzLoader,), {"timezone": UTC})

    class Instants(BaseTzLoader):
        """Django's reader matches a pattern and builds each instant three times.

        Two hundred instants stand in a list of a hundred tasks.
        """

        timezone = UTC

        def __init__(self, oid: int, context: Any = None) -> None:
            # Django's own looks up the connection's time zone, for each result.
            self.oid, self.context = oid, context

        def load(self, data: Any) -> datetime:
            """The instant, in UTC."""
            try:
                moment = datetime.fromisoformat(str(data, "ascii"))
            except ValueError:  # years that Python's calendar lacks, other styles of dates
                return usual(self.oid, self.context).load(data)
            return moment if moment.tzinfo is UTC else moment.astimezone(UTC)

    return Instants


def drop_dead(**kwargs: Any) -> None:
    """Let this thread connect anew where the server has hung up; a request's first act.

    A server that restarts says goodbye on every connection, so that an idle one has
    something to read. One look at the socket costs microseconds, where Django's health
    check asks the database a question before each request.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql" and _hung_up(connection):
        connection.close()


def _hung_up(connection: BaseDatabaseWrapper) -> bool:
    inner = connection.connection
    if inner is None or connection.in_atomic_block:
        return False
    if inner.closed:
        return True
    if not hasattr(select, "poll"):
        return False  # Windows: the first query finds out, and answers 503 once
    ready = select.poll()
    ready.register(inner.pgconn.socket, select.POLLIN)
    return bool(ready.poll(0))
