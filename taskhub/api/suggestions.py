"""The paths about analyses of tasks and what becomes of their suggestions."""

from collections.abc import Iterable
from typing import Any

from rest_framework.request import Request

from accounts.rows import people
from suggestions import services
from suggestions.errors import SuggestionNotFound
from suggestions.models import Suggestion
from suggestions.policy import require_decide
from suggestions.rows import SuggestionRow, read_rows
from taskhub.api.dialect import V2View, path_id
from taskhub.api.examples import PERSON, TASK
from taskhub.api.serializers import (
    AcceptedOut,
    AcceptIn,
    AnalysisOut,
    AnalyzeIn,
    SuggestionOut,
    SuggestionPage,
    SuggestionQuery,
    TaskOut,
)
from taskhub.rest.paging import Page
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation
from tasks import policy
from tasks.models import Task
from tasks.rows import TaskRow, statuses

_SUGGESTION = {
    "id": 5,
    "task_id": 12,
    "user": PERSON,
    "suggestion_text": "A release in two steps.",
    "sub_tasks": [
        {
            "title": "List the changes since 1.9",
            "description": "Done when every merged change has a line.",
            "priority": "Medium",
        },
        {
            "title": "Let support read the notes",
            "description": "Done when their questions are answered in the text.",
            "priority": "Low",
        },
    ],
    "accepted": False,
    "dismissed_at": None,
    "created_at": "2026-01-12T09:00:00Z",
}
_MADE = {
    **TASK,
    "id": 13,
    "title": "List the changes since 1.9",
    "description": "Done when every merged change has a line.",
    "marked_users": [],
    "parent_id": 12,
    "due_date": None,
}
_TASK_ID = {"task_id": int}
_SUGGESTION_ID = {"suggestion_id": int}


class TaskSuggestions(V2View):
    """tasks/{task_id}/suggestions/"""

    @operation(
        "List the suggestions for a task",
        {200: SuggestionPage},
        query=SuggestionQuery,
        errors=(404,),
        path=_TASK_ID,
        answer={"results": [_SUGGESTION], "total": 1, "page": 1, "limit": 100},
        conditional=True,
    )
    def get(self, request: Request, task_id: str) -> Response:
        task = self.visible_task(task_id)
        wanted = SuggestionQuery.read(request)
        page = Page(wanted["page"], wanted["limit"])
        found = Suggestion.objects.filter(task=task).order_by("id")
        shown = found if wanted["dismissed"] else found.open()
        rows = read_rows(shown[page.slice])
        return self.listed(_shown(rows), page, shown.count())


class TaskAnalyze(V2View):
    """tasks/{task_id}/analyze/"""

    @operation(
        "Analyze a task",
        {200: AnalysisOut},
        request=AnalyzeIn,
        body_optional=True,
        errors=(403, 404, 429),
        path=_TASK_ID,
        example={"context": "The release is for customers who install it themselves."},
        answer={
            "task_id": 12,
            "analysis": "This is a piece of writing. Nothing says who will read it.",
            "suggestions": [_SUGGESTION],
        },
    )
    def post(self, request: Request, task_id: str) -> Response:
        task = self.visible_task(task_id)
        # The service asks too; here so that a right is refused before a body is read.
        policy.require(self.caller, "analyze", task)
        given = AnalyzeIn.read(request, optional=True)
        said, made = services.analyse_task(actor=self.caller, task=task, **given)
        suggestions = _shown(map(SuggestionRow.of, made))
        return Response({"task_id": task.pk, "analysis": said, "suggestions": suggestions})


class SuggestionView(V2View):
    """A path of one suggestion."""

    def visible_suggestion(self, suggestion_id: str) -> Suggestion:
        """The suggestion of the path; raises `SuggestionNotFound` unless its task is readable."""
        seen = Suggestion.objects.visible_to(self.caller)
        # With its task: who may decide is asked of that.
        suggestion = seen.select_related("task").filter(pk=path_id(suggestion_id)).first()
        if suggestion is None:
            raise SuggestionNotFound
        return suggestion


class SuggestionAccept(SuggestionView):
    """suggestions/{suggestion_id}/accept/"""

    @operation(
        "Accept a suggestion",
        {200: AcceptedOut},
        request=AcceptIn,
        body_optional=True,
        errors=(403, 404, 409),
        path=_SUGGESTION_ID,
        example={"sub_tasks": [0]},
        answer={"suggestion": {**_SUGGESTION, "accepted": True}, "tasks": [_MADE]},
    )
    def post(self, request: Request, suggestion_id: str) -> Response:
        suggestion = self.visible_suggestion(suggestion_id)
        # The service asks too; here so that a right is refused before a body is read.
        require_decide(self.caller, suggestion)
        given = AcceptIn.read(request, optional=True)
        made = services.accept_suggestion(
            actor=self.caller, suggestion=suggestion, chosen=given.get("sub_tasks")
        )
        suggestion.accepted = True
        return Response(
            {
                "suggestion": _shown([SuggestionRow.of(suggestion)])[0],
                "tasks": _as_tasks(made),
            }
        )


class SuggestionDismiss(SuggestionView):
    """suggestions/{suggestion_id}/dismiss/"""

    @operation(
        "Dismiss a suggestion",
        {200: SuggestionOut},
        errors=(403, 404, 409),
        path=_SUGGESTION_ID,
        answer={**_SUGGESTION, "dismissed_at": "2026-01-12T09:05:00Z"},
    )
    def post(self, request: Request, suggestion_id: str) -> Response:
        suggestion = services.dismiss_suggestion(
            actor=self.caller, suggestion=self.visible_suggestion(suggestion_id)
        )
        return Response(_shown([SuggestionRow.of(suggestion)])[0])


def _shown(rows: Iterable[SuggestionRow]) -> list[Any]:
    """The suggestions as they are answered; one query, for the people who asked for them."""
    rows = list(rows)
    return SuggestionOut.many(rows, people=people({row.user_id for row in rows}))


def _as_tasks(made: list[Task]) -> list[Any]:
    """New tasks, which nobody is marked in or assigned to; two queries."""
    rows = [TaskRow.of(task) for task in made]
    known = {"people": people({row.author_id for row in rows}), "statuses": statuses()}
    return TaskOut.many(rows, marked=[], **known)
