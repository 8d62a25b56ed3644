"""How people and sessions are looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.utils import timezone

from accounts.names import normalise_email, username_key

if TYPE_CHECKING:
    from accounts.models import User


class UserQuerySet(models.QuerySet["User"]):
    """People."""

    def existing(self) -> Self:
        """Everyone whose account was not deleted, deactivated ones included."""
        return self.filter(deleted_at__isnull=True)

    def active(self) -> Self:
        """Everyone who may sign in."""
        return self.filter(is_active=True, deleted_at__isnull=True)

    def with_email(self, address: str) -> Self:
        """The one with this address, in whatever case it is written."""
        return self.filter(email=normalise_email(address))

    def with_username(self, username: str) -> Self:
        """The one with this user name, in whatever case it is written."""
        return self.filter(username_key=username_key(username))


class UserManager(BaseUserManager["User"].from_queryset(UserQuerySet)):  # type: ignore[misc]
    """`User.objects`; `createsuperuser` comes in by here."""

    def create_superuser(
        self, email: str, username: str, password: str | None = None, **extra: Any
    ) -> User:
        """The account that `manage.py createsuperuser` asks for."""
        return self._create(email, username, password, is_staff=True, is_superuser=True, **extra)

    def create_user(
        self, email: str, username: str, password: str | None = None, **extra: Any
    ) -> User:
        """An ordinary account; doors call `services.register` instead."""
        return self._create(email, username, password, **extra)

    def _create(self, email: str, username: str, password: str | None, **extra: Any) -> User:
        user: User = self.model(email=normalise_email(email), username=username.strip(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class SessionQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Sign-ins."""

    def live(self) -> Self:
        """Neither ended nor run out, and their person may sign in."""
        return self.filter(
            ended_at__isnull=True,
            expires_at__gt=timezone.now(),
            user__is_active=True,
            user__deleted_at__isnull=True,
        )
