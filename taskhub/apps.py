"""The app that holds the frame: server, middleware, commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core.cache import close_caches
from django.core.handlers.base import reset_urlconf
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, reset_queries
from django.db.backends.signals import connection_created


class TaskHubConfig(AppConfig):
    """What is nobody else's: how TaskHub starts, answers and stays well."""

    name = "taskhub"

    def ready(self) -> None:
        """Teach the database connections our habits."""
        from taskhub import compiled, postgresql, sqlite

        compiled.CURSORS["postgresql"] = postgresql.DirectCursor
        sqlite.read_instants_at_once()
        connection_created.connect(sqlite.install, dispatch_uid="taskhub.sqlite")
        connection_created.connect(postgresql.install, dispatch_uid="taskhub.postgresql")
        request_started.connect(postgresql.drop_dead, dispatch_uid="taskhub.postgresql")
        # Threads are kept: the end of the request before has looked after its connections, and
        # queries are counted only where somebody asks for it, who then forgets them, too.
        request_started.disconnect(close_old_connections)
        request_started.disconnect(reset_queries)
        # What caches keep are pools, which nothing closes between requests; and each request
        # says first by which addresses it goes.
        request_finished.disconnect(close_caches)
        request_finished.disconnect(reset_urlconf)


class TaskHubAdminConfig(admin.AdminConfig):
    """Django's admin, with our site for its own."""

    default = False
    default_site = "taskhub.admin.TaskHubAdminSite"
