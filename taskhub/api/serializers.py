"""The shapes of TaskHub's own API, in and out."""

from typing import Any

from rest_framework import serializers

from accounts.rows import Person
from suggestions.rows import SuggestionRow
from taskhub.rest.fields import (
    MAX_ID,
    Day,
    Flag,
    Number,
    QueryFlag,
    QueryNumber,
    Text,
    instant,
)
from taskhub.rest.shapes import In, Out, Query
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Board, Category, Priority, Visibility
from tasks.rows import StatusRow, TaskRow

#: Marks one request may set; more would overflow the parameters of one SQLite statement.
MOST_MARKS = 1_000
#: Beyond the places of any suggestion; the service knows how many there are.
MOST_PLACE = 1_000


class Id(Number):
    """The id of something, as a JSON integer."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=MAX_ID, **kwargs)


class ProblemOut(serializers.Serializer[Any]):
    """A problem document (RFC 9457); `errors` maps fields of the request to messages."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    errors = serializers.DictField(  # type: ignore[assignment]  # DRF takes it off the class
        child=serializers.ListField(child=serializers.CharField()), required=False
    )


class PageQuery(Query):
    """Which part of a list."""

    page = QueryNumber(min_value=1, default=1)
    limit = QueryNumber(min_value=1, max_value=1_000, default=100)


class SuggestionQuery(PageQuery):
    """Which part of the suggestions, and whether with those that were dismissed."""

    dismissed = QueryFlag(default=False)


class AnalyzeIn(In):
    """What the caller adds to the task's own text."""

    description = Text(max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False)
    # A field may be called so: the metaclass takes it out of the class.
    context = Text(  # type: ignore[assignment]
        max_length=DESCRIPTION_LENGTH, allow_blank=True, required=False
    )


class AcceptIn(In):
    """Which of the sub-tasks, by their places from 0; all of them if not given."""

    sub_tasks = serializers.ListField(
        child=Number(min_value=0, max_value=MOST_PLACE),
        allow_empty=False,
        max_length=MOST_PLACE,
        required=False,
    )


class BoardIn(In):
    """A new board; the name is enough."""

    name = Text(max_length=TITLE_LENGTH)
    description = Text(
        max_length=DESCRIPTION_LENGTH, allow_blank=True, allow_null=True, required=False
    )
    is_private = Flag(required=False)

    def validate_description(self, value: str | None) -> str:
        """Null clears."""
        return value or ""


