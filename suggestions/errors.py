"""What can go wrong with suggestions."""

from taskhub.errors import Conflict, NotFound


class SuggestionNotFound(NotFound):
    """No such suggestion, or none that the caller may read."""

    message = "Suggestion not found"


class AlreadyAccepted(Conflict):
    """Its sub-tasks have been made."""

    message = "The suggestion has already been accepted"
