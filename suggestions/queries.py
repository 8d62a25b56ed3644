"""Which suggestions there are to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User
    from suggestions.models import Suggestion  # noqa: F401 - named in a string below


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Suggestions."""

    def visible_to(self, user: User) -> Self:
        """Suggestions for the tasks this user may read."""
        from tasks.models import Task

        return self.filter(task__in=Task.objects.visible_to(user))

    def open(self) -> Self:
        """Suggestions nobody has put out of the way."""
        return self.filter(dismissed_at=None)
