"""What can go wrong with accounts and sign-ins."""

from django.utils.translation import gettext_noop

from taskhub.errors import Conflict, NotAllowed, NotFound, Unauthenticated


class EmailTaken(Conflict):
    """Somebody has this address already."""

    message = gettext_noop("Email already exists")


class UsernameTaken(Conflict):
    """Somebody has this user name already."""

    message = gettext_noop("Username already exists")


class InvalidCredentials(Unauthenticated):
    """Address and password do not fit; which of them is never told."""

    message = gettext_noop("Invalid email or password")


class InvalidToken(Unauthenticated):
    """The token is forged, run out, ended, spent, or of another kind."""

    message = gettext_noop("Invalid or expired token")


class UserNotFound(NotFound):
    """No such person."""

    message = gettext_noop("User not found")


class NotYourAccount(NotAllowed):
    """Only the person, or a superuser, may do this."""

    message = gettext_noop("You may not do this with somebody else's account")
