"""The analysis of a task and what it suggests: made from the task's own text, without a network.

The same task gives the same answer: nothing here reads a clock, a database or a setting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from suggestions.planner.steps import Step, steps_of
from suggestions.planner.text import Language, bounded, language_of, shorten

TITLE_LENGTH = 255


class TaskLike(Protocol):
    """What the planner needs to know of a task; `tasks.models.Task` has it."""

    title: str
    description: str
    priority: str
    due_date: date | None


@dataclass(frozen=True)
class TaskText:
    """A task without a database behind it, for tests and benchmarks."""

    title: str
    description: str = ""
    priority: str = "Medium"
    due_date: date | None = None


@dataclass(frozen=True)
class Similar:
    """A done task that resembles this one, as the hub remembers it.

    `suggestion_accepted` is None when nothing had been suggested for it.
    """

    title: str
    days_to_done: int | None
    suggestion_accepted: bool | None


@dataclass(frozen=True)
class Proposal:
    """One way to break the task down; each sub-task has title, description and priority."""

    text: str
    sub_tasks: list[dict[str, str]]


@dataclass(frozen=True)
class Analysis:
    """What the planner has to say, and at least one proposal."""

    text: str
    suggestions: list[Proposal]


def analyse(
    task: TaskLike, *, description: str = "", context: str = "", similar: Sequence[Similar] = ()
) -> Analysis:
    """What can be said about the task, in the task's language.

    `description` and `context` are what the caller adds: steps are read from the first, the
    second is background.
    """
    body = bounded(f"{task.description}\n\n{description}".strip())
    language = language_of(f"{task.title}\n{body}\n{context}")
    steps = steps_of(bounded(task.title), body, language)
    todo = [step for step in steps if not step.ticked]
    if todo:
        return _as_listed(todo, task, language)
    return _unknown(task, language)


def _as_listed(steps: list[Step], task: TaskLike, language: Language) -> Analysis:
    said = {
        "en": f"The text lists {len(steps)} steps; the suggestion keeps them as written.",
        "ru": f"В тексте перечислены шаги ({len(steps)}); предложение повторяет их как есть.",
    }[language]
    sub_tasks = [_sub_task(step.title, step.notes, task.priority) for step in steps]
    return Analysis(said, [Proposal(said, sub_tasks)])


def _unknown(task: TaskLike, language: Language) -> Analysis:
    said, questions = UNKNOWN[language]
    sub_tasks = [_sub_task(title, text, task.priority) for title, text in questions]
    return Analysis(said, [Proposal(said, sub_tasks)])


UNKNOWN: dict[Language, tuple[str, tuple[tuple[str, str], ...]]] = {
    "en": (
        "I cannot tell from the text what kind of work this is, so I do not guess a plan.",
        (
            ("Write down what should be different afterwards", "One sentence in the task."),
            ("Say how somebody else can check that it is done", "One example is enough."),
            ("Name who decides and by when it is needed", "A name and a date in the task."),
        ),
    ),
    "ru": (
        "По тексту не понять, что это за работа, поэтому план я не придумываю.",
        (
            ("Записать, что должно измениться в итоге", "Одно предложение в задаче."),
            ("Указать, как другой человек проверит готовность", "Достаточно одного примера."),
            ("Назвать, кто решает и к какому сроку это нужно", "Имя и дата в задаче."),
        ),
    ),
}


def _sub_task(title: str, description: str, priority: str) -> dict[str, str]:
    return {
        "title": shorten(title, TITLE_LENGTH),
        "description": description,
        "priority": priority,
    }
