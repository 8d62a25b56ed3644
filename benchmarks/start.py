"""How long a start takes: `manage.py check`, and `manage.py serve` until its first answer.

    .venv/bin/python benchmarks/start.py [--short] [--rounds 9] [--json FILE]

The embedded server, on a migrated database of its own. Beside them, in alternated rounds, the
*floor*: Python that imports Django's ASGI handler and does nothing. What counts is the median,
by the clock, and the memory that the server has once it is idle.
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
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
FLOOR = ["-c", "import django.core.handlers.asgi"]
CHECK = ["manage.py", "check"]
SETTLED = 1.0  # seconds after which a server that nobody asks is idle
MEGABYTE = 1_000_000


class Cost(NamedTuple):
    """Of one start: seconds by the clock and of processor time, and bytes of memory if it stays."""

    clock: float
    processor: float
    memory: int = 0


#: What is started, and the most seconds it may take by the clock.
BARS = {"floor": None, "check": 1.5, "until serving": 2.0}
MEMORY_BAR = 120.0  # megabytes


def command(arguments: list[str], environment: dict[str, str]) -> Cost:
    """A command that ends by itself."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    lasted = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {process.returncode}")
    return Cost(lasted, used.ru_utime + used.ru_stime)


def server(own: dict[str, str]) -> Cost:
    """A server until its first answer, which is looked for each twentieth of a second."""
    from benchmarks.fanout import resident
    from benchmarks.http.client import processor
    from taskhub.testing.processes import SERVE, running

    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        with running(SERVE, Path(folder), **own) as running_one:
            answer, content = running_one.request("GET", "/healthz")
            lasted = time.perf_counter() - started
            spent = processor(running_one.process.pid)
            if answer.status != 200:
                raise SystemExit(f"/healthz: {answer.status} {content[:200]!r}")
            time.sleep(SETTLED)
            return Cost(lasted, spent, resident(running_one.process.pid))


def measure(rounds: int) -> dict[str, list[Cost]]:
    """Each round's costs, by what is started; what the first start compiles is not counted."""
    found: dict[str, list[Cost]] = {name: [] for name in BARS}
    with tempfile.TemporaryDirectory() as folder:
        own = {"TASKHUB_DATA_DIR": folder, "DATABASE_URL": "", "REDIS_URL": "", "TASKHUB_ENV": ""}
        environment = {**os.environ, **own}
        command(["manage.py", "migrate", "--verbosity", "0"], environment)
        for number in range(rounds + 1):
            costs = {
                "floor": command(FLOOR, environment),
                "check": command(CHECK, environment),
                "until serving": server(own),
            }
            for name, cost in costs.items():
                if number:
                    found[name].append(cost)
    return found


def middles(found: dict[str, list[Cost]]) -> dict[str, Cost]:
    """The medians of the rounds."""
    return {
        name: Cost(
            statistics.median(cost.clock for cost in costs),
            statistics.median(cost.processor for cost in costs),
            int(statistics.median(cost.memory for cost in costs)),
        )
        for name, costs in found.items()
    }


def show(rounds: int, medians: dict[str, Cost]) -> list[str]:
    """Prints the table; the bars that are missed."""
    floor, missed = medians["floor"], []
    print(f"\nMedian of {rounds} starts, load {os.getloadavg()[0]:.1f}\n")
    print(f"{'':16}{'clock s':>10}{'bar':>8}{'/ floor':>10}{'processor s':>14}{'/ floor':>10}")
    for name, cost in medians.items():
        bar = BARS[name]
        print(
            f"{name:16}{cost.clock:10.2f}{bar or '':>8}{cost.clock / floor.clock:10.1f}"
            f"{cost.processor:14.2f}{cost.processor / floor.processor:10.1f}"
        )
        if bar and cost.clock > bar:
            missed.append(f"{name} {cost.clock:.2f} s, bar {bar} s")
    memory = medians["until serving"].memory / MEGABYTE
    print(f"\nmemory of the idle server: {memory:.1f} MB, bar {MEMORY_BAR:.0f} MB")
    if memory > MEMORY_BAR:
        missed.append(f"memory {memory:.1f} MB, bar {MEMORY_BAR:.0f} MB")
    return missed


def main() -> int:
    """Prints the table; 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="three rounds")
    parser.add_argument("--rounds", type=int, help="(9; short 3)")
    parser.add_argument("--json", help="write the figures to this file")
    wanted = parser.parse_args()
    rounds = wanted.rounds or (3 if wanted.short else 9)
    found = measure(rounds)
    missed = show(rounds, middles(found))
    if wanted.json:
        told = {name: [cost._asdict() for cost in costs] for name, costs in found.items()}
        figures = {"conditions": conditions(rounds), "starts": told}
        Path(wanted.json).write_text(json.dumps(figures, indent=1) + "\n")
    print("\n".join(f"MISSED: {line}" for line in missed) or "All bars are met.")
    return 1 if missed else 0


def conditions(rounds: int) -> dict[str, object]:
    """What the figures depend on."""
    import django

    return {
        "rounds": rounds,
        "python": platform.python_version(),
        "django": django.get_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0],
    }


if __name__ == "__main__":
    sys.exit(main())
