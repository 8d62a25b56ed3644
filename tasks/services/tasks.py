"""Creating, changing, completing and deleting tasks."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import CharField
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts.models import User
from accounts.policy import require_administer
from taskhub.compiled import (
    CompiledCreation,
    CompiledInsert,
    CompiledRemoval,
    CompiledSwap,
    CompiledUpdate,
    Slot,
    Telling,
    number,
)
from taskhub.errors import Invalid
from tasks import events, locks, policy, rules, versions
from tasks.errors import BoardNotFound, NotOnBoard, VersionMismatch
from tasks.models import (
    DESCRIPTION_LENGTH,
    TITLE_LENGTH,
    Board,
    Category,
    Event,
    Priority,
    Task,
    TaskStatus,
    Visibility,
)
from tasks.rows import TaskRow, is_as_found
from tasks.services.bulk import later_than, rewrite
from tasks.versions import Versions

#: How many tasks may stand above one another.
DEPTH = 20

_RULES: dict[str, rules.Rule] = {
    "title": rules.text(TITLE_LENGTH, blank=False),
    "description": rules.text(DESCRIPTION_LENGTH),
    "priority": rules.choice(Priority.values),
    "visibility": rules.choice(Visibility.values),
    "due_date": rules.day,
    "category": rules.choice(Category.values),
    "completed": rules.flag,
}
_LINKS = frozenset({"status", "assignee", "marked", "board", "parent"})
_OWN = frozenset({"title", "description", "priority", "visibility", "due_date"})
_COLUMNS = frozenset(TaskRow._fields) - {"category"}


def create_task(
    *,
    actor: User,
    title: str,
    description: str = "",
    status: TaskStatus | None = None,
    priority: str = Priority.MEDIUM,
    assignee: User | None = None,
    marked: Collection[User] = (),
    board: Board | None = None,
    parent: Task | None = None,
    due_date: datetime.date | None = None,
    visibility: str = Visibility.PARTICIPANTS,
    moderating: bool = False,
) -> Task:
    """A new task of the actor's; without a status it gets the first `ToDo` one.

    Two statements for a plain task, three on SQLite. A superuser who is moderating puts it on
    any board. Raises `Invalid`, `BoardNotFound`, `NotOnBoard`.
    """
    if moderating:
        require_administer(actor)
    plain = {
        "title": title,
        "description": description,
        "priority": priority,
        "due_date": due_date,
        "visibility": visibility,
    }
    plain = rules.cleaned(plain, _RULES)
    links = {"assignee": assignee, "marked": marked, "board": board, "parent": parent}
    given = {name: link for name, link in links.items() if link}
    if _creation.in_one and not (given.keys() & {"board", "parent"} or locks.inside()):
        task = _draft(actor, plain, status, TaskStatus.objects.current())
        _link(task, given, actor=actor)
        if _create_in_one(task, actor):
            return task
    return _create_held(actor, plain, status, given, moderating=moderating)


def _draft(
    actor: User, plain: Mapping[str, Any], wanted: TaskStatus | None, statuses: list[TaskStatus]
) -> Task:
    now = timezone.now()
    task = Task(author=actor, created_at=now, updated_at=now, **plain)
    task.status = _status(statuses, wanted) if wanted else _first_of(statuses, Category.TO_DO)
    task.note_side(False, now)
    task.marked_ids = ()
    return task


def _create_in_one(task: Task, actor: User) -> bool:
    """Writes a task that stands by itself, and its event, if its status is as it was read."""
    # The id that is missing yet is put in by the database.
    payload, readers = {"task": events.snapshot(task)}, events.readers_of(task)
    entry = events.Entry(task, payload, readers, readers)
    status = {"status": task.status_id, "category": task.status.category}
    write = partial(_creation.create, task, task.marked_ids or (), **status)
    return events.record_with(write, events.TASK_CREATED, entry, actor=actor)


@locks.one_transaction
def _create_held(
    actor: User,
    plain: Mapping[str, Any],
    status: TaskStatus | None,
    given: Mapping[str, Any],
    *,
    moderating: bool,
) -> Task:
    task = _draft(actor, plain, status, _hold({**given, "status": status}))
    _link(task, given, actor=actor, moderating=moderating)
    _creation.run(task, task.marked_ids or ())
    payload = {"task": events.snapshot(task)}
    events.record(events.TASK_CREATED, task=task, actor=actor, payload=payload)
    return task


def update_task(
    *,
    actor: User,
    task: Task,
    changes: Mapping[str, Any],
    version: Versions = None,
    moderating: bool = False,
) -> Task:
    """The task with these changes and no others; locks the row.

    Keys are those of `create_task`; `category`, which moves the task to the first status
    of a category it is not in yet, and `completed`, which moves it to the first one of that
    side unless it is there. `marked` replaces the set. With a `version` the task must
    still have it. What changes nothing leaves no trace. Raises `TaskNotFound`,
    `NotYourTask`, `VersionMismatch`, `Invalid`, `BoardNotFound`, `NotOnBoard`.
    """
    if not moderating and _may_swap(actor, task, changes, version):
        before = _Before(task)
        _change(task, changes, [])
        if before.swap(actor):
            return task
    return _update_locked(
        actor=actor, task=task, changes=changes, version=version, moderating=moderating
    )


def _may_swap(actor: User, task: Task, changes: Mapping[str, Any], version: Versions) -> bool:
    """Whether nothing but a change meanwhile can stand against these changes of the task.

    Then its row needs no lock: it is written where it still has the version that was read.
    Who reads what is on a board depends on more than that version.
    """
    return (
        changes.keys() <= _OWN
        and task.board_id is None
        and not locks.inside()
        and is_as_found(task)
        and policy.may_update(actor, task)
        and versions.fits(task.version, version)
    )


@locks.one_transaction
def _update_locked(
    *,
    actor: User,
    task: Task,
    changes: Mapping[str, Any],
    version: Versions,
    moderating: bool,
) -> Task:
    if changes.get("parent"):
        locks.serialise(locks.TREE)
    statuses = _hold(changes)
    task = Task.objects.locked(task.pk)
    policy.require(actor, "update", task, moderating=moderating)
    _require_version(task, version)
    before = _Before(task)
    _change(task, changes, statuses)
    _link(task, changes, actor=actor, moderating=moderating)
    return before.store(actor)


@locks.one_transaction
def set_completed(
    *, actor: User, task: Task, completed: bool | None, version: Versions = None
) -> Task:
    """Complete or reopen the task, or toggle it for None; locks the row."""
    statuses = TaskStatus.objects.held()
    task = Task.objects.locked(task.pk)
    policy.require(actor, "update", task)
    _require_version(task, version)
    wanted = not task.completed if completed is None else completed
    if wanted == task.completed:
        return task  # a task on the right side keeps its own status
    before = _Before(task)
    task.status = _first_of(statuses, Category.DONE if wanted else Category.TO_DO)
    return before.store(actor)


@locks.one_transaction
def delete_task(
    *, actor: User, task: Task, version: Versions = None, moderating: bool = False
) -> None:
    """The task goes, with its comments and suggestions; its sub-tasks stay, without parent."""
    task = Task.objects.locked(task.pk)
    policy.require(actor, "delete", task, moderating=moderating)
    _require_version(task, version)
    # No new ones come: whoever wants to attach a sub-task holds the row that we have locked.
    rewrite(Task.objects.filter(parent=task), actor=actor, parent=None)
    payload = {"task": events.snapshot(task)}
    events.record(events.TASK_DELETED, task=task, actor=actor, payload=payload)
    _removal.run(task.pk)


def _hold(links: Mapping[str, Any]) -> list[TaskStatus]:
    """Keeps what a task is to point at; all statuses, if its status is to be set."""
    touched = links.keys() & {"status", "category", "completed"}
    statuses = TaskStatus.objects.held() if touched else []
    if board := links.get("board"):
        locks.hold(Board.objects.filter(pk=board.pk))
    if parent := links.get("parent"):
        locks.hold(Task.objects.filter(pk=parent.pk))
    return statuses


def _require_version(task: Task, version: Versions) -> None:
    if not versions.fits(task.version, version):
        raise VersionMismatch


def _change(task: Task, changes: Mapping[str, Any], statuses: list[TaskStatus]) -> None:
    """Sets the task's own fields and its status."""
    own = {name: value for name, value in changes.items() if name not in _LINKS}
    own = rules.cleaned(own, _RULES)
    category = own.pop("category", task.status.category)
    completed = own.pop("completed", None)
    for name, value in own.items():
        setattr(task, name, value)
    if "status" in changes:
        task.status = _status(statuses, changes["status"])
    elif category != task.status.category:
        task.status = _first_of(statuses, category)
    if completed not in (None, task.completed):
        if changes.keys() & {"status", "category"}:
            raise Invalid({"completed": [gettext_noop("This contradicts the status.")]})
        task.status = _first_of(statuses, Category.DONE if completed else Category.TO_DO)


