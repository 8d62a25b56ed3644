"""Tasks, statuses, boards and the event log in the admin."""

import json
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.html import format_html

from accounts.models import User
from taskhub.admin import ReadOnlyAdmin, ServiceAdmin, actor_of, optional
from taskhub.errors import DomainError
from tasks import events
from tasks.models import Board, Event, Favourite, Task, TaskStatus
from tasks.services import boards, statuses, tasks


def _count(rows: QuerySet[Any], column: str) -> Coalesce:
    """How many rows point at the outer row by this column, counted for the page shown only."""
    matching = rows.filter(**{column: OuterRef("pk")}).order_by().values(column)
    counted = Subquery(matching.annotate(rows=Count("*")).values("rows"))
    return Coalesce(counted, 0, output_field=models.IntegerField())


@admin.register(Task)
class TaskAdmin(ServiceAdmin):
    """Tasks of everybody, for moderation."""

    list_display = (
        "title",
        "status",
        "priority",
        "author",
        "assignee",
        "board",
        "due_date",
        "visibility",
        "updated_at",
    )
    list_filter = (
        "status__category",
        "status",
        "priority",
        "visibility",
        "due_date",
        "created_at",
    )
    list_select_related = ("status", "author", "assignee", "board")
    search_fields = ("title", "description", "author__username", "assignee__username")
    ordering = ("-id",)
    autocomplete_fields = ("status", "assignee", "marked_users", "board", "parent")
    readonly_fields = ("author", "version", "created_at", "updated_at")
    fields = (
        "title",
        "description",
        "status",
        "priority",
        "assignee",
        "marked_users",
        "board",
        "parent",
        "due_date",
        "visibility",
    )
    said_as = {"marked": "marked_users"}  # noqa: RUF012 - a constant
    deletion_note = "Its comments and suggestions go with it. Its sub-tasks stay."

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A task that is there also shows what nobody writes."""
        return self.fields if obj is None else (*self.fields, *self.readonly_fields)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new task without a status gets the first of those to do."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            optional(form, ["status"])
        return form

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Task:
        """The admin's own task, on whatever board."""
        return tasks.create_task(actor=actor_of(request), moderating=True, **_worded(values))

    def update(self, request: HttpRequest, stored: Task, changes: dict[str, Any]) -> None:
        """The fields that somebody edited."""
        tasks.update_task(
            actor=actor_of(request), task=stored, changes=_worded(changes), moderating=True
        )

    def remove(self, request: HttpRequest, obj: Task) -> None:
        """With its event."""
        tasks.delete_task(actor=actor_of(request), task=obj, moderating=True)


def _worded(values: dict[str, Any]) -> dict[str, Any]:
    named = {"marked_users": "marked"}
    return {named.get(name, name): value for name, value in values.items()}


class DeleteStatusForm(forms.Form):
    """Where the tasks of a status go; asked only when it has any."""

    move_to = forms.ModelChoiceField(
        TaskStatus.objects.none(), label="Move its tasks to", empty_label="Choose a status"
    )

    def __init__(self, status: TaskStatus, in_use: bool, data: Any = None) -> None:
        super().__init__(data)
        if in_use:
            field: Any = self.fields["move_to"]
            field.queryset = TaskStatus.objects.exclude(pk=status.pk)
        else:
            del self.fields["move_to"]


