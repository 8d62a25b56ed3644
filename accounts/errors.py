"""What can go wrong with accounts and sign-ins."""

from taskhub.errors import Conflict, NotAllowed, NotFound, Unauthenticated


class EmailTaken(Conflict):
    """Somebody has this address already."""

    message = "Email already exists"


class UsernameTaken(Conflict):
    """Somebody has this user name already."""

    message = "Username already exists"


class InvalidCredentials(Unauthenticated):
    """Address and password do not fit; which of them is never told."""

    message = "Invalid email or password"


class InvalidToken(Unauthenticated):
    """The token is forged, run out, ended, spent, or of another kind."""

    message = "Invalid or expired token"


class UserNotFound(NotFound):
    """No such person."""

    message = "User not found"


class NotYourAccount(NotAllowed):
    """Only the person, or a superuser, may do this."""

    message = "You may not do this with somebody else's account"
