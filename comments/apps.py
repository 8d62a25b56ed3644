"""The comments app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What people say about tasks."""

    name = "comments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show comments on tasks' pages, and their number on cards."""
        from comments import rows, views
        from tasks import cards
        from tasks.views import panels

        cards.counters["comments"] = rows.counts
        panels.register("comments", views.panel, place=20)