@admin.register(TaskStatus)
class TaskStatusAdmin(ServiceAdmin):
    """Statuses, in their order."""

    list_display = ("name", "position", "category", "slug", "task_count")
    list_editable = ("position",)
    list_filter = ("category",)
    search_fields = ("name", "slug")
    ordering = ("position", "id")
    fields = ("name", "slug", "category", "position")

    def get_queryset(self, request: HttpRequest) -> QuerySet[TaskStatus]:
        """With how many tasks each has."""
        counted = _count(Task.objects.all(), "status")
        return super().get_queryset(request).annotate(task_count=counted)

    @admin.display(description="tasks", ordering="task_count")
    def task_count(self, status: Any) -> int:
        """How many tasks have it."""
        return int(status.task_count)

    def get_actions(self, request: HttpRequest) -> Any:
        """No deletion of many: each asks where its tasks go."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        """A new status without slug or position gets one."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            optional(form, ["slug", "position"])
            form.base_fields["slug"].help_text = "Made from the name when left empty."
            form.base_fields["position"].help_text = "The last when left empty."
        return form

    def create(self, request: HttpRequest, values: dict[str, Any]) -> TaskStatus:
        """A new status."""
        given = {name: value for name, value in values.items() if value not in ("", None)}
        return statuses.create_status(actor=actor_of(request), **given)

    def update(self, request: HttpRequest, stored: TaskStatus, changes: dict[str, Any]) -> None:
        """What somebody edited; another category is told for every task."""
        statuses.update_status(actor=actor_of(request), status=stored, changes=changes)

    def remove(self, request: HttpRequest, obj: TaskStatus) -> None:
        """If no task has it."""
        statuses.delete_status(actor=actor_of(request), status=obj)

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Asks where the tasks go, and deletes."""
        status = self.get_object(request, unquote(object_id))
        if not self.has_delete_permission(request, status):
            raise PermissionDenied
        if status is None:
            return self.missing(request, object_id)
        in_use = self.task_count(status)
        data = request.POST if request.method == "POST" else None
        form = DeleteStatusForm(status, bool(in_use), data)
        if form.is_valid() and self._deleted(request, status, form):
            return HttpResponseRedirect(self.address("changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": "Delete a status",
            "opts": self.opts,
            "object": status,
            "tasks": in_use,
            "form": form,
        }
        return TemplateResponse(request, "admin/tasks/taskstatus/delete_confirmation.html", context)

    def _deleted(self, request: HttpRequest, status: TaskStatus, form: DeleteStatusForm) -> bool:
        name, target = str(status), form.cleaned_data.get("move_to")
        try:
            with transaction.atomic():
                self.log_deletions(request, TaskStatus.objects.filter(pk=status.pk))
                statuses.delete_status(actor=actor_of(request), status=status, move_to=target)
        except DomainError as error:
            self.tell_refusal(request, error)
            return False
        self.message_user(request, f"The status “{name}” was deleted.", messages.SUCCESS)
        return True


@admin.register(Board)
class BoardAdmin(ServiceAdmin):
    """Boards of everybody."""

    list_display = (
        "name",
        "owner",
        "is_private",
        "member_count",
        "task_count",
        "favourite_count",
        "created_at",
    )
    list_filter = ("is_private", "created_at")
    list_select_related = ("owner",)
    search_fields = ("name", "description", "owner__username")
    ordering = ("-id",)
    autocomplete_fields = ("members",)
    fields = ("name", "description", "is_private", "members")
    readonly_fields = (
        "owner",
        "task_count",
        "favourite_count",
        "version",
        "created_at",
        "updated_at",
    )
    deletion_note = "Its tasks stay, on no board."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Board]:
        """With how many members, tasks and favourites each has."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                member_count=_count(Board.members.through.objects.all(), "board"),
                task_count=_count(Task.objects.all(), "board"),
                favourite_count=_count(Favourite.objects.all(), "board"),
            )
        )

    @admin.display(description="members")
    def member_count(self, board: Any) -> int:
        """How many members it has, beside its owner."""
        return int(board.member_count)

    @admin.display(description="tasks")
    def task_count(self, board: Any) -> int:
        """How many tasks stand on it."""
        return int(board.task_count)

    @admin.display(description="favourite of")
    def favourite_count(self, board: Any) -> int:
        """How many people marked it."""
        return int(board.favourite_count)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A board that is there also shows what nobody writes."""
        return self.fields if obj is None else (*self.fields, *self.readonly_fields)

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Board:
        """The admin's own board."""
        return boards.create_board(actor=actor_of(request), **values)

    def update(self, request: HttpRequest, stored: Board, changes: dict[str, Any]) -> None:
        """What somebody edited; members one by one."""
        members = changes.pop("members", None)
        if changes:
            boards.update_board(
                actor=actor_of(request), board=stored, changes=changes, moderating=True
            )
        if members is not None:
            self._set_members(request, stored, {user.pk: user for user in members})

    def _set_members(self, request: HttpRequest, board: Board, wanted: dict[int, User]) -> None:
        actor = actor_of(request)
        present = {user.pk: user for user in board.members.all()}
        for pk in sorted(present.keys() - wanted.keys()):
            boards.remove_member(actor=actor, board=board, user=present[pk], moderating=True)
        for pk in sorted(wanted.keys() - present.keys()):
            boards.add_member(actor=actor, board=board, user=wanted[pk], moderating=True)

    def remove(self, request: HttpRequest, obj: Board) -> None:
        """With the events of its tasks."""
        boards.delete_board(actor=actor_of(request), board=obj, moderating=True)


class TypeFilter(admin.SimpleListFilter):
    """Events of one type; the types are known, and asking the table would read all of it."""

    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Every type there is."""
        constants = [value for name, value in vars(events).items() if name.isupper()]
        return [(value, value) for value in constants if isinstance(value, str)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        """The events of the chosen type."""
        return queryset.filter(type=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The log: nobody writes or deletes in it."""

    list_display = ("id", "type", "task_id", "actor", "created_at")
    list_filter = (TypeFilter, "created_at")
    list_select_related = ("actor",)
    search_fields = ("task_id",)
    search_help_text = "The id of a task"
    ordering = ("-id",)
    fields = ("type", "actor", "task_id", "created_at", "told", "heard_by", "lost_by")
    readonly_fields = ("told", "heard_by", "lost_by")

    class Media:
        """The payload's looks."""

        css = {"all": ("taskhub/admin.css",)}  # noqa: RUF012 - as Django documents it

    def get_queryset(self, request: HttpRequest) -> QuerySet[Event]:
        """Without what only the page of one event shows."""
        return super().get_queryset(request).defer("payload", "audience", "former")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Events of the task with this id, by the index on it."""
        if not search_term:
            return queryset, False
        if search_term.isascii() and search_term.isdigit():
            return queryset.filter(task_id=int(search_term)), False
        return queryset.none(), False

    @admin.display(description="payload")
    def told(self, event: Event) -> str:
        """The payload, readable."""
        text = json.dumps(event.payload, indent=2, ensure_ascii=False)
        return format_html('<pre class="payload">{}</pre>', text)

    @admin.display(description="heard by")
    def heard_by(self, event: Event) -> str:
        """Who could read the task then."""
        return _readers(event.audience)

    @admin.display(description="lost by")
    def lost_by(self, event: Event) -> str:
        """Who could read the task until then."""
        return _readers(event.former)


def _readers(ids: list[int] | None) -> str:
    if ids is None:
        return "everyone signed in"
    return f"users {', '.join(map(str, ids))}" if ids else "nobody"
