"""People, tasks and boards for tests, straight into their tables: no events, no limits."""

from typing import Any

from accounts.models import User
from tasks.models import Board, Category, Task, TaskStatus

#: The rows of the permission table (contracts/README.md, "Who may do what").
ROLES = ("author", "assignee", "owner", "member", "marked", "outsider")


def make_user(name: str = "ann", **fields: Any) -> User:
    """Somebody called `name`; without `password` they cannot sign in by one."""
    first_name = fields.pop("first_name", name.title())
    email = fields.pop("email", f"{name}@example.com")
    return User.objects.create_user(
        email, name, first_name=first_name, last_name=fields.pop("last_name", "Example"), **fields
    )


def make_task(author: User, title: str = "Write the report", **fields: Any) -> Task:
    """A task of the author's; `category` picks the first status of one."""
    marked = fields.pop("marked", ())
    category = fields.pop("category", Category.TO_DO)
    status = fields.pop("status", None) or TaskStatus.objects.first_of(category)
    task = Task.objects.create(author=author, title=title, status=status, **fields)
    task.marked_users.set(marked)
    return task


def make_board(owner: User, name: str = "Plans", **fields: Any) -> Board:
    """A board of the owner's, private unless told otherwise."""
    members = fields.pop("members", ())
    board = Board.objects.create(owner=owner, name=name, **fields)
    board.members.set(members)
    return board
