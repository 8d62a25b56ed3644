"""Who may do what with tasks and boards: the table of the contracts as code.

Who may *read* is a query, `Task.objects.visible_to`. Whoever asks here holds the row, or
uses the answer only to decide what to show.
"""

from collections.abc import Callable

from accounts.models import User
from accounts.policy import require_administer
from tasks.errors import NotYourBoard, NotYourTask
from tasks.models import Board, Task


def may_update(user: User, task: Task) -> bool:
    """Author, assignee, owner and members of the board; one query if a board decides."""
    return user.pk in (task.author_id, task.assignee_id) or works_on_board(user, task.board_id)


def may_analyse(user: User, task: Task) -> bool:
    """Whoever may update; one query if a board decides."""
    return may_update(user, task)


def may_delete(user: User, task: Task) -> bool:
    """The author."""
    return user.pk == task.author_id


def may_change_board(user: User, board: Board) -> bool:
    """The owner."""
    return user.pk == board.owner_id


def works_on_board(user: User, board_id: int | None) -> bool:
    """Whether the user owns the board or is a member; one query if there is a board."""
    if board_id is None:
        return False
    return Board.objects.filter(pk=board_id).worked_by(user).exists()


_RULES: dict[str, Callable[[User, Task], bool]] = {
    "update": may_update,
    "analyze": may_analyse,
    "delete": may_delete,
}


def require(user: User, verb: str, task: Task, *, moderating: bool = False) -> None:
    """Refuses with `NotYourTask` who may not do this with the task.

    `moderating` is the admin's way in: a superuser, whatever the table says.
    """
    if moderating:
        require_administer(user)
    elif not _RULES[verb](user, task):
        raise NotYourTask(verb)


def require_board(user: User, board: Board, *, moderating: bool = False) -> None:
    """Refuses with `NotYourBoard` who does not own the board; `moderating` as above."""
    if moderating:
        require_administer(user)
    elif not may_change_board(user, board):
        raise NotYourBoard
