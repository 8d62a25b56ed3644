"""What is counted about one answer."""

import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.suggestions.corpus import Case
from suggestions.analysis import Analysis, TaskText, analyse
from suggestions.planner.reading import read
from suggestions.planner.text import fold, stem, words

FEWEST, MOST = 3, 10
SAME = 0.8

# Words that could stand in any plan and help with none.
EMPTY_PHRASES = re.compile(
    r"as needed|as appropriate|as required|stakeholder|best practice|synerg|leverag|in a timely|"
    r"ensure quality|high.quality|make sure everything|and so on|etc\.|various aspects|"
    r"при необходимости|по мере необходимости|надлежащ|в кратчайшие сроки|комплексн|"
    r"обеспечить качество|качественно выполн|и так далее|и т\. ?[дп]\.|\{|\}|lorem",
    re.IGNORECASE,
)


@dataclass
class Verdict:
    """The counts for one case; `complaints` says in words what was wrong."""

    case: Case
    kind_right: bool = False
    found: int = 0
    extra: int = 0
    missed: int = 0
    duplicates: int = 0
    empty: int = 0
    other: int = 0
    milliseconds: float = 0.0
    complaints: list[str] = field(default_factory=list)


def judge(case: Case) -> Verdict:
    """Analyses the case's task, and compares."""
    task = TaskText(case.title, case.description)
    started = time.perf_counter()
    analysis = analyse(task)
    verdict = Verdict(case, milliseconds=(time.perf_counter() - started) * 1000)
    reading = read(task, "", "")
    verdict.kind_right = reading.kind.value == case.kind
    if not verdict.kind_right:
        evidence = ", ".join(reading.recognised.evidence)
        verdict.complaints.append(f"kind is {reading.kind.value} ({evidence}), not {case.kind}")
    _count_steps(verdict, analysis, listed=bool(reading.todo))
    _count_faults(verdict, analysis)
    return verdict


def _count_steps(verdict: Verdict, analysis: Analysis, *, listed: bool) -> None:
    """Steps of the text among the sub-tasks of the first suggestion, and any taken wrongly."""
    sub_tasks = analysis.suggestions[0].sub_tasks if listed else []
    got = {_key(sub_task["title"]) for sub_task in sub_tasks}
    wanted = {_key(step) for step in verdict.case.steps}
    verdict.found = len(got & wanted)
    verdict.extra = len(got - wanted)
    verdict.missed = len(wanted - got)
    verdict.complaints += [f"no step of the text: {step}" for step in sorted(got - wanted)]
    verdict.complaints += [f"missed step: {step}" for step in sorted(wanted - got)]


def _count_faults(verdict: Verdict, analysis: Analysis) -> None:
    for proposal in analysis.suggestions:
        titles = [sub_task["title"] for sub_task in proposal.sub_tasks]
        verdict.duplicates += _duplicates(titles)
        verdict.empty += sum(
            bool(EMPTY_PHRASES.search(f"{sub_task['title']} {sub_task['description']}"))
            or not sub_task["description"]
            for sub_task in proposal.sub_tasks
        )
        if not FEWEST <= len(titles) <= MOST and len(titles) != len(verdict.case.steps):
            _complain(verdict, f"{len(titles)} sub-tasks")
    said = fold(_everything(analysis))
    for text in verdict.case.contains:
        if fold(text) not in said:
            _complain(verdict, f"does not say “{text}”")
    for text in verdict.case.avoids:
        if fold(text) in said:
            _complain(verdict, f"says “{text}”")
    if not _own_nouns(verdict.case, said):
        _complain(verdict, "none of the task's own words")
    if _language(analysis) != verdict.case.language and any(map(str.isalpha, verdict.case.title)):
        _complain(verdict, "wrong language")


def _complain(verdict: Verdict, complaint: str) -> None:
    verdict.other += 1
    verdict.complaints.append(complaint)


def _key(title: str) -> str:
    return " ".join(words(title))


def _duplicates(titles: list[str]) -> int:
    stems = [frozenset(stem(word) for word in words(title)) for title in titles]
    return sum(_likeness(one, other) >= SAME for one, other in combinations(stems, 2))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


def _everything(analysis: Analysis) -> str:
    parts = [analysis.text]
    for proposal in analysis.suggestions:
        parts.append(proposal.text)
        for sub_task in proposal.sub_tasks:
            parts += [sub_task["title"], sub_task["description"]]
    return "\n".join(parts)


def _own_nouns(case: Case, said: str) -> bool:
    """A plan has to speak of the task; questions about an unclear one need not."""
    own = [stem(word) for word in words(f"{case.title} {case.description}") if len(word) > 3]
    return case.kind == "unknown" or any(part in said for part in own)


def _language(analysis: Analysis) -> str:
    text = analysis.text
    cyrillic = sum("а" <= letter <= "я" for letter in fold(text))
    latin = sum("a" <= letter <= "z" for letter in fold(text))
    return "ru" if cyrillic > latin else "en"


def ratio(part: int, whole: int) -> float:
    """A share; of nothing, all."""
    return part / whole if whole else 1.0


def percentile_95(values: Iterable[float]) -> float:
    """The value that 95 of 100 stay below."""
    ordered = sorted(values)
    return 0.0 if not ordered else ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
