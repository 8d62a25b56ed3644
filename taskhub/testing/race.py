"""Several callers at once, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection


def race(*callers: Callable[[], Any]) -> list[Any]:
    """What each returned or raised; all of them start together."""
    barrier = threading.Barrier(len(callers))

    def run(caller: Callable[[], Any]) -> Any:
        # Connected beforehand, so that the callers meet and do not queue for a connection.
        connection.ensure_connection()
        barrier.wait()
        try:
            return caller()
        except Exception as error:  # noqa: BLE001 - what went wrong is the outcome
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(callers)) as pool:
        return list(pool.map(run, callers))
