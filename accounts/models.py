"""People, their sign-ins, and the mails that wait to be sent to them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Length, Lower

from accounts.names import username_key
from accounts.queries import SessionQuerySet, UserManager

models.CharField.register_lookup(Length)
models.TextField.register_lookup(Length)


class Theme(models.TextChoices):
    """Which colours somebody's pages have; by default what their browser prefers."""

    LIGHT = "light", "Light"
    DARK = "dark", "Dark"


class User(AbstractBaseUser, PermissionsMixin):
    """One person, whichever door they came in by (contracts/README.md, "User")."""

    email = models.EmailField(max_length=254, unique=True)
    username = models.CharField(max_length=150, validators=[UnicodeUsernameValidator()])
    # Case folding is done here and not by the database: SQLite's LOWER knows ASCII only.
    username_key = models.CharField(max_length=450, unique=True, editable=False)
    first_name = models.CharField(max_length=150, blank=True)
    last_name = models.CharField(max_length=150, blank=True)
    about = models.TextField(max_length=2000, blank=True)
    avatar = models.CharField(max_length=100, blank=True, editable=False)
    # How this person likes the pages; empty is whatever the browser asks for. The defaults are
    # the database's as well, so that a server of the version before can still add people.
    language = models.CharField(
        max_length=5, blank=True, choices=settings.LANGUAGES, default="", db_default=""
    )
    theme = models.CharField(
        max_length=5, blank=True, choices=Theme.choices, default="", db_default=""
    )
    shortcuts = models.BooleanField(default=True, db_default=True)
    # When Home was last opened, and since when changes are news there.
    visited_at = models.DateTimeField(null=True, blank=True, editable=False)
    news_since = models.DateTimeField(null=True, blank=True, editable=False)
    is_email_verified = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    updated_at = models.DateTimeField(auto_now=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["username"]

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="user_email_any_case"),
            models.CheckConstraint(
                condition=models.Q(about__length__lte=2000), name="user_about_length"
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_has_email"),
            models.CheckConstraint(condition=~models.Q(username=""), name="user_has_username"),
        ]

    def __str__(self) -> str:
        return self.username

    def save(self, *args: object, **kwargs: object) -> None:
        """Keep the folded user name in step with the one shown."""
        self.username_key = username_key(self.username)
        fields = kwargs.get("update_fields")
        if isinstance(fields, (list, tuple, set, frozenset)) and "username" in fields:
            kwargs["update_fields"] = {*fields, "username_key"}
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def full_name(self) -> str:
        """First and last name, as contracts that speak of one name show it."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def role(self) -> str:
        """`admin` for a superuser, else `user` (contracts/README.md, "User")."""
        return "admin" if self.is_superuser else "user"


class Session(models.Model):
    """One sign-in; every token and every signed-in browser points at one.

    A session without `refresh_digest` cannot be prolonged. The digests are SHA-256 of the
    refresh token's identifier, never the token.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sessions")
    door = models.CharField(max_length=20)
    user_agent = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    refresh_digest = models.CharField(max_length=64, blank=True)
    spent_digest = models.CharField(max_length=64, blank=True)
    rotated_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.door} since {self.created_at:%Y-%m-%d %H:%M}"


class MailPurpose(models.TextChoices):
    """What a mail is for."""

    RESET = "reset", "password reset"
    VERIFY = "verify", "e-mail verification"
    ADDRESS_CHANGED = "address_changed", "notice to the old address"


class MailToken(models.Model):
    """A single-use secret sent by mail; only its SHA-256 digest is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mail_tokens")
    purpose = models.CharField(max_length=20, choices=MailPurpose.choices)
    address = models.EmailField(max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.purpose} token of user {self.user_id}"


class OutgoingMail(models.Model):
    """A mail that waits for the sender; gone once it is sent.

    It names an address, a purpose and the language of whoever asked: the token and the words
    are made at the moment of sending, so that no secret rests in the table, and a request for
    an unknown address costs the same as one for a known one.
    """

    purpose = models.CharField(max_length=20, choices=MailPurpose.choices)
    address = models.EmailField(max_length=254)
    created_at = models.DateTimeField(auto_now_add=True)
    # What it is written in for somebody whose profile names no language. The default is the
    # database's as well: the version before leaves mails here without one.
    language = models.CharField(
        max_length=5, blank=True, choices=settings.LANGUAGES, default="", db_default=""
    )
    due_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.purpose} mail, due {self.due_at:%Y-%m-%d %H:%M}"
