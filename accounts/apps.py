"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, their sessions and the mails they get."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
