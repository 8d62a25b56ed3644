"""Who sees which tasks and boards, said once; and how their rows are locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from tasks.locks import hold

if TYPE_CHECKING:
    from accounts.models import User

    # Named in strings below, some of them.
    from tasks.models import Board, Event, Favourite, Task, TaskStatus  # noqa: F401

#: Tasks changed together are locked, written and announced in portions of this size.
PORTION = 500


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""

    def visible_to(self, user: User) -> Self:
        """Tasks this user may read: the one answer for lists, sockets and webhooks."""
        # Sub-selects for the many-to-manys: a task readable for three reasons stays
        # one row, so the result still counts, sorts and slices.
        marked = user.marked_tasks.values("pk")
        involved = Q(author=user) | Q(assignee=user) | Q(pk__in=marked)
        on_board = Q(board__owner=user) | Q(board__in=user.boards.values("pk"))
        for_all = Q(visibility="team") | Q(board__is_private=False)
        return self.filter(involved | on_board | for_all)

    def authored_by(self, user: User) -> Self:
        """Tasks this user wrote."""
        return self.filter(author=user)

    def marking(self, user: User) -> Self:
        """Tasks this user is marked in."""
        return self.filter(pk__in=user.marked_tasks.values("pk"))

    def newest_first(self) -> Self:
        """Last created first; ids grow with creation and never tie."""
        return self.order_by("-id")

    def column_of(self, task: Task) -> Self:
        """What stands in the same column of the same board as this task, itself included."""
        return self.filter(board_id=task.board_id, status_id=task.status_id)

    def top_first(self) -> Self:
        """In the order of a column, from the top."""
        return self.order_by("position", "-id")

    def holding(self, text: str) -> Self:
        """Tasks with all these words in title or description, in any case."""
        from tasks.search import conditions

        return self.filter(*conditions(text))

    def completed(self, completed: bool = True) -> Self:
        """Tasks on the done side, or those that are not."""
        done = Q(status__category="Done")
        return self.filter(done if completed else ~done)

    def locked(self, pk: int) -> Task:
        """The task with its status and marks, its row held until the transaction ends.

        Two statements. Raises `TaskNotFound`.
        """
        from tasks.errors import TaskNotFound

        found = self.filter(pk=pk).locked_rows()
        if not found:
            raise TaskNotFound
        return found[0]

    def locked_rows(self, most: int | None = None) -> list[Task]:
        """These tasks with statuses and marks, locked in the order of their ids."""
        # Nothing is joined here. PostgreSQL, having waited for a row, checks its new version
        # against the old rows of the other tables, and drops a task whose status changed.
        tasks: list[Task] = list(self.select_for_update().order_by("id")[:most])
        if tasks:
            self._complete(tasks)
        return tasks

    def locked_portions(self) -> Iterator[list[Task]]:
        """These tasks as `locked_rows` gives them, a bounded number at a time."""
        last, full = 0, True
        while full:
            tasks = self.filter(pk__gt=last).locked_rows(PORTION)
            if tasks:
                yield tasks
                last = tasks[-1].pk
            full = len(tasks) == PORTION

    def _complete(self, tasks: Sequence[Task]) -> None:
        """Fills in status and marks; one statement, which sees what the locks waited for."""
        from tasks.models import TaskStatus

        columns = [field.attname for field in TaskStatus._meta.concrete_fields]
        names = [f"status__{column}" for column in columns]
        statuses: dict[int, TaskStatus] = {}
        marks: dict[int, list[int]] = {}
        rows = self.model._base_manager.filter(pk__in=[task.pk for task in tasks])
        for pk, marked, *status in rows.values_list("pk", "marked_users", *names):
            statuses[pk] = TaskStatus.from_db(self.db, columns, status)
            marks.setdefault(pk, []).extend([] if marked is None else [marked])
        for task in tasks:
            task.status = statuses[task.pk]
            task.marked_ids = tuple(sorted(marks[task.pk]))


class StatusQuerySet(models.QuerySet["TaskStatus"]):
    """Statuses, in the order they are shown in."""

    def first_of(self, category: str) -> TaskStatus:
        """The first status of a category; there always is one."""
        return self.filter(category=category).order_by("position", "id")[0]

    def held(self) -> list[TaskStatus]:
        """All of them, kept as they are until the transaction ends."""
        return hold(self.order_by("id"))


class BoardQuerySet(models.QuerySet["Board"]):
    """Boards."""

    def visible_to(self, user: User) -> Self:
        """Boards this user owns, is a member of, or that are open to everyone."""
        return self.filter(self._works(user) | Q(is_private=False))

    def worked_by(self, user: User) -> Self:
        """Boards this user owns or is a member of."""
        return self.filter(self._works(user))

    def favourites_of(self, user: User) -> Self:
        """Boards this user marked and may still see, the first marked first."""
        marked = self.visible_to(user).filter(favourites__user=user)
        return marked.order_by("favourites__created_at", "favourites__id")

    @staticmethod
    def _works(user: User) -> Q:
        return Q(owner=user) | Q(pk__in=user.boards.values("pk"))

    def locked(self, pk: int) -> Board:
        """The board, its row held until the transaction ends. Raises `BoardNotFound`."""
        from tasks.errors import BoardNotFound

        board = self.select_for_update().filter(pk=pk).first()
        if board is None:
            raise BoardNotFound
        return board


class FavouriteQuerySet(models.QuerySet["Favourite"]):
    """Marks on boards."""

    def shown_to(self, reader: User) -> Self:
        """Marks on boards that whoever marked them and the reader both may see, oldest first.

        Favourites are read by others, too; they must not tell of a board that is hidden
        from the reader (security.md, "Who may do what").
        """
        from tasks.models import Board

        # A sub-select, not a join: a board with many members stays one row.
        members = Board.members.through.objects.filter(
            board_id=OuterRef("board_id"), user_id=OuterRef("user_id")
        )
        sees = Q(board__owner=F("user")) | Q(board__is_private=False) | Exists(members)
        return self.filter(sees, board__in=Board.objects.visible_to(reader)).order_by(
            "created_at", "id"
        )


class EventQuerySet(models.QuerySet["Event"]):
    """Rows of the log."""

    def of_task(self, task_id: int) -> Self:
        """What happened to one task, the oldest first."""
        return self.filter(task_id=task_id).order_by("id")