def _status(statuses: Iterable[TaskStatus], wanted: TaskStatus | None) -> TaskStatus:
    for status in statuses:
        if wanted is not None and status.pk == wanted.pk:
            return status
    raise Invalid({"status": [gettext_noop("No such status.")]})


def _first_of(statuses: list[TaskStatus], category: str) -> TaskStatus:
    fitting = [status for status in statuses if status.category == category]
    # None only if the last of them changed sides just as we waited for it; another one, too
    # new for that query, has taken its place.
    fitting = fitting or TaskStatus.objects.held()
    fitting = [status for status in fitting if status.category == category]
    return min(fitting, key=lambda status: (status.position, status.pk))


def _link(task: Task, links: Mapping[str, Any], *, actor: User, moderating: bool = False) -> None:
    """Sets assignee, marks, board and parent, as far as they are given and new."""
    if "assignee" in links and _pk(links["assignee"]) != task.assignee_id:
        _require_active("assignee", [links["assignee"]] if links["assignee"] else [])
        task.assignee = links["assignee"]
    if "marked" in links:
        known = set(task.marked_ids or ())
        _require_active("marked", [user for user in links["marked"] if user.pk not in known])
        task.marked_ids = tuple(sorted({user.pk for user in links["marked"]}))
    if "board" in links and _pk(links["board"]) != task.board_id:
        _require_place(links["board"], actor, moderating=moderating)
        task.board = links["board"]
    if "parent" in links and _pk(links["parent"]) != task.parent_id:
        _require_parent(task, links["parent"], actor, moderating=moderating)
        task.parent = links["parent"]


