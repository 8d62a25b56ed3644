"""Whether a large hub is as quick as a small one: the same requests at several sizes.

    .venv/bin/python benchmarks/scale.py [--sizes 1000,100000,1000000] [--short] [--json FILE]

A hub of each size on a database of its own, each behind a server as users start it, asked in
turn in alternated rounds; what counts is the median, and its ratio to that of the smallest.
SQLite always; PostgreSQL where DATABASE_URL names one beside which databases may be made.

`few`, `many` and `worker` are who asks: somebody who wrote 150 of the first tasks, somebody
marked in each tenth task and a member of a hundred boards, and one of the hundred who write
the tasks. In the *closed* hub one task in a thousand is the team's, in the *open* one nine in
ten.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
HUBS = {"closed": 1, "open": 900}
LIST = "/zocket/api/v1/tasks?limit=100"
#: What is asked, by whom, and the most it may take of the smallest hub's time.
OPERATIONS = {
    "first page, few": ("few", LIST, 2.0),
    "first page, many": ("many", LIST, 2.0),
    "first page, worker": ("worker", "/zocket/api/v1/tasks?limit=20", 2.0),
    "first page after a change, many": ("changed", LIST, None),
    "tenth page, worker": ("worker", f"{LIST}&page=10", None),
    "page in the middle, worker": ("worker", f"{LIST}&page={{middle}}", None),
    "own tasks, worker": ("worker", "/tasktracker/api/v1/tasks/?limit=50", None),
    "marked tasks, many": ("many", "/tasktracker/api/v1/tasks/marked-in-tasks/?limit=50", None),
    "one task": ("worker", "/zocket/api/v1/tasks/{task}", 2.0),
    "board, its page": ("page", "/boards/{board}/", None),
    "column, on from a card": ("page", "/boards/{board}/columns/1/?after={card}", None),
    "search in one's own, its page": ("page", "/tasks/?list=mine&q=word17", None),
    "search in all, its page": ("page", "/tasks/?list=team&q=word17", None),
}


# One hub, in a process of its own: Django is set up for one database a process.


def inside(size: int, team: int) -> None:
    """Fill the database, serve it, say how to ask, and wait until standard input ends."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "taskhub.settings"
    os.environ["TASKHUB_STATEMENT_TIMEOUT"] = "0"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from taskhub.testing.processes import SERVE, running, same_hub
    from taskhub.testing.scale import make_hub

    said = ways(make_hub(size, team=team))
    with tempfile.TemporaryDirectory() as folder:
        own = {**same_hub(), "TASKHUB_STATEMENT_TIMEOUT": "60"}
        with running(SERVE, Path(folder), **own) as server:
            said |= {"port": server.port, "pid": server.process.pid}
            print(json.dumps(said), flush=True)
            sys.stdin.read()


