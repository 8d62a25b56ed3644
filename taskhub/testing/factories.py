"""People, tasks, boards and comments for tests, straight in their tables: no events or limits."""

import itertools
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from accounts.models import User
from comments.models import Comment
from tasks.models import Board, Category, Task, TaskStatus

#: The rows of the permission table (contracts/README.md, "Who may do what").
ROLES = ("author", "assignee", "owner", "member", "marked", "outsider")

_numbers = itertools.count(1)


@cache
def _hashed(password: str | None) -> str:
    # Hashing is slow on purpose; once a password and run is enough.
    return make_password(password)


def make_user(name: str | None = None, *, password: str | None = None, **fields: Any) -> User:
    """Somebody called `name`, or by a number; without `password` they cannot sign in by one."""
    name = name or f"person{next(_numbers)}"
    defaults: dict[str, Any] = {
        "email": f"{name}@example.com",
        "username": name,
        "first_name": name.title(),
        "last_name": "Example",
    }
    return User.objects.create(**{**defaults, "password": _hashed(password), **fields})


def make_task(author: User, title: str = "Write the report", **fields: Any) -> Task:
    """A task of the author's; `category` picks the first status of one."""
    marked = fields.pop("marked", ())
    category = fields.pop("category", Category.TO_DO)
    status = fields.pop("status", None) or TaskStatus.objects.first_of(category)
    if status.category == Category.DONE:
        fields.setdefault("done_at", timezone.now())
    task = Task.objects.create(author=author, title=title, status=status, **fields)
    task.marked_users.set(marked)
    return task


def make_board(owner: User, name: str = "Plans", **fields: Any) -> Board:
    """A board of the owner's, private unless told otherwise."""
    members = fields.pop("members", ())
    board = Board.objects.create(owner=owner, name=name, **fields)
    board.members.set(members)
    return board


def make_comment(task: Task, author: User, text: str = "Well begun") -> Comment:
    """A comment of the author's on the task."""
    return Comment.objects.create(task=task, author=author, text=text)
