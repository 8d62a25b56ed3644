"""The sub-tasks: the task's own steps, else the plan of its kind, else questions."""

from suggestions.planner import plans_en, plans_ru
from suggestions.planner.deeds import done_when
from suggestions.planner.kinds import Kind
from suggestions.planner.plans import Part
from suggestions.planner.reading import Reading
from suggestions.planner.shapes import Proposal
from suggestions.planner.steps import Step
from suggestions.planner.subject import label, thing
from suggestions.planner.text import capitalised, fold, shorten
from suggestions.planner.wording import Wording

PLANS = {"en": plans_en, "ru": plans_ru}
TITLE_AT_MOST = 255
DESCRIPTION_AT_MOST = 2_000
QUESTIONS_AT_MOST = 4
LOWER = {"High": "Medium", "Medium": "Low", "Low": "Low"}
URGENT = ("urgent", "asap", "immediately", "срочно", "немедленно")


def proposals_for(reading: Reading, wording: Wording) -> list[Proposal]:
    """What the planner suggests, the best first; never empty."""
    plan = _planned(reading, wording)
    if not reading.steps:
        return [plan]
    if not reading.todo:
        return [_after_ticked(reading, wording)]
    listed = _listed(reading, wording)
    # Two steps may be all that was written, not all there is to do.
    short = len(reading.steps) < 3 and reading.kind is not Kind.UNKNOWN
    return [listed, plan] if short else [listed]


def first_step(reading: Reading, wording: Wording) -> str:
    """What to begin with."""
    return proposals_for(reading, wording)[0].sub_tasks[0]["title"]


def _listed(reading: Reading, wording: Wording) -> Proposal:
    steps = reading.todo
    sub_tasks = []
    for number, step in enumerate(steps, start=1):
        done = step.notes or done_when(step.title, reading.language)
        text = done or wording.as_listed.format(number=number, count=len(steps))
        if len(step.title) > TITLE_AT_MOST:
            text = f"{step.title}\n{text}"
        sub_tasks.append(_sub_task(step.title, text, _step_priority(step, reading.priority)))
    return Proposal(wording.proposal_listed.format(count=len(steps)), sub_tasks)


def _planned(reading: Reading, wording: Wording) -> Proposal:
    if reading.kind is Kind.UNKNOWN:
        return _clarifying(reading, wording)
    plans = PLANS[reading.language]
    default = plans.DEFAULT_THING.get(reading.kind, "")
    slots = {
        "thing": thing(reading.title, reading.language, default or label(reading.title)),
        "title": label(reading.title),
    }
    parts = plans.PLANS[reading.kind]
    sub_tasks = [_of_part(part, slots, reading.priority) for part in parts]
    text = wording.proposal_plan.format(
        kind=wording.kinds[reading.kind], count=len(parts), step=sub_tasks[0]["title"]
    )
    return Proposal(text, sub_tasks)


def _of_part(part: Part, slots: dict[str, str], priority: str) -> dict[str, str]:
    # Not str.format on the filled text: braces in a title are only braces.
    title = part.title.format_map(slots)
    return _sub_task(title, part.done, LOWER[priority] if part.minor else priority)


def _clarifying(reading: Reading, wording: Wording) -> Proposal:
    """Questions instead of a guess: those that the text leaves open."""
    parts = [(title, done) for _, title, done in wording.clarify]
    if reading.due or reading.facts.dates:
        parts = [(title, done) for key, title, done in wording.clarify if key != "date"]
    if reading.facts.people:
        title, done = wording.ask_person
        parts = [(title.format(person=reading.facts.people[0]), done), *parts]
    sub_tasks = [_sub_task(*part, reading.priority) for part in parts[:QUESTIONS_AT_MOST]]
    return Proposal(wording.proposal_questions.format(count=len(sub_tasks)), sub_tasks)


def _after_ticked(reading: Reading, wording: Wording) -> Proposal:
    sub_tasks = [_sub_task(*part, reading.priority) for part in wording.after_ticked]
    text = wording.steps_all_ticked.format(count=len(reading.steps))
    return Proposal(text, sub_tasks)


def _step_priority(step: Step, priority: str) -> str:
    if step.optional:
        return LOWER[priority]
    return "High" if any(word in fold(step.title) for word in URGENT) else priority


def _sub_task(title: str, description: str, priority: str) -> dict[str, str]:
    return {
        "title": shorten(capitalised(title), TITLE_AT_MOST),
        "description": shorten(description, DESCRIPTION_AT_MOST),
        "priority": priority,
    }
