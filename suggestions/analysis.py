"""The analysis of a task and what it suggests: from the task's own text, without a network.

The same task gives the same answer: nothing here reads a clock, a database or a setting.
"""

from collections.abc import Sequence

from suggestions.planner.opinion import opinion_on
from suggestions.planner.proposals import proposals_for
from suggestions.planner.reading import read
from suggestions.planner.shapes import Analysis, Proposal, Similar, TaskLike, TaskText
from suggestions.planner.wording_en import ENGLISH
from suggestions.planner.wording_ru import RUSSIAN

__all__ = ["Analysis", "Proposal", "Similar", "TaskLike", "TaskText", "analyse"]


def analyse(
    task: TaskLike, *, description: str = "", context: str = "", similar: Sequence[Similar] = ()
) -> Analysis:
    """What can be said about the task, in the task's language; at least one proposal.

    `description` and `context` are what the caller adds: steps are read from the first, the
    second is background. `similar` are done tasks that the caller may see.
    """
    reading = read(task, description, context)
    wording = RUSSIAN if reading.language == "ru" else ENGLISH
    return Analysis(opinion_on(reading, similar, wording), proposals_for(reading, wording))
