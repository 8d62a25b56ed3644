"""Tasks, the statuses they move through, boards, and the log of what happened."""

import datetime
import time
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from tasks.queries import (
    BoardQuerySet,
    EventQuerySet,
    FavouriteQuerySet,
    StatusQuerySet,
    TaskQuerySet,
)

TITLE_LENGTH = 255
DESCRIPTION_LENGTH = 10_000
NAME_LENGTH = 100


#: What lies between neighbours in a column when there is room.
GAP = 65_536.0


def new_position() -> float:
    """The place of a task made now: above all that were made before it.

    A gap a second leaves a double some twenty halvings between any two of them.
    """
    return -time.time() * GAP


def length_between(field: str, least: int, most: int) -> models.Q:
    """A condition on the length of a text, for check constraints."""
    return models.Q(**{f"{field}__length__gte": least, f"{field}__length__lte": most})


class Category(models.TextChoices):
    """What a status means to contracts that know no custom statuses."""

    TO_DO = "ToDo", "To do"
    IN_PROGRESS = "InProgress", "In progress"
    DONE = "Done", "Done"


class Priority(models.TextChoices):
    """How pressing a task is."""

    HIGH = "High"
    MEDIUM = "Medium"
    LOW = "Low"


class Visibility(models.TextChoices):
    """Who may read a task beside those it names."""

    PARTICIPANTS = "participants", "Participants"
    TEAM = "team", "Everyone signed in"


class TaskStatus(models.Model):
    """A column that tasks move through; the last of a category cannot go."""

    name = models.CharField(max_length=NAME_LENGTH)
    # No SlugField, which refuses the vowels of many scripts: see `tasks.slugs`.
    slug = models.CharField(max_length=NAME_LENGTH, unique=True)
    position = models.PositiveIntegerField(default=0)
    category = models.CharField(
        max_length=10, choices=Category.choices, default=Category.IN_PROGRESS
    )

    objects = StatusQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        verbose_name_plural = "task statuses"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(category__in=Category.values), name="status_category"
            ),
            # SQLite takes a longer text than its column says, so every length is said again.
            models.CheckConstraint(
                condition=length_between("name", 1, NAME_LENGTH), name="status_name_length"
            ),
            models.CheckConstraint(
                condition=length_between("slug", 1, NAME_LENGTH), name="status_slug_length"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Board(models.Model):
    """A set of tasks with an owner and members; not private means readable by everyone.

    `version` grows by one with every change of its own fields, as a task's does.
    """

    name = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_LENGTH, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="owned_boards"
    )
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="boards", blank=True)
    is_private = models.BooleanField(default=True)
    # The database's default is for rows that an older server writes while a new one is being
    # rolled out.
    version = models.IntegerField(default=1, db_default=1, editable=False)
    # Set by the services, as a task's are.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = BoardQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=length_between("name", 1, TITLE_LENGTH), name="board_name_length"
            ),
            models.CheckConstraint(
                condition=length_between("description", 0, DESCRIPTION_LENGTH),
                name="board_description_length",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Favourite(models.Model):
    """A person's mark on a board."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="favourites"
    )
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="favourites")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FavouriteQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "board"], name="favourite_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} likes {self.board_id}"


class Task(models.Model):
    """One thing to do (contracts/README.md, "Task").

    `version` grows by one with every change; it is what `ETag` and `If-Match` compare.
    `marked_ids` are the marked users in ascending order where whoever loaded the task knows
    them (services do), so that an answer needs no query for them; else None. `found` are the
    columns and the marks that a `rows.Reading` found together, in one statement.
    """

    marked_ids: tuple[int, ...] | None = None
    found: tuple[Any, ...] | None = None

    title = models.CharField(max_length=TITLE_LENGTH)
    description = models.TextField(max_length=DESCRIPTION_LENGTH, blank=True)
    status = models.ForeignKey(TaskStatus, on_delete=models.PROTECT, related_name="tasks")
    priority = models.CharField(max_length=6, choices=Priority.choices, default=Priority.MEDIUM)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="authored_tasks",
        db_index=False,
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="assigned_tasks",
        null=True,
        blank=True,
        db_index=False,
    )
    marked_users = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="marked_tasks", blank=True
    )
    board = models.ForeignKey(
        Board,
        on_delete=models.SET_NULL,
        related_name="tasks",
        null=True,
        blank=True,
        db_index=False,
    )
    parent = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="sub_tasks", null=True, blank=True
    )
    due_date = models.DateField(null=True, blank=True)
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.PARTICIPANTS
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    # Its place in a column of a board, small numbers first; the database's default is for
    # rows that an older server writes while a new one is being rolled out.
    position = models.FloatField(default=new_position, db_default=0.0, editable=False)
    # Set by the services: equal at first, and the second only ever grows, which auto_now
    # promises neither of.
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    # When it last came to the done side, by the services; null while it is not there. The
    # log cannot tell for long: it is pruned.
    done_at = models.DateTimeField(null=True, editable=False)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["author", "-id"], name="task_by_author"),
            models.Index(fields=["author", "due_date", "-id"], name="task_by_due"),
            models.Index(fields=["assignee", "-id"], name="task_by_assignee"),
            models.Index(fields=["board", "-id"], name="task_by_board"),
            models.Index(fields=["board", "status", "position", "-id"], name="task_by_column"),
            models.Index(
                fields=["-id"], name="task_of_team", condition=models.Q(visibility="team")
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=length_between("title", 1, TITLE_LENGTH), name="task_title_length"
            ),
            models.CheckConstraint(
                condition=length_between("description", 0, DESCRIPTION_LENGTH),
                name="task_description_length",
            ),
            models.CheckConstraint(
                condition=models.Q(priority__in=Priority.values), name="task_priority"
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=Visibility.values), name="task_visibility"
            ),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("id")), name="task_not_its_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def completed(self) -> bool:
        """Whether the status counts as done; reads self.status."""
        return self.status.category == Category.DONE

    def note_side(self, was_done: bool, now: datetime.datetime) -> None:
        """Sets `done_at` after a change of the status; reads self.status."""
        if self.completed != was_done:
            self.done_at = now if self.completed else None


class Event(models.Model):
    """One change, written in its transaction and never changed again (`tasks.events`).

    `audience` lists the ids of those who could read the task after the change, `former`
    those who could before and no longer can; null means everyone signed in.
    """

    type = models.CharField(max_length=32)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # No foreign keys: the row outlives its task and board.
    task_id = models.BigIntegerField()
    board_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict)
    audience = models.JSONField(null=True, default=list)
    former = models.JSONField(null=True, default=list)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["task_id", "id"], name="event_by_task")]

    def __str__(self) -> str:
        return f"{self.type} {self.task_id}"


class LogStart(models.Model):
    """Where the log begins: one row, once anything was pruned (`events.pruned_to`)."""

    pruned_to = models.BigIntegerField()

    def __str__(self) -> str:
        return f"after {self.pruned_to}"


class Revision(models.Model):
    """How often a kind of thing was changed that answers about tasks or pages show.

    Triggers write it, a row for each kind they watch (`tasks.triggers`); `value` only grows.
    """

    kind = models.CharField(max_length=63, primary_key=True)
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}: {self.value}"
