"""Whether a server's memory stays as it is: a hundred thousand requests, and what it has after.

    .venv/bin/python benchmarks/soak.py [--requests 100000] [--short] [--json FILE]
                                        [--database sqlite|postgresql]

The server as users start it (`manage.py serve`), asked over four connections for a mix of all
that is common: lists, unchanged lists, single tasks, creations, updates, deletions, and a
sign-in now and then. On PostgreSQL, and Redis where REDIS_URL names one, a database of its own
is made beside the one that DATABASE_URL names. It fails when the memory grew by more than a
tenth once the first quarter of the requests had warmed it up.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.fanout import resident  # noqa: E402
from benchmarks.http.client import Connection  # noqa: E402
from benchmarks.http.hub import CONNECTIONS, Operation  # noqa: E402

if TYPE_CHECKING:
    from benchmarks.http.hub import Requests
    from taskhub.testing.processes import ServerProcess

#: When the server is looked at, in hundredths of all requests.
POINTS = (0, 10, 25, 50, 75, 100)
WARM = 25
MOST = 0.10  # that the memory may grow by, once the server is warm
SETTLED = 1.0  # seconds without a request before the server is looked at
#: How often each is asked for beside the others, in every contract that has it.
SHARES = {
    "list": 40,
    "unchanged list": 60,
    "get": 80,
    "create": 20,
    "update": 40,
    "delete": 15,
    "sign-in": 1,
}

Asked = tuple[int, bytes]


class Look(NamedTuple):
    """The server after so many requests: bytes of memory, and threads."""

    requests: int
    memory: int
    threads: int


class Soak(NamedTuple):
    """The looks, how many requests a second there were, and how many answers were 304."""

    looks: list[Look]
    rate: float
    unchanged: int


class Mixed(Connection):
    """One connection that asks for one thing after the other, each with its own status."""

    def __init__(self, mix: Iterator[Asked]) -> None:
        super().__init__(self.following, 0)
        self.mix = mix
        self.unchanged = 0

    def following(self) -> bytes | None:
        asked = next(self.mix, None)
        if asked is None:
            return None
        self.status, made = asked
        return made

    def length_of(self, head: bytes) -> int:
        """What was unchanged may have been changed by the requests beside it."""
        self.unchanged += head[9:12] == b"304"
        if self.status == 304 and head[9:12] == b"200":
            self.status = 200
        return super().length_of(head)


def mixed(operations: list[Operation], count: int, seed: int) -> list[Iterator[Asked]]:
    """So many requests in all, in a random but repeatable order; one part a connection."""
    weights = [SHARES[operation.name] for operation in operations]
    order = random.Random(seed).choices(range(len(operations)), weights, k=count)
    makers = [operation.makers() for operation in operations]

    def part(number: int) -> Iterator[Asked]:
        for chosen in order[number::CONNECTIONS]:
            own = makers[chosen]
            made = own[number % len(own)]()
            if made is None:
                raise SystemExit(f"There is no more to {operations[chosen].key}")
            yield operations[chosen].status, made

    return [part(number) for number in range(CONNECTIONS)]


async def ask(port: int, parts: list[Iterator[Asked]]) -> int:
    """Every part over a connection of its own, to its end; how many answers were 304."""
    loop = asyncio.get_running_loop()
    connections = [Mixed(part) for part in parts]
    for connection in connections:
        await loop.create_connection(partial(itself, connection), "127.0.0.1", port)
    for connection in connections:
        connection.begin(float("inf"))
    await asyncio.gather(*(connection.done for connection in connections))
    return sum(connection.unchanged for connection in connections)


def itself(connection: Mixed) -> Mixed:
    return connection


def look(pid: int, requests: int) -> Look:
    time.sleep(SETTLED)
    return Look(requests, resident(pid), len(list(Path(f"/proc/{pid}/task").iterdir())))


def measure(kind: str, count: int) -> Soak:
    """The server at each point of so many requests."""
    with ExitStack() as stack:
        set_up(stack, kind)
        from benchmarks.http.hub import People, Requests

        requests = Requests(People(), 0, lambda _: "")
        hub = start(stack)
        looks, spent, same = [look(hub.process.pid, 0)], 0.0, 0
        for before, after in itertools.pairwise(POINTS):
            number = count * after // 100 - count * before // 100
            parts = mixed(operations_of(hub, requests, number), number, seed=after)
            started = time.perf_counter()
            same += asyncio.run(ask(hub.port, parts))
            spent += time.perf_counter() - started
            looks.append(look(hub.process.pid, count * after // 100))
            print(f"{after} %", file=sys.stderr, flush=True)
        return Soak(looks, count / spent, same)


def set_up(stack: ExitStack, kind: str) -> None:
    """Django here, on a migrated database of its own."""
    from benchmarks.http.run import own_database

    os.environ["DJANGO_SETTINGS_MODULE"] = "taskhub.settings"
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    os.environ["TASKHUB_DATA_DIR"] = folder
    if kind == "sqlite":
        os.environ.update(DATABASE_URL=f"sqlite:///{folder}/hub.sqlite3", REDIS_URL="")
    else:
        os.environ["DATABASE_URL"] = stack.enter_context(own_database())
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def start(stack: ExitStack) -> "ServerProcess":
    from benchmarks.http.run import production
    from taskhub.testing.processes import SERVE, running, same_hub

    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    own = production({**same_hub(), "TASKHUB_RATE_LIMITS": "on"})
    return stack.enter_context(running(SERVE, folder, **own))


def operations_of(hub: "ServerProcess", requests: "Requests", number: int) -> list[Operation]:
    """What may be asked in the next requests, this many; tasks to delete are there for them."""
    from benchmarks.http.run import unchanged

    requests.doomed = number // 40 + 20
    everything = requests.all([]) + unchanged(hub, requests, "")
    return [
        operation
        for operation in everything
        if operation.server == "TaskHub" and operation.name in SHARES
    ]


def growth(looks: list[Look]) -> float:
    """The largest share by which the memory grew after the server was warm."""
    warm = looks[POINTS.index(WARM)].memory
    return max(each.memory for each in looks[POINTS.index(WARM) :]) / warm - 1


def show(kind: str, soak: Soak) -> None:
    print(f"\n{kind}, {soak.rate:,.0f} requests/s, {soak.unchanged:,} answers were 304\n")
    print(f"{'requests':>12}{'':>8}{'memory MB':>12}{'threads':>9}")
    for point, each in zip(POINTS, soak.looks, strict=True):
        memory = each.memory / 1_000_000
        print(f"{each.requests:12,}{point:6} %{memory:12.1f}{each.threads:9}")
    print(f"\ngrowth after the first {WARM} %: {growth(soak.looks):.1%}, bar {MOST:.0%}")


def main() -> int:
    """Prints the table; 1 when the memory grew."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, help="(100,000; short 5,000)")
    parser.add_argument("--short", action="store_true", help="5,000 requests")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--json", help="write the figures to this file")
    wanted = parser.parse_args()
    kind = wanted.database
    if kind == "postgresql" and "postgres" not in os.environ.get("DATABASE_URL", ""):
        parser.error("DATABASE_URL names no PostgreSQL")
    soak = measure(kind, wanted.requests or (5_000 if wanted.short else 100_000))
    show(kind, soak)
    grown = growth(soak.looks)
    if wanted.json:
        figures = {
            "database": kind,
            "requests/s": soak.rate,
            "answers of 304": soak.unchanged,
            "looks": [each._asdict() for each in soak.looks],
            "growth": grown,
        }
        Path(wanted.json).write_text(json.dumps(figures, indent=1) + "\n")
    print(f"MISSED: growth {grown:.1%}, bar {MOST:.0%}" if grown > MOST else "All bars are met.")
    return 1 if grown > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
