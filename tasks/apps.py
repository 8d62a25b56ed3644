"""The tasks app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class TasksConfig(AppConfig):
    """Tasks, statuses, boards and the event log."""

    name = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Keep the triggers in step with the tables they watch."""
        from tasks import text_index, triggers

        for each in (triggers, text_index):
            pre_migrate.connect(each.before_migrate, sender=self)
            post_migrate.connect(each.after_migrate, sender=self)
