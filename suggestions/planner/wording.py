"""What both languages have to be able to say; `wording_en` and `wording_ru` are its two sets."""

from dataclasses import dataclass

from suggestions.planner.complexity import Level
from suggestions.planner.kinds import Kind


@dataclass(frozen=True)
class Wording:
    """All sentences and words of one language; `{…}` is filled in by `planner.answer`."""

    kinds: dict[Kind, str]
    looks_like: str
    could_also: str
    unknown: str
    unreadable: str
    levels: dict[Level, str]
    complexity: str
    complexity_low: str
    no_reasons: str
    reasons: dict[str, str]
    steps_listed: str
    steps_ticked: str
    steps_all_ticked: str
    steps_cut: str
    steps_none: str
    several_in_one: str
    dates: str
    people: str
    waits_for: str
    forbidden: str
    limits: str
    due_differs: str
    open_in_text: str
    vague: str
    unclear: str
    questions: dict[str, str]
    risk: str
    risks: dict[str, str]
    kind_risks: dict[Kind, str]
    omitted: str
    aspects: dict[str, str]
    similar: str
    similar_days: str
    similar_day: str
    similar_accepted: str
    similar_declined: str
    first_step: str
    proposal_listed: str
    proposal_plan: str
    proposal_questions: str
    as_listed: str
    clarify: tuple[tuple[str, str, str], ...]
    ask_person: tuple[str, str]
    after_ticked: tuple[tuple[str, str], ...]
    comma: str
    quoted: str