def ways(hub) -> dict:
    """Tokens, a browser's cookie, and what stands in the paths."""
    from django.test import Client

    from accounts import sessions
    from accounts.models import User
    from tasks.models import Task

    worker = User.objects.get(username="worker-7")
    browser = Client()
    browser.force_login(hub.many)
    people = {"few": hub.few, "many": hub.many, "worker": worker, "changed": hub.many}
    tokens = {
        name: sessions.open_session(user=user, door="zocket", refreshable=False).access
        for name, user in people.items()
    }
    column = Task.objects.filter(board=hub.board, status=1).top_first()
    cards = column.values_list("pk", flat=True)
    return {
        "tokens": tokens,
        "cookie": "; ".join(f"{name}={each.value}" for name, each in browser.cookies.items()),
        "words": {
            "middle": hub.tasks // 200,
            "board": hub.board.pk,
            "card": cards[cards.count() // 2] if cards else 0,
            "task": Task.objects.authored_by(worker).newest_first()[0].pk,
        },
    }


class Hub:
    """A hub from outside."""

    def __init__(self, stack: ExitStack, kind: str, size: int, team: int) -> None:
        environment = {**os.environ, "TASKHUB_DATA_DIR": stack.enter_context(folder())}
        environment["DATABASE_URL"] = stack.enter_context(database(kind))
        environment.pop("REDIS_URL", None)
        self.process = subprocess.Popen(
            [sys.executable, __file__, "--inside", f"{size},{team}"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        stack.callback(self.stop)
        self.said = json.loads(self.process.stdout.readline())
        self.wire = HTTPConnection("127.0.0.1", self.said["port"], timeout=90)

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()

    def ask(self, who: str, path: str) -> float:
        """Milliseconds that the answer takes."""
        if who == "changed":
            self._request("PUT", "worker", "/zocket/api/v1/tasks/{task}", '{"priority": "Low"}')
            self._request("PUT", "worker", "/zocket/api/v1/tasks/{task}", '{"priority": "High"}')
        started = time.perf_counter()
        self._request("GET", who, path)
        return (time.perf_counter() - started) * 1000

    def _request(self, method: str, who: str, path: str, body: str | None = None) -> None:
        headers = {"Content-Type": "application/json"}
        if who == "page":
            headers["Cookie"] = self.said["cookie"]
        else:
            headers["Authorization"] = f"Bearer {self.said['tokens'][who]}"
        self.wire.request(method, path.format(**self.said["words"]), body, headers)
        answer = self.wire.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {content[:200]!r}")


@contextmanager
def folder():
    with tempfile.TemporaryDirectory() as place:
        yield place


@contextmanager
def database(kind: str):
    """The address of a database of its own."""
    if kind == "sqlite":
        with tempfile.TemporaryDirectory() as place:
            yield f"sqlite:///{place}/hub.sqlite3"
        return
    import psycopg

    url = os.environ["DATABASE_URL"]
    name = f"taskhub_scale_{os.getpid()}_{time.time_ns()}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"postgres://{urlsplit(url).netloc}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


# The figures.


def measure(kind: str, shape: str, sizes: list[int], rounds: int) -> dict[str, list[float]]:
    """Median milliseconds of each operation, by size."""
    with ExitStack() as stack:
        hubs = [Hub(stack, kind, size, HUBS[shape]) for size in sizes]
        found: dict[str, list[float]] = {}
        for name, (who, path, _) in OPERATIONS.items():
            times: list[list[float]] = [[] for _ in hubs]
            for number in range(rounds + 2):
                for hub, own in zip(hubs, times, strict=True):
                    taken = hub.ask(who, path)
                    if number >= 2:  # plans are made and pages are read by then
                        own.append(taken)
            found[name] = [statistics.median(own) for own in times]
    return found


def show(kind: str, shape: str, sizes: list[int], found: dict[str, list[float]]) -> list[str]:
    """Prints the table; the bars that are missed."""
    print(f"\n{kind}, {shape} hub: median ms, and the ratio to {sizes[0]:,} tasks\n")
    print(f"{'':34}" + "".join(f"{size:>22,}" for size in sizes))
    missed = []
    for name, middles in found.items():
        cells = (f"{each:13,.2f} ({each / middles[0]:5.2f})" for each in middles)
        print(f"{name:34}" + "".join(cells))
        bar = OPERATIONS[name][2]
        if bar and middles[-1] / middles[0] > bar:
            missed.append(f"{kind}, {shape}: {name} {middles[-1] / middles[0]:.2f}, bar {bar}")
    return missed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--sizes", default="1000,100000,1000000")
    parser.add_argument(
        "--short", action="store_true", help="1,000 and 100,000 tasks, fewer rounds"
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--shapes", default="closed,open")
    parser.add_argument("--database", choices=("all", "postgresql", "sqlite"), default="all")
    parser.add_argument("--json")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.inside:
        inside(*map(int, wanted.inside.split(",")))
        return 0
    sizes = [1_000, 100_000] if wanted.short else [int(size) for size in wanted.sizes.split(",")]
    rounds = 7 if wanted.short else wanted.rounds
    figures, missed = {}, []
    for kind in ("postgresql", "sqlite"):
        if wanted.database not in ("all", kind):
            continue
        if kind == "postgresql" and "postgres" not in os.environ.get("DATABASE_URL", ""):
            print("PostgreSQL is left out: DATABASE_URL names none", file=sys.stderr)
            continue
        for shape in wanted.shapes.split(","):
            found = measure(kind, shape, sizes, rounds)
            figures[f"{kind}, {shape}"] = found
            missed += show(kind, shape, sizes, found)
    if wanted.json:
        told = {"conditions": conditions(sizes, rounds), "milliseconds": figures}
        Path(wanted.json).write_text(json.dumps(told, indent=1) + "\n")
    print("\n".join(f"MISSED: {line}" for line in missed) or "All bars are met.")
    return 1 if missed else 0


def conditions(sizes: list[int], rounds: int) -> dict:
    import sqlite3

    import django

    return {
        "sizes": sizes,
        "rounds": rounds,
        "python": platform.python_version(),
        "django": django.get_version(),
        "sqlite": sqlite3.sqlite_version,
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


if __name__ == "__main__":
    sys.exit(main())
