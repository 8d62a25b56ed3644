"""What can go wrong with tasks, statuses and boards."""

from typing import ClassVar

from django.utils.translation import gettext_noop

from taskhub.errors import Conflict, NotAllowed, NotFound


class TaskNotFound(NotFound):
    """No such task, or none that the caller may read."""

    message = gettext_noop("Task not found")


class BoardNotFound(NotFound):
    """No such board, or none that the caller may see."""

    message = gettext_noop("Board not found")


class StatusNotFound(NotFound):
    """No such status."""

    message = gettext_noop("Status not found")


class NotYourTask(NotAllowed):
    """The caller may not do this with the task; `verb` is what was tried."""

    messages: ClassVar = {
        "update": gettext_noop("Not authorized to update this task"),
        "delete": gettext_noop("Not authorized to delete this task"),
        "analyze": gettext_noop("Not authorized to analyze this task"),
        "comment on": gettext_noop("Not authorized to comment on this task"),
    }

    def __init__(self, verb: str) -> None:
        super().__init__(self.messages[verb])
        self.verb = verb


class NotYourBoard(NotAllowed):
    """Only the owner may do this with the board."""

    message = gettext_noop("Only the owner of the board may do this")


class StatusInUse(Conflict):
    """Tasks still have this status, so it stays."""

    message = gettext_noop("The status is in use by tasks and cannot be deleted")


class LastOfCategory(Conflict):
    """Every category keeps at least one status."""

    message = gettext_noop(
        "The last status of its category cannot be deleted or moved to another category"
    )


class VersionMismatch(Conflict):
    """The thing has changed since the version that the caller knows."""

    message = gettext_noop("The task has changed since you read it")


class BoardVersionMismatch(VersionMismatch):
    """The same of a board."""

    message = gettext_noop("The board has changed since you read it")


class NotOnBoard(NotAllowed):
    """The caller sees the board but may put no tasks there."""

    message = gettext_noop("Only the owner and the members of the board may put tasks there")


class NothingToUndo(Conflict):
    """There is no change of the task, or it has changed again since."""

    message = gettext_noop("There is no change left that could be undone")
