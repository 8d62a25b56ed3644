"""The analysis in plain sentences: kind, complexity, what is named, what is missing, risks."""

from collections.abc import Iterable, Iterator, Sequence

from suggestions.planner.complexity import complexity_of
from suggestions.planner.facts import contradicts
from suggestions.planner.kinds import Kind
from suggestions.planner.omissions import omitted
from suggestions.planner.proposals import first_step
from suggestions.planner.reading import Reading
from suggestions.planner.shapes import Similar
from suggestions.planner.steps import STEPS_AT_MOST
from suggestions.planner.text import shorten
from suggestions.planner.wording import Wording

SIMILAR_AT_MOST = 3
TITLE_AT_MOST = 80


def opinion_on(reading: Reading, similar: Sequence[Similar], wording: Wording) -> str:
    """A line for each thing there is to say; nothing is said that the text does not bear."""
    lines = [
        *_kind(reading, wording),
        *_complexity(reading, wording),
        *_steps(reading, wording),
        *_named(reading, wording),
        *_unclear(reading, wording),
        *_risks(reading, wording),
        *_similar(similar, wording),
        wording.first_step.format(step=first_step(reading, wording)),
    ]
    return "\n".join(lines)


def _kind(reading: Reading, wording: Wording) -> Iterator[str]:
    if not reading.legible:
        yield wording.unreadable
    if reading.kind is Kind.UNKNOWN:
        if not reading.todo:
            yield wording.unknown
        return
    words = _quoted(reading.recognised.evidence, wording)
    yield wording.looks_like.format(kind=wording.kinds[reading.kind], words=words)
    if reading.recognised.runner_up:
        yield wording.could_also.format(kind=wording.kinds[reading.recognised.runner_up])


def _complexity(reading: Reading, wording: Wording) -> Iterator[str]:
    if reading.kind is Kind.UNKNOWN and not reading.todo:
        return  # nothing to judge by
    found = complexity_of(reading.kind, reading.todo, reading.facts)
    level = wording.levels[found.level]
    if not found.reasons:
        yield wording.no_reasons.format(level=level)
        return
    reasons = wording.comma.join(wording.reasons[key] for key in found.reasons)
    sentence = wording.complexity_low if found.level == "low" else wording.complexity
    yield sentence.format(level=level, reasons=reasons)


def _steps(reading: Reading, wording: Wording) -> Iterator[str]:
    todo, ticked = len(reading.todo), len(reading.steps) - len(reading.todo)
    if todo:
        yield wording.steps_listed.format(count=todo)
        if ticked:
            yield wording.steps_ticked.format(count=ticked)
        if len(reading.steps) == STEPS_AT_MOST:
            yield wording.steps_cut.format(count=STEPS_AT_MOST)
    elif ticked:
        yield wording.steps_all_ticked.format(count=ticked)
    elif reading.kind is not Kind.UNKNOWN:
        yield wording.steps_none
    if len(reading.in_title) > 1:
        steps = "; ".join(step.title for step in reading.in_title)
        yield wording.several_in_one.format(steps=steps)


def _named(reading: Reading, wording: Wording) -> Iterator[str]:
    facts = reading.facts
    for sentence, found in (
        (wording.dates, facts.dates),
        (wording.people, facts.people),
        (wording.waits_for, facts.waits_for),
        (wording.forbidden, facts.forbidden),
        (wording.limits, facts.limits),
    ):
        if found:
            yield sentence.format(items="; ".join(found))
    if reading.due and contradicts(facts.dates, reading.due):
        yield wording.due_differs.format(due=reading.due.isoformat())


def _unclear(reading: Reading, wording: Wording) -> Iterator[str]:
    if reading.facts.questions:
        yield wording.open_in_text.format(items=" ".join(reading.facts.questions))
    if reading.facts.vague:
        yield wording.vague.format(items=_quoted(reading.facts.vague, wording))
    if reading.missing:
        questions = " ".join(wording.questions[key] for key in reading.missing)
        yield wording.unclear.format(items=questions)
    if reading.todo:
        found = omitted(reading.kind, reading.steps, reading.text)
        # What was asked for just above is not said twice.
        if aspects := [key for key in found if key not in reading.missing]:
            items = wording.comma.join(wording.aspects[key] for key in aspects)
            yield wording.omitted.format(items=items)


def _risks(reading: Reading, wording: Wording) -> Iterator[str]:
    risks = [wording.risks[key] for key in reading.facts.risks]
    if reading.kind in wording.kind_risks:
        risks.append(wording.kind_risks[reading.kind])
    if risks:
        yield wording.risk.format(items="; ".join(risks))


def _similar(similar: Sequence[Similar], wording: Wording) -> Iterator[str]:
    if not similar:
        return
    items = [_one_similar(one, wording) for one in similar[:SIMILAR_AT_MOST]]
    yield wording.similar.format(items="; ".join(items))


def _one_similar(similar: Similar, wording: Wording) -> str:
    said = []
    if similar.days_to_done is not None:
        text = wording.similar_days if similar.days_to_done > 1 else wording.similar_day
        said.append(text.format(days=similar.days_to_done))
    if similar.suggestion_accepted is not None:
        accepted = similar.suggestion_accepted
        said.append(wording.similar_accepted if accepted else wording.similar_declined)
    title = _quoted([shorten(similar.title, TITLE_AT_MOST)], wording)
    return f"{title} ({wording.comma.join(said)})" if said else title


def _quoted(items: Iterable[str], wording: Wording) -> str:
    return wording.comma.join(wording.quoted.format(item) for item in items)
