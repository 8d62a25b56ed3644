"""Tasks with the people they mark."""

from typing import Any

from rest_framework import serializers

from taskhub.contracts.tasktracker.serializers.comments import CommentOut
from taskhub.contracts.tasktracker.serializers.common import PageOut
from taskhub.contracts.tasktracker.serializers.statuses import StatusOut
from taskhub.contracts.tasktracker.serializers.users import UserOut
from taskhub.rest.fields import MAX_ID, Number, Text
from taskhub.rest.shapes import In, Out
from tasks.rows import TaskRow

#: Names in one request: far above any real task, far below what a query can hold.
MOST_MARKED = 1000


class TaskIn(In):
    """A new task, or any subset of one."""

    title = Text(max_length=255)
    description = Text(max_length=10_000, allow_blank=True, required=False)
    marked_users = serializers.ListField(
        child=Text(max_length=150), max_length=MOST_MARKED, required=False
    )
    status_id = Number(min_value=1, max_value=MAX_ID, required=False)


class TaskOut(Out):
    """One task."""

    title = serializers.CharField()
    description = serializers.CharField()
    id = serializers.IntegerField()
    author = UserOut()
    status = StatusOut()
    marked_users = UserOut(many=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row.

        The context brings what the row names by id, worded once for the whole answer:
        `people`, `statuses`, and in `marks` the ids of the people marked in each task.
        """
        context = self.context
        people = context["people"]
        return {
            "title": row.title,
            "description": row.description,
            "id": row.id,
            "author": people[row.author_id],
            "status": context["statuses"][row.status_id],
            "marked_users": [people[user_id] for user_id in context["marks"].get(row.id, ())],
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }


class TaskDetailOut(TaskOut):
    """One task and what was said about it."""

    comments = CommentOut(many=True)

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row; the context brings `comments`, worded, too."""
        return {**super().to_representation(row), "comments": self.context["comments"]}


class TaskPageOut(PageOut):
    """A page of tasks."""

    results = TaskOut(many=True)
