"""The suggestions app."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Analyses of tasks and the sub-tasks they propose."""

    name = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show suggestions on tasks' pages."""
        from suggestions import views
        from tasks.views import panels

        panels.register("suggestions", views.panel, place=10)
