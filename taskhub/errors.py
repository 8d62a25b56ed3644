"""What can go wrong in the domain, in words and kinds; no door's status codes.

Every error a service raises is one of six kinds. A surface decides how a kind is worded
and numbered; a subclass says what happened.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop


class DomainError(Exception):
    """The base of all errors that a caller may be told about."""

    message = gettext_noop("The request could not be carried out")

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.message)
        self.message = message or self.message


class Invalid(DomainError):
    """The caller sent something that breaks a rule; `fields` maps names to messages."""

    message = gettext_noop("Invalid input")

    def __init__(
        self,
        fields: Mapping[str, Sequence[str]] | None = None,
        message: str | None = None,
    ) -> None:
        super().__init__(message)
        self.fields = {name: list(texts) for name, texts in (fields or {}).items()}


class Unauthenticated(DomainError):
    """Nobody is signed in, or the proof offered is not good."""

    message = gettext_noop("Authentication is required")


class NotAllowed(DomainError):
    """The caller is known and may not do this."""

    message = gettext_noop("You may not do this")


class NotFound(DomainError):
    """There is no such thing, or the caller may not know that there is."""

    message = gettext_noop("Not found")


class Conflict(DomainError):
    """The state of things stands against it."""

    message = gettext_noop("This conflicts with the present state")


class RateLimited(DomainError):
    """Too many attempts; `retry_after` is the wait in whole seconds, at least 1."""

    message = gettext_noop("Too many requests, try again later")

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = max(1, retry_after)
