"""The app that holds the frame: server, middleware, commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core.signals import request_started
from django.db.backends.signals import connection_created


class TaskHubConfig(AppConfig):
    """What is nobody else's: how TaskHub starts, answers and stays well."""

    name = "taskhub"

    def ready(self) -> None:
        """Teach the database connections our habits."""
        from taskhub import postgresql, sqlite

        connection_created.connect(sqlite.install, dispatch_uid="taskhub.sqlite")
        request_started.connect(postgresql.drop_dead, dispatch_uid="taskhub.postgresql")


class TaskHubAdminConfig(admin.AdminConfig):
    """Django's admin, with our site for its own."""

    default = False
    default_site = "taskhub.admin.TaskHubAdminSite"
