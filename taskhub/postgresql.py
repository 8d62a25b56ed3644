"""Kept PostgreSQL connections that died while nobody used them."""

import select
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


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
