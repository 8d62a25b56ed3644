"""One change of many tasks at once, with an outcome for each."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from accounts.models import User
from taskhub.errors import DomainError
from tasks.errors import TaskNotFound
from tasks.models import Task
from tasks.services.tasks import delete_task, update_task

#: Tasks that one request may change.
MOST = 200


class Outcome(NamedTuple):
    """What became of one task; `error` is None where all went well."""

    task_id: int
    title: str
    error: DomainError | None


def change_tasks(
    *, actor: User, task_ids: Iterable[int], changes: Mapping[str, Any]
) -> list[Outcome]:
    """Each of these tasks with these changes (`update_task`), or what stood against it."""
    return [
        _tried(pk, task, lambda task: update_task(actor=actor, task=task, changes=changes))
        for pk, task in _found(actor, task_ids)
    ]


def delete_tasks(*, actor: User, task_ids: Iterable[int]) -> list[Outcome]:
    """Each of these tasks gone, or what stood against it."""
    return [
        _tried(pk, task, lambda task: delete_task(actor=actor, task=task))
        for pk, task in _found(actor, task_ids)
    ]


def _found(actor: User, task_ids: Iterable[int]) -> list[tuple[int, Task | None]]:
    """The tasks in the order they were named; None for what the actor may not read."""
    wanted = list(dict.fromkeys(task_ids))[:MOST]
    seen = Task.objects.visible_to(actor).in_bulk(wanted)
    return [(pk, seen.get(pk)) for pk in wanted]


def _tried(pk: int, task: Task | None, change: Any) -> Outcome:
    # A transaction each: one that may not be changed does not hold back the others.
    if task is None:
        return Outcome(pk, "", TaskNotFound())
    try:
        change(task)
    except DomainError as error:
        return Outcome(pk, task.title, error)
    return Outcome(pk, task.title, None)
