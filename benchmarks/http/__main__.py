"""Measures requests: `python -m benchmarks.http [--short] [--json FILE]`.

TaskHub is started as users start it (`manage.py serve`), beside it under the same Daphne a
*floor* (`floor.py`: psycopg, orjson, nothing checked) and a *baseline* (`baseline.py`: nested
ModelSerializers with simplejwt, connections opened by each request as Django's defaults have
it; and again on our bridge, with connections kept). Each round asks all of them in turn, a
few seconds each; servers have one core for themselves, the client another. What counts is the
median of the rounds' ratios.

SQLite always; PostgreSQL and Redis where `DATABASE_URL` and `REDIS_URL` name them: a database
of its own is made beside the one named, and dropped at the end.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.http.report import missed, show

ROOT = Path(__file__).resolve().parent.parent.parent


def main() -> int:
    """Prints the tables; 1 when a bar is missed."""
    wanted = options()
    if wanted.inside:
        from benchmarks.http.run import measure

        figures = measure(wanted.inside, wanted.seconds, wanted.rounds, wanted.only)
        Path(wanted.json).write_text(json.dumps(figures, indent=1))
        return 0
    found = {}
    for kind in ("postgresql", "sqlite"):
        if kind == "postgresql" and "postgres" not in os.environ.get("DATABASE_URL", ""):
            print("PostgreSQL is left out: DATABASE_URL names none", file=sys.stderr)
        elif wanted.database in ("all", kind):
            found[kind] = in_own_process(kind, wanted)
            show(kind, found[kind])
    if wanted.json:
        Path(wanted.json).write_text(json.dumps(found, indent=1) + "\n")
    short = [f"{kind}: {line}" for kind, figures in found.items() for line in missed(figures)]
    print("\n".join(f"MISSED: {line}" for line in short) or "All bars are met.")
    return 1 if short else 0


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.http")
    parser.add_argument("--short", action="store_true", help="a minute a database")
    parser.add_argument("--json", help="write the figures to this file")
    parser.add_argument("--seconds", type=float, help="of each burst (1.5; short 0.3)")
    parser.add_argument("--rounds", type=int, help="(5; short 3)")
    parser.add_argument("--database", choices=("all", "postgresql", "sqlite"), default="all")
    parser.add_argument("--only", default="", help="operations whose name matches, as 'list|get'")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    wanted.seconds = wanted.seconds or (0.3 if wanted.short else 1.5)
    wanted.rounds = wanted.rounds or (3 if wanted.short else 5)
    return wanted


def in_own_process(kind: str, wanted: argparse.Namespace) -> dict:
    """One database's figures; Django can be set up for one database a process only."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "TASKHUB_DATA_DIR": folder,
            "DJANGO_SETTINGS_MODULE": "taskhub.settings",
        }
        if kind == "sqlite":
            environment.update(DATABASE_URL=f"sqlite:///{folder}/hub.sqlite3", REDIS_URL="")
        into = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "benchmarks.http", "--inside", kind, "--json", str(into)]
        command += ["--seconds", str(wanted.seconds), "--rounds", str(wanted.rounds)]
        command += ["--only", wanted.only]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        return json.loads(into.read_text())


if __name__ == "__main__":
    sys.exit(main())