class MemberIn(In):
    """Who is to become a member: by id or by user name."""

    user_id = Id(required=False)
    username = Text(max_length=150, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """Exactly one of the two."""
        if len(attrs) != 1:
            raise serializers.ValidationError({"user_id": ["Give either user_id or username."]})
        return attrs


class TaskChange(In):
    """Any subset of a task's fields; null clears."""

    title = Text(max_length=TITLE_LENGTH)
    description = Text(max_length=DESCRIPTION_LENGTH, allow_blank=True, allow_null=True)
    status_id = Id()
    priority = serializers.ChoiceField(choices=Priority.choices)
    assignee_id = Id(allow_null=True)
    marked_user_ids = serializers.ListField(child=Id(), allow_null=True, max_length=MOST_MARKS)
    board_id = Id(allow_null=True)
    parent_id = Id(allow_null=True)
    due_date = Day(allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    completed = Flag()

    def validate_description(self, value: str | None) -> str:
        """Null clears."""
        return value or ""

    def validate_marked_user_ids(self, value: list[int] | None) -> list[int]:
        """Null clears."""
        return value or []


class PersonOut(Out):
    """Somebody, as others see them."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    full_name = serializers.CharField()

    def to_representation(self, person: Person) -> dict[str, Any]:
        """From one row."""
        return {"id": person.id, "username": person.username, "full_name": person.full_name}


class StatusOut(Out):
    """A status as a task shows it."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    slug = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)

    def to_representation(self, status: StatusRow) -> dict[str, Any]:
        """From one row."""
        return status._asdict()


class BoardOut(Out):
    """One board; the context has `people`, its owner among them."""

    id = serializers.IntegerField()
    name = serializers.CharField()
    description = serializers.CharField()
    is_private = serializers.BooleanField()
    owner = PersonOut()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def to_representation(self, board: Board) -> dict[str, Any]:
        """From the board and the people of the context."""
        return {
            "id": board.pk,
            "name": board.name,
            "description": board.description,
            "is_private": board.is_private,
            "owner": PersonOut.of(self.context["people"][board.owner_id]),
            "created_at": instant(board.created_at),
            "updated_at": instant(board.updated_at),
        }


class TaskOut(Out):
    """One task; the context has `marked` (ids), `people` and `statuses`."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    description = serializers.CharField()
    status = StatusOut()
    completed = serializers.BooleanField()
    priority = serializers.ChoiceField(choices=Priority.choices)
    author = PersonOut()
    assignee = PersonOut(allow_null=True)
    marked_users = PersonOut(many=True)
    board_id = serializers.IntegerField(allow_null=True)
    parent_id = serializers.IntegerField(allow_null=True)
    due_date = serializers.DateField(allow_null=True)
    visibility = serializers.ChoiceField(choices=Visibility.choices)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()

    def to_representation(self, row: TaskRow) -> dict[str, Any]:
        """From one row and the context."""
        people: dict[int, Person] = self.context["people"]
        assignee = people[row.assignee_id] if row.assignee_id else None
        return {
            "id": row.id,
            "title": row.title,
            "description": row.description,
            "status": StatusOut.of(self.context["statuses"][row.status_id]),
            "completed": row.completed,
            "priority": row.priority,
            "author": PersonOut.of(people[row.author_id]),
            "assignee": PersonOut.of(assignee) if assignee else None,
            "marked_users": PersonOut.many(people[pk] for pk in self.context["marked"]),
            "board_id": row.board_id,
            "parent_id": row.parent_id,
            "due_date": row.due_date.isoformat() if row.due_date else None,
            "visibility": row.visibility,
            "created_at": row.created_at,
            "updated_at": row.updated_at,
        }


class SubTaskOut(serializers.Serializer[Any]):
    """A proposed sub-task."""

    title = serializers.CharField()
    description = serializers.CharField()
    priority = serializers.ChoiceField(choices=Priority.choices)


class SuggestionOut(Out):
    """A proposed breakdown of a task; the context has `people`, who asked for it among them."""

    id = serializers.IntegerField()
    task_id = serializers.IntegerField()
    user = PersonOut()
    suggestion_text = serializers.CharField()
    sub_tasks = SubTaskOut(many=True)
    accepted = serializers.BooleanField()
    dismissed_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()

    def to_representation(self, row: SuggestionRow) -> dict[str, Any]:
        """From one row and the people of the context."""
        return {
            "id": row.id,
            "task_id": row.task_id,
            "user": PersonOut.of(self.context["people"][row.user_id]),
            "suggestion_text": row.suggestion_text,
            "sub_tasks": row.sub_tasks,
            "accepted": row.accepted,
            "dismissed_at": instant(row.dismissed_at),
            "created_at": instant(row.created_at),
        }


class AnalysisOut(serializers.Serializer[Any]):
    """What there is to say about a task, and what is suggested for it now."""

    task_id = serializers.IntegerField()
    analysis = serializers.CharField()
    suggestions = SuggestionOut(many=True)


class AcceptedOut(serializers.Serializer[Any]):
    """A suggestion that has become tasks."""

    suggestion = SuggestionOut()
    tasks = TaskOut(many=True)


class SuggestionPage(serializers.Serializer[Any]):
    """One page of the suggestions for a task."""

    results = SuggestionOut(many=True)
    total = serializers.IntegerField()
    page = serializers.IntegerField()
    limit = serializers.IntegerField()


class BoardPage(serializers.Serializer[Any]):
    """One page of the boards the caller may see."""

    results = BoardOut(many=True)
    total = serializers.IntegerField()
    page = serializers.IntegerField()
    limit = serializers.IntegerField()


class MemberPage(serializers.Serializer[Any]):
    """One page of a board's members."""

    results = PersonOut(many=True)
    total = serializers.IntegerField()
    page = serializers.IntegerField()
    limit = serializers.IntegerField()
