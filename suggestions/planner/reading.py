"""A task as the planner understands it: the one place where all readers meet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from suggestions.planner.blocks import blocks_of
from suggestions.planner.facts import Facts, facts_of
from suggestions.planner.kinds import Kind, Recognised, recognise
from suggestions.planner.needs import open_questions
from suggestions.planner.shapes import TaskLike
from suggestions.planner.steps import Step, clauses, steps_of
from suggestions.planner.text import (
    Language,
    bounded,
    language_of,
    plain,
    readable,
    without_code,
)

TITLE_AT_MOST = 300
CONTEXT_AT_MOST = 4_000


@dataclass(frozen=True)
class Reading:
    """Everything that the answer is made from."""

    title: str
    text: str
    language: Language
    priority: str
    due: date | None
    recognised: Recognised
    steps: Sequence[Step]
    in_title: Sequence[Step]
    facts: Facts
    missing: Sequence[str]

    @property
    def kind(self) -> Kind:
        """What kind of work it is."""
        return self.recognised.kind

    @property
    def todo(self) -> list[Step]:
        """The listed steps that are not ticked."""
        return [step for step in self.steps if not step.ticked]

    @property
    def legible(self) -> bool:
        """Whether the text is in letters the planner reads, as far as it has letters."""
        return readable(self.text) or not any(map(str.isalpha, self.text))


def read(task: TaskLike, description: str, context: str) -> Reading:
    """The task read in its own language, with what the caller adds.

    Steps are read from both descriptions; `context` is background for kind and facts.
    """
    title = plain(bounded(task.title, TITLE_AT_MOST).replace("\n", " "))
    body = without_code(bounded(f"{task.description}\n\n{description}".strip()))
    background = without_code(bounded(context, CONTEXT_AT_MOST))
    blocks = blocks_of(body)
    text = f"{title}\n{body}\n{background}"
    language = language_of(text)
    recognised = recognise(title, body, background, language)
    facts = facts_of(text, blocks, language)
    dated = bool(task.due_date or facts.dates)
    return Reading(
        title=title,
        text=text,
        language=language,
        priority=task.priority,
        due=task.due_date,
        recognised=recognised,
        steps=steps_of(title, blocks, language),
        in_title=clauses(title, language),
        facts=facts,
        missing=open_questions(recognised.kind, text, dated=dated),
    )
