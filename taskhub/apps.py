"""The app that holds the frame: server, middleware, commands."""

from django.apps import AppConfig


class TaskHubConfig(AppConfig):
    """What is nobody else's: how TaskHub starts, answers and stays well."""

    name = "taskhub"

    def ready(self) -> None:
        """Teach every new database connection our habits."""
        from taskhub import connections

        connections.install()
