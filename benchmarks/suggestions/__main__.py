"""Measures the built-in planner: `python -m benchmarks.suggestions [--failures] [--no-hub]`.

Prints a line for each kind of work and fails when a bar is missed. `--failures` tells what went
wrong in the open cases; those held out are only counted, so that nobody writes rules for them.
"""

import argparse
import sys
from collections import defaultdict

from benchmarks.suggestions.corpus import cases
from benchmarks.suggestions.judge import Verdict, judge, percentile_95, ratio

STEPS_BAR = 0.95
KIND_BAR = 0.85
TIME_BAR = 30.0
FAULTS = ("duplicates", "empty", "other")
COLUMNS = "{:16}{:>6}{:>8}{:>9}{:>9}{:>9}{:>7}{:>7}{:>8}"
HEAD = COLUMNS.format(
    "", "tasks", "kind", "steps P", "steps R", "doubled", "empty", "other", "p95 ms"
)


def main() -> int:
    """Prints the table; 1 when a bar is missed."""
    options = _options()
    all_cases = cases()
    judge(all_cases[0])  # the first call compiles the patterns
    verdicts = [judge(case) for case in all_cases]
    _print_table(verdicts)
    if options.failures:
        _print_failures(verdicts)
    missed = missed_bars(verdicts)
    if not options.no_hub:
        from benchmarks.suggestions.hub import TASKS, p95_in_hub

        spent = p95_in_hub(all_cases)
        print(f"p95 of analysis and search in a hub of {TASKS:,} tasks: {spent:.1f} ms")
        if spent >= TIME_BAR:
            missed.append(f"p95 {spent:.1f} ms, bar {TIME_BAR} ms")
    print("\n".join(f"MISSED: {bar}" for bar in missed) or "All bars are met.")
    return 1 if missed else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.suggestions")
    parser.add_argument("--failures", action="store_true", help="say what is wrong, open cases")
    parser.add_argument("--no-hub", action="store_true", help="without the database part")
    return parser.parse_args()


def _print_table(verdicts: list[Verdict]) -> None:
    kinds = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.case.kind].append(verdict)
    print(HEAD)
    for kind in sorted(kinds):
        _print_line(kind, kinds[kind])
    print("-" * len(HEAD))
    for language in ("en", "ru"):
        _print_line(language, [each for each in verdicts if each.case.language == language])
    _print_line("open", [each for each in verdicts if not each.case.held_out])
    _print_line("held out", [each for each in verdicts if each.case.held_out])
    _print_line("all", verdicts)


def _print_line(name: str, verdicts: list[Verdict]) -> None:
    precision, recall = _steps(verdicts)
    faults = [sum(getattr(each, fault) for each in verdicts) for fault in FAULTS]
    spent = percentile_95(each.milliseconds for each in verdicts)
    shares = (f"{_kinds(verdicts):.0%}", f"{precision:.1%}", f"{recall:.1%}")
    print(COLUMNS.format(name, len(verdicts), *shares, *faults, f"{spent:.1f}"))


def _kinds(verdicts: list[Verdict]) -> float:
    return ratio(sum(each.kind_right for each in verdicts), len(verdicts))


def _steps(verdicts: list[Verdict]) -> tuple[float, float]:
    found = sum(each.found for each in verdicts)
    precision = ratio(found, found + sum(each.extra for each in verdicts))
    return precision, ratio(found, found + sum(each.missed for each in verdicts))


def _print_failures(verdicts: list[Verdict]) -> None:
    for verdict in verdicts:
        if verdict.complaints and not verdict.case.held_out:
            print(f"\n{verdict.case.title}")
            print("\n".join(f"  {complaint}" for complaint in verdict.complaints))


def missed_bars(verdicts: list[Verdict]) -> list[str]:
    """The bars of the documentation that the counts do not reach."""
    missed = []
    held_out = [each for each in verdicts if each.case.held_out]
    for name, group in (("all", verdicts), ("held out", held_out)):
        for what, value in zip(("precision", "recall"), _steps(group), strict=True):
            if value < STEPS_BAR:
                missed.append(f"{what} of steps, {name}: {value:.1%}, bar {STEPS_BAR:.0%}")
    if _kinds(held_out) < KIND_BAR:
        missed.append(f"kind, held out: {_kinds(held_out):.1%}, bar {KIND_BAR:.0%}")
    for fault in FAULTS:
        count = sum(getattr(each, fault) for each in verdicts)
        missed += [f"{count} faults of the sort “{fault}”, bar none"] * bool(count)
    slowest = percentile_95(each.milliseconds for each in verdicts)
    if slowest >= TIME_BAR:
        missed.append(f"p95 {slowest:.1f} ms, bar {TIME_BAR} ms")
    return missed


if __name__ == "__main__":
    sys.exit(main())
