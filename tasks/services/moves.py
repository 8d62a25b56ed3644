"""Moving a task between the columns of a board, and within one."""

from django.utils.translation import gettext_noop

from accounts.models import User
from taskhub.errors import Invalid
from tasks import events, locks, policy, versions
from tasks.errors import VersionMismatch
from tasks.models import GAP, Task, TaskStatus, new_position
from tasks.queries import TaskQuerySet
from tasks.services.tasks import update_task

#: Cards written by one statement when a column is numbered anew.
_PORTION = 500


@locks.one_transaction
def move_task(
    *,
    actor: User,
    task: Task,
    status: TaskStatus,
    before: Task | None = None,
    after: Task | None = None,
    version: int | None = None,
) -> Task:
    """The task in the column of this status, next to a neighbour or at the top of it.

    It comes right above `before`, or right below `after`. A neighbour that has left the
    column meanwhile counts for nothing: the move is what was wanted, the place is not. A
    move within the column is an event but no new version, for nobody's text has changed.
    Locks the row; the whole column, when there is no room left between two neighbours.
    Raises `TaskNotFound`, `NotYourTask`, `VersionMismatch`, `Invalid`.
    """
    # In the order of all locks: the statuses first.
    if all(each.pk != status.pk for each in TaskStatus.objects.held()):
        raise Invalid({"status": [gettext_noop("No such status.")]})
    _hold_where_full(task, status, before, after)
    task = Task.objects.locked(task.pk)
    policy.require(actor, "update", task)
    if not versions.fits(task.version, version):
        raise VersionMismatch
    if status.pk != task.status_id:
        task = update_task(actor=actor, task=task, changes={"status": status})
        _place(task, before, after)
        return task
    old = task.position
    if _place(task, before, after):
        payload = events.update_payload(events.snapshot(task), {"position": [old, task.position]})
        events.record(events.TASK_UPDATED, task=task, actor=actor, payload=payload)
    return task


def _hold_where_full(
    task: Task, status: TaskStatus, before: Task | None, after: Task | None
) -> None:
    """Locks the task with the column it comes into, where that must be numbered anew.

    By their ids and before any of them is held: of two who hold a card each and then want
    the whole column, one would have to give way.
    """
    column = Task.objects.filter(board=task.board_id, status=status)
    if _between(*_neighbours(column.exclude(pk=task.pk), before, after)) is None:
        wanted = column | Task.objects.filter(pk=task.pk)
        list(wanted.select_for_update().order_by("id").values_list("pk"))


def _place(task: Task, before: Task | None, after: Task | None) -> bool:
    """Writes the task's new position; whether it differs from the old one."""
    others = Task.objects.column_of(task).exclude(pk=task.pk)
    position = _between(*_neighbours(others, before, after))
    if position is None:
        _number_anew(others)
        position = _between(*_neighbours(others, before, after))
    if position in (None, task.position):
        return False
    assert position is not None
    task.position = position
    Task.objects.filter(pk=task.pk).update(position=position)
    return True


def _neighbours(
    others: TaskQuerySet, before: Task | None, after: Task | None
) -> tuple[float | None, float | None]:
    """The positions that the new one comes between; up to two statements."""
    places = others.order_by("position").values_list("position", flat=True)
    upper = places.filter(pk=after.pk).first() if after else None
    if upper is not None:
        return upper, places.filter(position__gt=upper).first()
    lower = places.filter(pk=before.pk).first() if before else None
    if lower is not None:
        return places.filter(position__lt=lower).reverse().first(), lower
    return None, places.first()


def _between(upper: float | None, lower: float | None) -> float | None:
    """A number between the two; None when no double is left there."""
    if lower is None:
        return new_position() if upper is None else upper + GAP
    if upper is None:
        # Above the top card, and above those that were made or moved there long ago.
        return min(lower - GAP, new_position())
    middle = upper + (lower - upper) / 2
    return middle if upper < middle < lower else None


def _number_anew(column: TaskQuerySet) -> None:
    """Gives the cards of a column their gaps back, in the order they are in; locks them."""
    held = list(column.select_for_update().order_by("id").only("pk", "position"))
    held.sort(key=lambda task: (task.position, -task.pk))
    top = held[0].position if held else 0.0
    for place, task in enumerate(held):
        task.position = top + place * GAP
    Task.objects.bulk_update(held, ["position"], batch_size=_PORTION)
