"""What a sample is made of. People are told apart by their short names."""

from dataclasses import dataclass
from typing import NamedTuple


class Said(NamedTuple):
    """A comment."""

    by: str
    text: str


class Colours(NamedTuple):
    """What a portrait is painted with."""

    behind: str
    skin: str
    hair: str
    shirt: str


@dataclass(frozen=True)
class SamplePerson:
    """Somebody to sign in as, by `name@example.com`; without colours they have no picture."""

    name: str
    first_name: str
    last_name: str
    about: str
    language: str = ""
    colours: Colours | None = None
    long_hair: bool = False

    @property
    def email(self) -> str:
        """The address; example.com belongs to nobody."""
        return f"{self.name}@example.com"


@dataclass(frozen=True)
class SampleBoard:
    """A board; `fans` are those who mark it as a favourite."""

    name: str
    owner: str
    description: str = ""
    members: tuple[str, ...] = ()
    is_private: bool = True
    fans: tuple[str, ...] = ()


@dataclass(frozen=True)
class Step:
    """A sub-task, by the task's author and on its board."""

    title: str
    category: str = "ToDo"
    assignee: str = ""
    due_in: int | None = None


@dataclass(frozen=True)
class SampleTask:
    """A task, told apart by author and title; `due_in` counts days from today.

    Of what an analysis suggests, `begun` accepts the first step.
    """

    title: str
    author: str
    description: str = ""
    board: str = ""
    category: str = "ToDo"
    priority: str = "Medium"
    assignee: str = ""
    marked: tuple[str, ...] = ()
    due_in: int | None = None
    visibility: str = "participants"
    analysed: bool = False
    begun: bool = False
    steps: tuple[Step, ...] = ()
    comments: tuple[Said, ...] = ()
