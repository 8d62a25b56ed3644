"""The tasks app."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks, statuses, boards and the event log."""

    name = "tasks"
    default_auto_field = "django.db.models.BigAutoField"
