"""What goes into the planner and what comes out."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol


class TaskLike(Protocol):
    """What the planner needs to know of a task; `tasks.models.Task` has it."""

    @property
    def title(self) -> str:
        """One line."""

    @property
    def description(self) -> str:
        """Plain text or Markdown, may be empty."""

    @property
    def priority(self) -> str:
        """High, Medium or Low."""

    @property
    def due_date(self) -> date | None:
        """The day it is due, if one is set."""


@dataclass(frozen=True)
class TaskText:
    """A task without a database behind it."""

    title: str
    description: str = ""
    priority: str = "Medium"
    due_date: date | None = None


@dataclass(frozen=True)
class Similar:
    """A done task that resembles this one, as the hub remembers it.

    `days_to_done` is None when the log does not tell; `suggestion_accepted` is None when
    nothing had been suggested for it.
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
