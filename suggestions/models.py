"""Analyses of tasks, and the sub-tasks they propose."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from suggestions.queries import SuggestionQuerySet
from tasks.models import Task, length_between

TEXT_LENGTH = 10_000


class Suggestion(models.Model):
    """A proposed breakdown of a task.

    `sub_tasks` is a list of `{"title", "description", "priority"}`. It is accepted or
    dismissed once, never both.
    """

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="suggestions", db_index=False
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="suggestions"
    )
    suggestion_text = models.TextField(max_length=TEXT_LENGTH)
    sub_tasks = models.JSONField(default=list)
    accepted = models.BooleanField(default=False)
    dismissed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "id"], name="suggestion_by_task")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=length_between("suggestion_text", 1, TEXT_LENGTH),
                name="suggestion_text_length",
            )
        ]

    def __str__(self) -> str:
        return self.suggestion_text[:60]