def _pk(thing: User | Board | Task | None) -> int | None:
    return None if thing is None else thing.pk


def _require_active(field: str, users: Iterable[User]) -> None:
    idle = [user for user in users if not user.is_active or user.deleted_at]
    if idle:
        told = gettext("The account of %(name)s is not active.")
        raise Invalid({field: [told % {"name": user.username} for user in idle]})


def _require_place(board: Board | None, actor: User, *, moderating: bool) -> None:
    """Only who works on a board puts tasks there; up to two statements."""
    if board is None:
        return
    boards = Board.objects.filter(pk=board.pk)
    if (boards if moderating else boards.worked_by(actor)).exists():
        return
    raise NotOnBoard if boards.visible_to(actor).exists() else BoardNotFound


def _require_parent(task: Task, parent: Task | None, actor: User, *, moderating: bool) -> None:
    """The parent is there for the actor, and not below the task; one statement a level."""
    if parent is None:
        return
    seen = Task.objects.all() if moderating else Task.objects.visible_to(actor)
    if not seen.filter(pk=parent.pk).exists():
        raise Invalid({"parent": [gettext_noop("No such task.")]})
    above: int | None = parent.pk
    for _ in range(DEPTH):
        if above is None:
            return
        if above == task.pk:
            raise Invalid({"parent": [gettext_noop("A task cannot stand below itself.")]})
        above = Task.objects.filter(pk=above).values_list("parent_id", flat=True).first()
    told = gettext("Tasks can be nested %(most)s deep at most.")
    raise Invalid({"parent": [told % {"most": DEPTH}]})


def _mark(task: Task, user_ids: Iterable[int]) -> None:
    """Adds marks that are known to be new; one statement, none for nobody."""
    _insert_marks.run([_MARK(task_id=task.pk, user_id=pk) for pk in user_ids])


_MARK = Task.marked_users.through
_creation = CompiledCreation(
    *(Task, _MARK, "task_id", "user_id"),
    build=lambda: TaskStatus.objects.filter(
        pk=number("status"), category=Slot("category", CharField())
    ),
    telling=Telling(Event, column="task_id", document="payload", path=("task", "id")),
)
_insert_marks = CompiledInsert(_MARK)
_removal = CompiledRemoval(Task)
_update = CompiledUpdate(lambda: Task.objects.filter(pk=number("task")))
_swap = CompiledSwap(
    lambda: Task.objects.filter(pk=number("task"), version=number("read")), inserting=Event
)


class _Before:
    """A task as it was, to tell afterwards what has changed."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.done = task.completed
        self.version = task.version
        self.marked = set(task.marked_ids or ())
        self.told = events.snapshot(task)
        self.boards = events.board_readers([task.board_id] if task.board_id else [])
        self.readers = events.readers_through(task, self.boards)

    def store(self, actor: User) -> Task:
        """Writes what differs, and its event; nothing at all if nothing does. For a locked task."""
        if changes := self._changes():
            columns, entry = changes
            _update.run(columns, task=self.task.pk)
            self._store_marks()
            events.record_all(events.TASK_UPDATED, [entry], actor=actor)
        return self.task

    def swap(self, actor: User) -> bool:
        """The same where the task still has its version, as all of a transaction; whether it has.

        For changes of a task's own fields.
        """
        changes = self._changes()
        if changes is None:
            return True
        columns, entry = changes
        write = partial(_swap.run, columns, task=self.task.pk, read=self.version)
        return events.record_with(write, events.TASK_UPDATED, entry, actor=actor)

    def _changes(self) -> tuple[dict[str, Any], events.Entry] | None:
        """The columns to write and the event to log, the task being so; None for no change."""
        task = self.task
        told = events.snapshot(task)
        changed = events.differences(self.told, told)
        if not changed:
            return None
        task.version += 1
        task.updated_at = later_than(task.updated_at)
        task.note_side(self.done, task.updated_at)
        names = (changed.keys() & _COLUMNS) | {"version", "updated_at", "done_at"}
        told |= {"version": task.version, "updated_at": events.moment(task.updated_at)}
        payload = events.update_payload(told, changed)
        entry = events.Entry(task, payload, self.readers, self._readers())
        return {name: getattr(task, name) for name in names}, entry

    def _readers(self) -> events.Readers:
        if self.task.board_id and self.task.board_id not in self.boards:
            self.boards |= events.board_readers([self.task.board_id])
        return events.readers_through(self.task, self.boards)

    def _store_marks(self) -> None:
        now = set(self.task.marked_ids or ())
        if gone := self.marked - now:
            pairs = Task.marked_users.through.objects.filter(task_id=self.task.pk)
            pairs.filter(user_id__in=gone).delete()
        _mark(self.task, sorted(now - self.marked))
