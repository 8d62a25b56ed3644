"""The figures as tables, and held against the bars."""

import statistics
from collections.abc import Iterator
from typing import NamedTuple

FIGURES = ("requests/s", "processor ms", "median ms", "p99 ms")


class Bar(NamedTuple):
    """One ratio of two operations: of requests a second, or inversely of processor time."""

    name: str
    ours: str
    other: str
    by: str
    least: float | None
    stretch: float | None


def bars() -> list[Bar]:
    found = [
        Bar("list / floor", "tasktracker list", "floor nested list", "requests/s", 0.60, 0.75),
        Bar("list / floor", "tasktracker list", "floor nested list", "processor ms", None, None),
    ]
    for name, least, stretch in (
        ("get", 0.50, 0.65),
        ("update", 0.33, 0.45),
        ("create", 0.35, 0.45),
    ):
        for ours, kind in (("zocket", "flat"), ("tasktracker", "nested")):
            pair = f"{ours} {name}", f"floor {kind} {name}"
            found.append(Bar(f"{name} / floor", *pair, "processor ms", least, stretch))
    for baseline, held in (("baseline", True), ("baseline, kept connections", False)):
        for name, least, stretch in (
            ("list", 12, 25),
            ("get", 8, 12),
            ("create", 6, 9),
            ("update", None, None),
        ):
            bar = (least, stretch) if held else (None, None)
            pair = f"tasktracker {name}", f"{baseline} {name}"
            found.append(Bar(f"{name} / {baseline}", *pair, "requests/s", *bar))
    for surface in ("tasktracker", "zocket", "taskora", "todo"):
        pair = f"{surface} unchanged list", f"{surface} list"
        found.append(Bar("unchanged / cold list", *pair, "requests/s", 2.5, 3.3))
    return found


#: What is measured inside of a process: milliseconds and statements, at most.
INSIDE = {"authentication": (0.20, 0.12), "sign-in beside the hash": (2.0, 1.0)}
STATEMENTS = {
    "tasktracker list": (5, 4),
    "zocket get": (2, 2),
    "taskora get": (2, 2),
    "zocket create": (5, 4),
    "tasktracker create": (5, 4),
}


def ratio(figures: dict, bar: Bar) -> float | None:
    """The median over the rounds; None where one of the two was not asked."""
    operations = figures["operations"]
    if bar.ours not in operations or bar.other not in operations:
        return None
    rounds = zip(operations[bar.ours], operations[bar.other], strict=True)
    found = [ours[bar.by] / other[bar.by] for ours, other in rounds]
    middle = statistics.median(found)
    return 1 / middle if bar.by == "processor ms" else middle


def missed(figures: dict) -> list[str]:
    """A line for each bar that is not met."""
    return [
        f"{name} {value:.2f}, bar {bar}" for name, value, bar, _, met in judged(figures) if not met
    ]


def judged(figures: dict) -> Iterator[tuple[str, float, float | None, float | None, bool]]:
    for bar in bars():
        value = ratio(figures, bar)
        if value is not None:
            by = "processor time" if bar.by == "processor ms" else "requests/s"
            name = f"{bar.name} ({bar.ours.split()[0]}, {by})"
            yield name, value, bar.least, bar.stretch, bar.least is None or value >= bar.least
    for name, (most, stretch) in INSIDE.items():
        value = figures["milliseconds"][name]
        yield f"{name}, ms", value, most, stretch, value <= most
    for name, (most, stretch) in STATEMENTS.items():
        if name in figures["statements"]:
            value = figures["statements"][name]
            yield f"{name}, statements", value, most, stretch, value <= most


def show(kind: str, figures: dict) -> None:
    print(f"\n{figures['conditions']['database']}, load {figures['conditions']['load']:.1f}\n")
    print(f"{'':38}" + "".join(f"{name:>14}" for name in FIGURES) + f"{'statements':>12}")
    for name, rounds in figures["operations"].items():
        middles = [statistics.median(each[figure] for each in rounds) for figure in FIGURES]
        print(
            f"{name:38}"
            + "".join(f"{value:14,.2f}" for value in middles)
            + f"{figures['statements'].get(name, ''):>12}"
        )
    print(f"\n{'':66}{'measured':>10}{'bar':>8}{'stretch':>9}")
    for name, value, bar, stretch, met in judged(figures):
        mark = "" if met else "  MISSED"
        print(f"{name:66}{value:10.2f}{bar or '':>8}{stretch or '':>9}{mark}")
