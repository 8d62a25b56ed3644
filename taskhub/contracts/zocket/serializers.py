"""zocket's shapes, in and out."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from suggestions.models import Suggestion
from taskhub.rest.fields import MAX_ID, Number, Password, QueryNumber, Text, instant
from taskhub.rest.paging import Page
from taskhub.rest.shapes import In, Out, Query
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Category, Priority
from tasks.rows import TaskRow


class ErrorOut(serializers.Serializer[Any]):
    """What went wrong."""

    error = serializers.CharField()


class ExplainedErrorOut(ErrorOut):
    """What went wrong, and where there is more to say, why."""

    message = serializers.CharField(required=False)


class SignUpIn(In):
    """A new account; the names may be empty strings."""

    email = Text(max_length=254)
    password = Password()
    first_name = Text(max_length=150, allow_blank=True)
    last_name = Text(max_length=150, allow_blank=True)


class SignInIn(In):
    """Address and password."""

    email = Text(max_length=254)
    password = Password()


class TaskIn(In):
    """A new task; `assigned_to` 0 and null mean nobody."""

    title = Text(max_length=TITLE_LENGTH)
    description = Text(max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False)
    priority = serializers.ChoiceField(Priority.values, required=False)
    status = serializers.ChoiceField(Category.values, required=False)
    assigned_to = Number(min_value=0, max_value=MAX_ID, allow_null=True, required=False)


class AnalyzeIn(In):
    """What the caller adds to the task's own text."""

    description = Text(max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False)
    # A field may be called so: the metaclass takes it out of the class.
    context = Text(  # type: ignore[assignment]
        max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False
    )


@extend_schema_field({"type": "integer", "minimum": 1, "maximum": settings.TASKHUB_LIST_CEILING})
class Limit(QueryNumber):
    """As many rows as one answer may hold."""


class PageQuery(Query):
    """Which part of the list; without `limit` as much of it as one answer may hold."""

    page = QueryNumber(min_value=1, default=1)
    limit = Limit(min_value=1, required=False)

    def validate_limit(self, limit: int) -> int:
        """At most what an answer without `limit` holds."""
        ceiling: int = settings.TASKHUB_LIST_CEILING
        if limit > ceiling:
            raise serializers.ValidationError(f"Ensure this value is at most {ceiling}.")
        return limit

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The page that the two name."""
        size = attrs.get("limit", settings.TASKHUB_LIST_CEILING)
        return {"wanted": Page(attrs["page"], size)}


class SignedOut(serializers.Serializer[Any]):
    """Who it is, and the token to sign requests with."""

    user_id = serializers.IntegerField()
    token = serializers.CharField()
    message = serializers.CharField()


class Done(serializers.Serializer[Any]):
    """Success with nothing to show."""

    message = serializers.CharField()


class TaskOut(Out):
    """One task; a custom status shows as its category."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    description = serializers.CharField()
    priority = serializers.ChoiceField(Priority.values)
    status = serializers.ChoiceField(Category.values)
    assigned_to = serializers.IntegerField(allow_null=True)
    created_by = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row."""
        return {
            "id": row.id,
            "title": row.title,
            "description": row.description,
            "priority": row.priority,
            "status": row.category,
            "assigned_to": row.assignee_id,
            "created_by": row.author_id,
            "created_at": instant(row.created_at),
            "updated_at": instant(row.updated_at),
        }


class TaskListItem(TaskOut):
    """One task of the list, which alone names the assignee; wants `people` as context."""

    assigned_to_name = serializers.CharField()

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row."""
        person = self.context["people"].get(row.assignee_id)
        name = person.full_name if person else ""
        return {**super().to_representation(row), "assigned_to_name": name}


class UserOut(Out):
    """One person; `logged_in_at` is empty for somebody who never signed in."""

    id = serializers.IntegerField()
    email = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    created_at = serializers.DateTimeField()
    logged_in_at = serializers.CharField()

    def to_representation(self, user: User) -> dict[str, Any]:
        """From the person."""
        return {
            "id": user.pk,
            "email": user.email,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "created_at": instant(user.created_at),
            "logged_in_at": instant(user.last_login) or "",
        }


class UserListItem(Out):
    """One person of the list; three of its texts are always empty, as documented."""

    id = serializers.IntegerField()
    email = serializers.CharField()
    password = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    logged_in_at = serializers.CharField()
    created_at = serializers.CharField()

    def to_representation(self, row: tuple[int, str, str, str]) -> dict[str, Any]:
        """From id, address, first and last name."""
        number, email, first_name, last_name = row
        return {
            "id": number,
            "email": email,
            "password": "",
            "first_name": first_name,
            "last_name": last_name,
            "logged_in_at": "",
            "created_at": "",
        }


class SubTaskOut(serializers.Serializer[Any]):
    """A suggested sub-task."""

    title = serializers.CharField()
    description = serializers.CharField()
    priority = serializers.ChoiceField(Priority.values)


class SuggestionOut(Out):
    """A suggested breakdown of a task."""

    id = serializers.IntegerField()
    task_id = serializers.IntegerField()
    user_id = serializers.IntegerField()
    suggestion_text = serializers.CharField()
    sub_tasks = SubTaskOut(many=True)
    accepted = serializers.BooleanField()
    created_at = serializers.DateTimeField()

    def to_representation(self, suggestion: Suggestion) -> dict[str, Any]:
        """From the stored suggestion."""
        return {
            "id": suggestion.pk,
            "task_id": suggestion.task_id,
            "user_id": suggestion.user_id,
            "suggestion_text": suggestion.suggestion_text,
            "sub_tasks": suggestion.sub_tasks,
            "accepted": suggestion.accepted,
            "created_at": instant(suggestion.created_at),
        }


class AnalysisOut(serializers.Serializer[Any]):
    """What there is to say about a task, and what it suggests."""

    task_id = serializers.IntegerField()
    analysis = serializers.CharField()
    suggestions = SuggestionOut(many=True)
