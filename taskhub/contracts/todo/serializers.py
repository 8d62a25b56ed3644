"""todo's shapes, in and out."""

from typing import Any

from rest_framework import serializers

from taskhub.rest.fields import Flag, Text
from taskhub.rest.shapes import In, Out, Query
from tasks.rows import TaskRow

#: Which tasks may be asked for, and in which orders.
STATUSES = ["all", "pending", "completed"]
SORTS = ["created", "title", "due_date"]


class ErrorDetail(serializers.Serializer[Any]):
    """What went wrong; `details` maps fields of the input to messages."""

    code = serializers.CharField()
    message = serializers.CharField()
    details = serializers.DictField(child=serializers.CharField(), allow_null=True)


class ErrorOut(serializers.Serializer[Any]):
    """The error format."""

    error = ErrorDetail()


class TaskIn(In):
    """A new task, or any subset of its fields."""

    title = Text(max_length=200)
    description = Text(max_length=1000, allow_blank=True, required=False)


class CompleteIn(In):
    """The wanted side; without it the task is toggled."""

    completed = Flag(required=False)


class TaskQuery(Query):
    """Which tasks, in which order."""

    status = serializers.ChoiceField(STATUSES, default="all")
    sort = serializers.ChoiceField(SORTS, default="created")


class TaskOut(Out):
    """One task."""

    id = serializers.IntegerField()
    user_id = serializers.CharField()
    title = serializers.CharField()
    description = serializers.CharField()
    completed = serializers.BooleanField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row."""
        return {
            "id": row.id,
            "user_id": str(row.author_id),
            "title": row.title,
            "description": row.description,
            "completed": row.completed,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }


class TaskListOut(serializers.Serializer[Any]):
    """The tasks asked for, and how many the caller has on either side."""

    tasks = TaskOut(many=True)
    total_count = serializers.IntegerField()
    completed_count = serializers.IntegerField()
    pending_count = serializers.IntegerField()


class Done(serializers.Serializer[Any]):
    """Success with nothing to show."""

    message = serializers.CharField()
