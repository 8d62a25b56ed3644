"""What people say about tasks."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from comments.queries import CommentQuerySet
from tasks.models import Task, length_between

TEXT_LENGTH = 10_000


class Comment(models.Model):
    """One remark on a task; whoever may read the task may read it.

    `version` grows by one with every change; it is what `ETag` and `If-Match` compare.
    """

    task = models.ForeignKey(
        Task, on_delete=models.CASCADE, related_name="comments", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments"
    )
    text = models.TextField(max_length=TEXT_LENGTH)
    # The database's default is for rows that an older server writes while a new one is being
    # rolled out.
    version = models.IntegerField(default=1, db_default=1, editable=False)
    # Set by the services: equal at first, and the second only ever grows.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task", "id"], name="comment_by_task")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=length_between("text", 1, TEXT_LENGTH), name="comment_text_length"
            )
        ]

    def __str__(self) -> str:
        return self.text[:60]
