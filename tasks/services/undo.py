"""Taking the last change of a task back."""

from typing import Any

from accounts.models import User
from tasks import events, locks
from tasks.errors import NothingToUndo
from tasks.models import Board, Event, Task, TaskStatus
from tasks.services.tasks import update_task

_FIELDS = frozenset(
    {
        "title",
        "description",
        "priority",
        "visibility",
        "due_date",
        "status",
        "assignee",
        "marked",
        "board",
        "parent",
    }
)


def last_change(task: Task) -> Event | None:
    """The change that can be taken back: the newest, if the task is still as it left it.

    One statement. What happened to comments, suggestions and places in a column is passed over.
    """
    changes = Event.objects.of_task(task.pk).filter(type=events.TASK_UPDATED).order_by("-id")
    for event in changes[:20]:
        if _FIELDS & event.payload["changed"].keys():
            return event if event.payload["task"]["version"] == task.version else None
    return None


@locks.one_transaction
def undo_last_change(*, actor: User, task: Task, version: int | None = None) -> Task:
    """The task as it was before its last change: an update by the actor like any other.

    Undoing twice brings the change back. With a `version` the task must still have it.
    Raises `NothingToUndo`, and what `update_task` does.
    """
    task = Task.objects.filter(pk=task.pk).first() or task
    event = last_change(task)
    if event is None:
        raise NothingToUndo
    changes = _reversed(event.payload["changed"])
    wanted = task.version if version is None else version
    undone = update_task(actor=actor, task=task, changes=changes, version=wanted)
    if undone.version == wanted:
        raise NothingToUndo  # the board or the person it was changed from is gone
    return undone


def _reversed(changed: dict[str, list[Any]]) -> dict[str, Any]:
    """The changes that lead back, as `update_task` takes them."""
    old = {name: pair[0] for name, pair in changed.items() if name in _FIELDS}
    if "due_date" in old:
        old["due_date"] = events.day(old["due_date"])
    # Whoever or whatever is gone is refused or left out by the update itself.
    if "status" in old:
        old["status"] = TaskStatus.objects.filter(pk=old["status"]).first()
    if "assignee" in old:
        old["assignee"] = User.objects.filter(pk=old["assignee"]).first()
    if "marked" in old:
        old["marked"] = User.objects.filter(pk__in=old["marked"])
    if "board" in old:
        old["board"] = Board.objects.filter(pk=old["board"]).first()
    if "parent" in old:
        old["parent"] = Task.objects.filter(pk=old["parent"]).first()
    return old
