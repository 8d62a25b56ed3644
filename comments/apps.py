"""The comments app."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """What people say about tasks."""

    name = "comments"
    default_auto_field = "django.db.models.BigAutoField"
