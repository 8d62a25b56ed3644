"""The read path of suggestions: plain tuples."""

import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from suggestions.models import Suggestion


class SuggestionRow(NamedTuple):
    """A suggestion's columns; `sub_tasks` as in `Suggestion`."""

    id: int
    task_id: int
    user_id: int
    suggestion_text: str
    sub_tasks: list[dict[str, Any]]
    accepted: bool
    dismissed_at: datetime.datetime | None
    created_at: datetime.datetime

    @classmethod
    def of(cls, suggestion: Suggestion) -> "SuggestionRow":
        """The row of a suggestion at hand."""
        return cls._make(getattr(suggestion, name) for name in cls._fields)


def read_rows(suggestions: QuerySet[Suggestion]) -> list[SuggestionRow]:
    """These suggestions in the query's own order; one statement."""
    return list(map(SuggestionRow._make, suggestions.values_list(*SuggestionRow._fields)))
