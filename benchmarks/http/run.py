"""One database: the servers, the rounds, and the figures."""

import json
import os
import platform
import re
import statistics
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.http.client import Burst, burst

PACKAGES = (
    "django",
    "djangorestframework",
    "daphne",
    "psycopg",
    "orjson",
    "djangorestframework-simplejwt",
)
WARM_UP = 0.3


def measure(kind: str, seconds: float, rounds: int, only: str) -> dict:
    """The figures of one database."""
    with ExitStack() as stack:
        if kind == "postgresql":
            os.environ["DATABASE_URL"] = stack.enter_context(own_database())
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        from benchmarks.http.hub import People, Requests
        from benchmarks.http.inside import costs, statements

        people = People()
        servers = start(stack)
        baselines = [name for name in servers if name.startswith("baseline")]
        requests = Requests(people, int(seconds * 2000), simple_token(servers))
        operations = [each for each in requests.all(baselines) if re.search(only, each.key)]
        operations += unchanged(servers["TaskHub"], requests, only)
        bursts = alternate(servers, operations, seconds, rounds)
        figures = {"conditions": conditions(kind, seconds, rounds), "operations": bursts}
        figures["milliseconds"] = costs(people)
        figures["statements"] = statements(requests)
        return figures


@contextmanager
def own_database():
    """A database of its own beside the named one."""
    import psycopg

    url = urlsplit(os.environ["DATABASE_URL"])
    name = f"taskhub_bench_{os.getpid()}"
    # `geturl` loses the empty host of postgres:///name.
    address = f"postgres://{url.netloc}/{name}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield address
        finally:
            from django.db import connections

            connections.close_all()
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(stack: ExitStack) -> dict:
    """All servers, on one core; this process goes on on another."""
    from taskhub.testing.processes import SERVE, running, same_hub

    cores = sorted(os.sched_getaffinity(0))
    hub = {**same_hub(), "TASKHUB_RATE_LIMITS": "on"}
    plain = {**hub, "FLOOR_DATABASE": hub["DATABASE_URL"]}
    daphne = ["-m", "daphne", "-v", "0", "-b", "127.0.0.1", "-p", "{port}"]
    os.sched_setaffinity(0, {cores[0]})
    servers = {}
    for name, command, own in (
        ("TaskHub", SERVE, production(hub)),
        ("floor", [*daphne, "benchmarks.http.floor:application"], plain),
        (
            "baseline",
            [*daphne, "benchmarks.http.baseline_app:application"],
            {**plain, "BASELINE_KEPT": "0"},
        ),
        (
            "baseline, kept connections",
            [*daphne, "benchmarks.http.baseline_app:application"],
            {**plain, "BASELINE_KEPT": "1"},
        ),
    ):
        if name.startswith("baseline"):
            own["DJANGO_SETTINGS_MODULE"] = "benchmarks.http.baseline"
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers[name] = stack.enter_context(running(command, folder, **own))
    os.sched_setaffinity(0, {cores[-1]})
    return servers


def production(hub: dict) -> dict:
    """As a hub in production has it, but for the mails."""
    if not os.environ.get("REDIS_URL"):
        return hub
    return {
        **hub,
        "TASKHUB_ENV": "production",
        "ALLOWED_HOSTS": "127.0.0.1,tasks.example.org",
        "TASKHUB_PUBLIC_URL": "https://tasks.example.org",
        "EMAIL_URL": "dummymail://",
    }


def simple_token(servers: dict):
    """Asks the baseline for a token of simplejwt's."""
    from benchmarks.http.hub import PASSWORD

    def ask(email: str) -> str:
        body = json.dumps({"email": email, "password": PASSWORD})
        answer = servers["baseline"].json("POST", "/token/", body, Content_Type="application/json")
        return answer["access"]

    return ask


def unchanged(server, requests, only: str) -> list:
    """The lists of tasks, asked for by somebody who has them."""
    return [
        requests.unchanged(operation, lambda listed: tag_of(server, listed))
        for operation in requests.all([])
        if operation.is_list_of_tasks and re.search(only, f"{operation.surface} unchanged list")
    ]


def tag_of(server, listed: bytes) -> str:
    """The tag that the answer to this request has at present."""
    answer = server.raw(listed.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    return re.search(rb"(?im)^etag: (.*?)\r?$", answer)[1].decode()


def alternate(servers: dict, operations: list, seconds: float, rounds: int) -> dict:
    """Every operation in every round; the figures of each round by operation."""
    found: dict[str, list[dict]] = {operation.key: [] for operation in operations}
    for number in range(rounds + 1):
        for operation in operations:
            server = servers[operation.server]
            lasting = seconds if number else WARM_UP
            done = burst(
                server.port, server.process.pid, operation.makers(), operation.status, lasting
            )
            if number:
                found[operation.key].append(figures_of(done))
        print(f"round {number} of {rounds}", file=sys.stderr, flush=True)
    return found


def figures_of(done: Burst) -> dict:
    ordered = sorted(done.latencies)
    return {
        "requests/s": done.requests / done.seconds,
        "processor ms": done.processor / done.requests * 1000,
        "median ms": statistics.median(ordered) * 1000,
        "p99 ms": ordered[int(len(ordered) * 0.99)] * 1000,
        "requests": done.requests,
    }


def conditions(kind: str, seconds: float, rounds: int) -> dict:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT version()" if kind == "postgresql" else "SELECT sqlite_version()")
        database = cursor.fetchone()[0].partition(" (")[0]
    models = [
        line
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    return {
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "database": f"{kind} {database.removeprefix('PostgreSQL ')}",
        "redis": bool(os.environ.get("REDIS_URL")),
        "processor": models[0].partition(": ")[2] if models else platform.processor(),
        "cores": len(os.sched_getaffinity(0)) and os.cpu_count(),
        "load": os.getloadavg()[0],
        "seconds": seconds,
        "rounds": rounds,
        "connections": 4,
    }
