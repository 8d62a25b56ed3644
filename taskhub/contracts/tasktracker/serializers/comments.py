"""Comments on tasks."""

from typing import Any

from rest_framework import serializers

from comments.models import Comment
from comments.rows import CommentRow
from taskhub.contracts.tasktracker.serializers.users import UserOut
from taskhub.rest.fields import Text, instant
from taskhub.rest.shapes import In, Out


class CommentIn(In):
    """What somebody has to say."""

    text = Text(max_length=10_000)


class CommentOut(Out):
    """One comment."""

    text = serializers.CharField()
    id = serializers.IntegerField()
    author = UserOut()
    created_at = serializers.DateTimeField()

    def to_representation(self, comment: CommentRow | Comment) -> dict[str, Any]:
        """From a row or a comment already loaded; the context brings `people`, worded, by id."""
        return {
            "text": comment.text,
            "id": comment.id,
            "author": self.context["people"][comment.author_id],
            "created_at": instant(comment.created_at),
        }
