"""What can go wrong with tasks, statuses and boards."""

from taskhub.errors import Conflict, NotAllowed, NotFound


class TaskNotFound(NotFound):
    """No such task, or none that the caller may read."""

    message = "Task not found"


class BoardNotFound(NotFound):
    """No such board, or none that the caller may see."""

    message = "Board not found"


class StatusNotFound(NotFound):
    """No such status."""

    message = "Status not found"


class NotYourTask(NotAllowed):
    """The caller may not do this with the task; `verb` is what was tried."""

    def __init__(self, verb: str) -> None:
        super().__init__(f"Not authorized to {verb} this task")
        self.verb = verb


class NotYourBoard(NotAllowed):
    """Only the owner may do this with the board."""

    message = "Only the owner of the board may do this"


class StatusInUse(Conflict):
    """Tasks still have this status, so it stays."""

    message = "The status is in use by tasks and cannot be deleted"


class LastOfCategory(Conflict):
    """Every category keeps at least one status."""

    message = "The last status of its category cannot be deleted or moved to another category"


class VersionMismatch(Conflict):
    """The thing has changed since the version that the caller knows."""

    message = "The task has changed since you read it"


class NotOnBoard(NotAllowed):
    """The caller sees the board but may put no tasks there."""

    message = "Only the owner and the members of the board may put tasks there"


class NothingToUndo(Conflict):
    """There is no change of the task, or it has changed again since."""

    message = "There is no change left that could be undone"
