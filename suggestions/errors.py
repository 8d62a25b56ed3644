"""What can go wrong with suggestions."""

from django.utils.translation import gettext_noop

from taskhub.errors import Conflict, NotAllowed, NotFound


class SuggestionNotFound(NotFound):
    """No such suggestion, or none that the caller may read."""

    message = gettext_noop("Suggestion not found")


class AlreadyAccepted(Conflict):
    """Its sub-tasks have been made."""

    message = gettext_noop("The suggestion has already been accepted")


class AlreadyDismissed(Conflict):
    """It has been put out of the way."""

    message = gettext_noop("The suggestion has been dismissed")


class NotYoursToDecide(NotAllowed):
    """The caller may read the suggestion, and that is all."""

    message = gettext_noop(
        "Only those who may analyze the task may accept or dismiss its suggestions"
    )
