"""How people and sessions are looked up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Expression, Value
from django.db.models.functions import Concat
from django.utils import timezone

from accounts.errors import EmailTaken, UsernameTaken, UserNotFound
from accounts.names import is_storable, normalise_email, username_key
from taskhub.errors import Invalid

if TYPE_CHECKING:
    from accounts.models import Session, User  # noqa: F401 - a base class names it


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
        return self._named(email=normalise_email(address))

    def with_username(self, username: str) -> Self:
        """The one with this user name, in whatever case it is written."""
        return self._named(username_key=username_key(username))

    def with_usernames(self, usernames: Iterable[str]) -> Self:
        """Those with any of these user names, in whatever case they are written."""
        return self.filter(username_key__in={username_key(name) for name in usernames})

    def name_containing(self, text: str) -> Self:
        """Those whose full name holds the text, in any case."""
        full_name = Concat("first_name", Value(" "), "last_name")
        return self.alias(full_name=full_name).filter(full_name__icontains=text)

    def username_containing(self, text: str) -> Self:
        """Those whose user name holds the text, in any case."""
        return self.filter(username_key__contains=username_key(text))

    def email_containing(self, text: str) -> Self:
        """Those whose address holds the text, in any case."""
        return self.filter(email__contains=normalise_email(text))

    def _named(self, **name: str) -> Self:
        # What no column can hold is nobody's name, and an error in PostgreSQL.
        return self.filter(**name) if all(map(is_storable, name.values())) else self.none()

    def locked(self, pk: int) -> User:
        """The person, their row held until the transaction ends; raises `UserNotFound`."""
        # Without the key: rows that point at the person may still be added meanwhile.
        user = self.existing().filter(pk=pk).select_for_update(no_key=True).first()
        if user is None:
            raise UserNotFound
        return user


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

    def get_by_natural_key(self, email: str | None) -> User:
        """The account with this address, in whatever case; the command asks if it is taken."""
        found: User = self.with_email(email or "").get()
        return found

    def _create(self, email: str, username: str, password: str | None, **extra: Any) -> User:
        # The rules read the model, which reads this module.
        from accounts import validation

        try:
            fields = validation.clean({"email": email, "username": username}, password=password)
        except Invalid as error:
            # The command says these in a sentence; of ours it knows nothing.
            raise ValidationError(error.fields) from None
        if self.with_email(fields["email"]).exists():
            raise ValidationError(EmailTaken.message)
        if self.with_username(fields["username"]).exists():
            raise ValidationError(UsernameTaken.message)
        user: User = self.model(**fields, **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user


class SessionQuerySet(models.QuerySet["Session"]):
    """Sign-ins."""

    def live(self, now: datetime | Expression | None = None) -> Self:
        """Neither ended nor run out, and their person may sign in."""
        return self.filter(
            ended_at__isnull=True,
            expires_at__gt=timezone.now() if now is None else now,
            user__is_active=True,
            user__deleted_at__isnull=True,
        )
