"""How hard a task looks, with the reasons: a sum of what is in the text, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from suggestions.planner.facts import Facts
from suggestions.planner.kinds import Kind
from suggestions.planner.steps import Step

Level = Literal["low", "medium", "high"]

# Work that reaches beyond the one who does it, even when its text is short.
DEMANDING = frozenset({Kind.MIGRATION, Kind.INCIDENT, Kind.SECURITY, Kind.RELOCATION})
USUAL = frozenset(
    {
        Kind.FEATURE,
        Kind.RELEASE,
        Kind.INFRASTRUCTURE,
        Kind.INTEGRATION,
        Kind.REFACTORING,
        Kind.PERFORMANCE,
        Kind.EVENT,
        Kind.HIRING,
        Kind.RESEARCH,
        Kind.MARKETING,
        Kind.CONTRACT,
    }
)
MANY_STEPS, SOME_STEPS, MANY_WORDS, MANY_PEOPLE = 7, 4, 120, 3
MEDIUM, HIGH = 2, 4


@dataclass(frozen=True)
class Complexity:
    """The level, and the keys of its reasons as `wording_*.REASONS` words them."""

    level: Level
    reasons: tuple[str, ...]


def complexity_of(kind: Kind, steps: Sequence[Step], facts: Facts) -> Complexity:
    """The sum of what makes work hard, each reason worth one or two points."""
    points = {
        "demanding": 2 * (kind in DEMANDING),
        "usual": 1 * (kind in USUAL),
        "many_steps": 2 * (len(steps) >= MANY_STEPS),
        "some_steps": 1 * (SOME_STEPS <= len(steps) < MANY_STEPS),
        "long": 1 * (facts.word_count >= MANY_WORDS),
        "waits": 1 * bool(facts.waits_for),
        "people": 1 * (len(facts.people) >= MANY_PEOPLE),
        "risks": min(2, len(set(facts.risks) - {"urgent"})),
        "vague": 1 * bool(facts.vague),
    }
    total = sum(points.values())
    level: Level = "high" if total >= HIGH else "medium" if total >= MEDIUM else "low"
    return Complexity(level, tuple(key for key, value in points.items() if value))
