"""What can go wrong with suggestions."""

from taskhub.errors import Conflict, NotAllowed, NotFound


class SuggestionNotFound(NotFound):
    """No such suggestion, or none that the caller may read."""

    message = "Suggestion not found"


class AlreadyAccepted(Conflict):
    """Its sub-tasks have been made."""

    message = "The suggestion has already been accepted"


class AlreadyDismissed(Conflict):
    """It has been put out of the way."""

    message = "The suggestion has been dismissed"


class NotYoursToDecide(NotAllowed):
    """The caller may read the suggestion, and that is all."""

    message = "Only those who may analyze the task may accept or dismiss its suggestions"
