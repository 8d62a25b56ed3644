"""taskora's shapes, in and out."""

from typing import Any

from rest_framework import serializers

from accounts.names import split_name
from accounts.validation import NAME_LENGTH
from taskhub.rest.fields import Flag, Password, QueryFlag, Text
from taskhub.rest.shapes import In, Out, Query
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH
from tasks.rows import TaskRow


class ErrorDetail(serializers.Serializer[Any]):
    """What went wrong."""

    code = serializers.CharField()
    message = serializers.CharField()


class ErrorOut(serializers.Serializer[Any]):
    """The error envelope."""

    success = serializers.BooleanField(default=False)
    error = ErrorDetail()


class TaskIn(In):
    """A new task."""

    title = Text(max_length=TITLE_LENGTH)
    description = Text(max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False)


class TaskChange(TaskIn):
    """Any subset of a task's fields."""

    completed = Flag(required=False)


class CompleteIn(In):
    """The wanted side; without it the task is toggled."""

    completed = Flag(required=False)


class TaskQuery(Query):
    """`completed`: only tasks on that side."""

    completed = QueryFlag(required=False)


class RegisterIn(In):
    """A new account."""

    email = Text(max_length=254)
    name = Text(max_length=300, allow_blank=True, required=False)
    password = Password()

    def validate_name(self, name: str) -> str:
        """Both halves fit; refused by the name that the document has for them."""
        if any(len(part) > NAME_LENGTH for part in split_name(name)):
            raise serializers.ValidationError(
                f"Ensure no word has more than {NAME_LENGTH} characters."
            )
        return name


class LoginIn(In):
    """Address and password."""

    email = Text(max_length=254)
    password = Password()


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


class RegisteredOut(serializers.Serializer[Any]):
    """The new account."""

    user_id = serializers.CharField()
    email = serializers.EmailField()
    name = serializers.CharField()


class TokenOut(serializers.Serializer[Any]):
    """The token to sign requests with."""

    access_token = serializers.CharField()
    token_type = serializers.CharField()


class Done(serializers.Serializer[Any]):
    """Success without data."""

    success = serializers.BooleanField()
    message = serializers.CharField()


class TaskListEnvelope(serializers.Serializer[Any]):
    """Success with tasks."""

    success = serializers.BooleanField()
    data = TaskOut(many=True)  # type: ignore[assignment]


class TaskEnvelope(serializers.Serializer[Any]):
    """Success with one task."""

    success = serializers.BooleanField()
    data = TaskOut()  # type: ignore[assignment]


class TaskDoneEnvelope(TaskEnvelope):
    """Success with one task and a message."""

    message = serializers.CharField()


class RegisteredEnvelope(serializers.Serializer[Any]):
    """Success with the new account."""

    success = serializers.BooleanField()
    data = RegisteredOut()  # type: ignore[assignment]
    message = serializers.CharField()


class TokenEnvelope(serializers.Serializer[Any]):
    """Success with a token."""

    success = serializers.BooleanField()
    data = TokenOut()  # type: ignore[assignment]
    message = serializers.CharField()
