"""Comments in the admin."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from comments import services
from comments.models import Comment
from taskhub.admin import ServiceAdmin, actor_of


@admin.register(Comment)
class CommentAdmin(ServiceAdmin):
    """Comments of everybody, for moderation."""

    list_display = ("__str__", "task", "author", "created_at", "updated_at")
    list_filter = ("created_at",)
    list_select_related = ("task", "author")
    search_fields = ("text", "author__username", "task__title")
    ordering = ("-id",)
    autocomplete_fields = ("task",)
    fields = ("task", "text")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A comment that is there also shows who wrote it, and when."""
        shown = ("task", "author", "text", "created_at", "updated_at")
        return self.fields if obj is None else shown

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A comment stays where it is."""
        return () if obj is None else ("task", "author", "created_at", "updated_at")

    def create(self, request: HttpRequest, values: dict[str, Any]) -> Comment:
        """The admin's own comment, on any task."""
        return services.create_comment(actor=actor_of(request), moderating=True, **values)

    def update(self, request: HttpRequest, stored: Comment, changes: dict[str, Any]) -> None:
        """Another text."""
        if "text" in changes:
            services.update_comment(
                actor=actor_of(request), comment=stored, text=changes["text"], moderating=True
            )

    def remove(self, request: HttpRequest, obj: Comment) -> None:
        """With its event."""
        services.delete_comment(actor=actor_of(request), comment=obj, moderating=True)
