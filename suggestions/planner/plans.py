"""What a plan is made of; `plans_en` and `plans_ru` hold one for each kind of work."""

from typing import NamedTuple


class Part(NamedTuple):
    """One step of a plan: its title, what done means, and whether it may wait.

    `{thing}` stands for the task's own nouns, `{title}` for the whole title after a colon.
    """

    title: str
    done: str
    minor: bool = False


Plans = dict[str, tuple[Part, ...]]
