"""The suggestions app."""

from django.apps import AppConfig


class SuggestionsConfig(AppConfig):
    """Analyses of tasks and the sub-tasks they propose."""

    name = "suggestions"
    default_auto_field = "django.db.models.BigAutoField"
