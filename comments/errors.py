"""What can go wrong with comments."""

from typing import ClassVar

from django.utils.translation import gettext_noop

from taskhub.errors import NotAllowed, NotFound
from tasks.errors import VersionMismatch


class CommentNotFound(NotFound):
    """No such comment, or none that the caller may read."""

    message = gettext_noop("Comment not found")


class CommentChanged(VersionMismatch):
    """The comment has changed since the version that the caller knows."""

    message = gettext_noop("The comment has changed since you read it")


class NotYourComment(NotAllowed):
    """Only its author may do this, and only while they may read the task."""

    messages: ClassVar = {
        "update": gettext_noop("Not authorized to update this comment"),
        "delete": gettext_noop("Not authorized to delete this comment"),
    }

    def __init__(self, verb: str) -> None:
        super().__init__(self.messages[verb])
        self.verb = verb
