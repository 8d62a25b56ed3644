"""PostgreSQL's connections: dead ones and stale plans are noticed, instants are read quickly."""

import select
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from typing import Any

from django.db import NotSupportedError, OperationalError, connections
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
    for connection in connections.all(initialized_only=True):
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
