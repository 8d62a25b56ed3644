"""What a request's parts cost, measured inside of a process: sign-in, tokens, statements."""

import statistics
import time
from collections.abc import Callable

from benchmarks.http.client import request
from benchmarks.http.hub import PASSWORD, People, Requests


def milliseconds(job: Callable[[], object], times: int) -> float:
    """Processor time of this process for one call; the median of five batches."""
    job()
    batches = []
    for _ in range(5):
        started = time.process_time()
        for _ in range(times):
            job()
        batches.append((time.process_time() - started) / times * 1000)
    return statistics.median(batches)


def beside(job: Callable[[], object], part: Callable[[], object], times: int) -> float:
    """Milliseconds of processor time that a job takes beside a much longer part of it.

    The median of pairs, one right after the other: a machine that changes its pace meanwhile
    would otherwise be measured instead.
    """

    def once(work: Callable[[], object]) -> float:
        started = time.process_time()
        work()
        return time.process_time() - started

    once(job)
    return statistics.median(once(job) - once(part) for _ in range(times)) * 1000


def costs(people: People) -> dict[str, float]:
    """Milliseconds of processor time."""
    from django.contrib.auth.hashers import check_password

    from accounts import services, sessions
    from taskhub.memory import return_large_blocks

    return_large_blocks()
    grant = sessions.open_session(user=people.reader, door="benchmark", refreshable=False)

    def sign_in() -> object:
        return services.sign_in(
            email=people.reader.email,
            password=PASSWORD,
            peer="127.0.0.1",
            door="benchmark",
            refreshable=True,
        )

    def check() -> object:
        return check_password(PASSWORD, people.reader.password)

    return {
        "authentication": milliseconds(lambda: sessions.authenticate(grant.access), 500),
        "hash": milliseconds(check, 20),
        "sign-in beside the hash": beside(sign_in, check, 200),
    }


def statements(requests: Requests) -> dict[str, int]:
    """How many each operation takes, without BEGIN and COMMIT."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=False, headers={"host": "127.0.0.1"})
    found = {}
    for operation in requests.all([]):
        if operation.server != "TaskHub":
            continue
        made = operation.makers()[0]()
        assert made is not None
        _ask(client, made)  # compiles what is compiled once
        made = operation.makers()[0]()
        assert made is not None
        with CaptureQueriesContext(connection) as captured:
            _ask(client, made)
        words = [query["sql"].split()[0].upper() for query in captured]
        own = [word for word in words if word in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}]
        found[operation.key] = len(own)
    return found


def _ask(client, made: bytes) -> None:
    head, _, body = made.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split()
    headers = dict(line.split(": ", 1) for line in lines[1:])
    kind = headers.pop("Content-Type", "application/json")
    headers.pop("Content-Length", None)
    client.generic(method, path, body, content_type=kind, headers=headers)


__all__ = ["costs", "request", "statements"]
