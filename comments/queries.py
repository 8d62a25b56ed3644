"""Which comments there are to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

if TYPE_CHECKING:
    from accounts.models import User
    from comments.models import Comment  # noqa: F401 - named in a string below


class CommentQuerySet(models.QuerySet["Comment"]):
    """Comments."""

    def visible_to(self, user: User) -> Self:
        """Comments on the tasks this user may read."""
        from tasks.models import Task

        return self.filter(task__in=Task.objects.visible_to(user))

    def oldest_first(self) -> Self:
        """In the order they were written."""
        return self.order_by("id")
