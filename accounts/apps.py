"""The accounts app."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import post_save


class AccountsConfig(AppConfig):
    """People, their sessions and the mails they get."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Follow what Django's own doors do: the admin's sign-in, `manage.py changepassword`."""
        from accounts import middleware, services

        user_logged_in.connect(middleware.open_session, dispatch_uid="accounts.open")
        user_logged_out.connect(middleware.close_session, dispatch_uid="accounts.close")
        post_save.connect(
            services.end_proofs_of_new_password,
            sender=self.get_model("User"),
            dispatch_uid="accounts.new_password",
        )
