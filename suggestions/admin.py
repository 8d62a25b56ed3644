"""Suggestions in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join

from suggestions import services
from suggestions.models import Suggestion
from taskhub.admin import ServiceAdmin, actor_of


@admin.register(Suggestion)
class SuggestionAdmin(ServiceAdmin):
    """Suggestions of everybody: an analysis makes them, a moderator may remove them."""

    list_display = ("__str__", "task", "user", "accepted", "dismissed_at", "created_at")
    list_filter = ("accepted", ("dismissed_at", admin.EmptyFieldListFilter), "created_at")
    list_select_related = ("task", "user")
    search_fields = ("suggestion_text", "user__username", "task__title")
    ordering = ("-id",)
    fields = ("task", "user", "suggestion_text", "steps", "accepted", "dismissed_at", "created_at")
    readonly_fields = ("steps",)
    deletion_note = "Tasks that were made of it stay."

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody: tasks are analysed where they are worked on."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: what was suggested is on record."""
        return False

    @admin.display(description="sub-tasks")
    def steps(self, suggestion: Suggestion) -> str:
        """The titles of the sub-tasks."""
        titles = ((each.get("title", ""),) for each in suggestion.sub_tasks)
        return format_html_join("", "<div>{}</div>", titles)

    def remove(self, request: HttpRequest, obj: Suggestion) -> None:
        """With its event."""
        services.delete_suggestion(actor=actor_of(request), suggestion=obj)
