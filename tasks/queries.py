"""Who sees which tasks and boards, said once; and how their rows are locked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from django.db import connection, models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from taskhub.compiled import Compiled, Slot, columns_of, number, thing_of
from tasks.locks import KEPT

if TYPE_CHECKING:
    from accounts.models import User

    # Named in strings below, some of them.
    from tasks.models import Board, Event, Favourite, Task, TaskStatus  # noqa: F401

#: Somebody, or the place in a query that is kept where their id goes (`taskhub.compiled`).
Who: TypeAlias = "User | Slot"

#: The largest id that a column holds.
MOST_ID = 2**63 - 1
#: Tasks changed together are locked, written and announced in portions of this size.
PORTION = 500


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks."""

    def visible_to(self, user: Who) -> Self:
        """Tasks this user may read: the one answer for lists and sockets."""
        # Conditions on the row itself, so that a task readable for three reasons stays one
        # row: the result still counts, sorts and slices. What costs least is asked first.
        from tasks.models import Board

        # PostgreSQL would hash an EXISTS, and first read all marks of somebody who has many.
        mark = self._marks(user).filter(task=OuterRef("pk")).values("task_id")[:1]
        board = Board.objects.visible_to(user).filter(pk=OuterRef("board"))
        return self.filter(
            Q(visibility="team")
            | Q(author=user)
            | Q(assignee=user)
            | Q(pk=Subquery(mark))
            | Q(Exists(board))
        )

    def newest_visible_to(self, user: Who, most: int) -> Self:
        """The newest tasks this user may read, the newest first; of them the first `most`.

        The same tasks as of `visible_to`, found from the other side: of each reason to read
        a task the newest `most`, each from the end of an index that has them in this order.
        However many others there are, only these are looked at.
        """
        ranked = self.order_by("-pk").values("pk")
        marked = self._marks(user).order_by("-task_id").values("task_id")[:most]
        reasons = [
            ranked.filter(visibility="team")[:most],
            ranked.filter(author=user)[:most],
            ranked.filter(assignee=user)[:most],
        ]
        ordered = connection.features.supports_slicing_ordering_in_compound
        if not ordered:
            reasons = [self._among(reason) for reason in reasons]
        on_boards = self._newest_on_boards(user, most)
        found = reasons[0].union(*reasons[1:], self._among(marked), on_boards)
        return self.filter(pk__in=found.order_by("-pk")[:most] if ordered else found).newest_first()

    def _newest_on_boards(self, user: Who, most: int) -> models.QuerySet[Any, Any]:
        """The ids of the newest `most` of each board that the user sees."""
        from tasks.models import Board

        boards = Board.objects.visible_to(user)
        ranked = self.filter(board=OuterRef("pk")).order_by("-pk").values("pk")
        if connection.vendor == "postgresql":
            from django.contrib.postgres.expressions import ArraySubquery

            # A join it would be free to make by reading all tasks.
            each = Func(
                ArraySubquery(ranked[:most]),
                function="UNNEST",
                output_field=models.BigIntegerField(),
            )
            return boards.annotate(found=each).values("found")
        last = Coalesce(Subquery(ranked[most - 1 : most]), 0)
        return boards.filter(tasks__pk__gte=last).values("tasks__pk")

    def each_reason_to_see(self, user: Who) -> list[Self]:
        """The tasks of `visible_to` in parts, so that every task is in one of them alone.

        What is asked of a part after the first costs somebody who has part in little next to
        nothing: good for counting, where `visible_to` has to look at every row.
        """
        from tasks.models import Board

        closed = self.exclude(visibility="team")
        others = closed.exclude(author=user)
        strange = others.exclude(assignee=user)
        marked = Q(pk__in=self._marks(user).values("task_id"))
        boards = Board.objects.visible_to(user).values("pk")
        return [
            self.filter(visibility="team"),
            closed.filter(author=user),
            others.filter(assignee=user),
            strange.filter(marked),
            strange.filter(~marked, _one_of("board", boards)),
        ]

    def visible_to_few(self, user: Who) -> Self:
        """The same tasks as of `visible_to`, found by the reasons to read them.

        However many others there are, only these are looked at; so it is quick, and sorting
        and filtering are, for whoever sees a small part of all.
        """
        first, *others = (part.order_by().values("pk") for part in self.each_reason_to_see(user))
        return self.filter(_one_of("pk", first.union(*others, all=True)))

    def recent(self, reach: Slot) -> Self:
        """Tasks whose ids are among so many of the last ones."""
        newest = self.model._base_manager.order_by("-pk").values(least=F("pk") - reach)[:1]
        return self.filter(pk__gt=Coalesce(Subquery(newest), 0))

    def _marks(self, user: Who) -> models.QuerySet[Any, Any]:
        return self.model.marked_users.through._default_manager.filter(user=user)

    def _among(self, ids: models.QuerySet[Any]) -> models.QuerySet[Any, Any]:
        return self.filter(pk__in=ids).order_by().values("pk")

    def authored_by(self, user: Who) -> Self:
        """Tasks this user wrote."""
        return self.filter(author=user)

    def marking(self, user: Who) -> Self:
        """Tasks this user is marked in."""
        return self.filter(pk__in=self._marks(user).values("task_id"))

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
        """Tasks with all these words in title or description, in any case.

        On SQLite an index is asked right here (`tasks.text_index`).
        """
        from tasks.search import conditions, sieve

        return self.filter(*sieve(text), *conditions(text))

    def completed(self, completed: bool = True) -> Self:
        """Tasks on the done side, or those that are not."""
        done = Q(status__category="Done")
        return self.filter(done if completed else ~done)

    def locked(self, pk: int) -> Task:
        """The task with its status and marks, its row held until the transaction ends.

        Two statements. Raises `TaskNotFound`.
        """
        from tasks.errors import TaskNotFound
        from tasks.models import Task

        if self.query.where:  # only some of all tasks are wanted
            found = self.filter(pk=pk).locked_rows()
        else:
            assert connection.in_atomic_block, "A lock ends with its transaction"
            rows = _locked.rows(task=pk) if 0 < pk <= MOST_ID else []
            found = [thing_of(Task, row) for row in rows]
            self._complete_one(*found)
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

    def _complete_one(self, *tasks: Task) -> None:
        """As `_complete`, for one task or none."""
        from tasks.models import TaskStatus

        for task in tasks:
            rows = _status_and_marks.rows(task=task.pk)
            task.status = thing_of(TaskStatus, rows[0][1:])
            task.marked_ids = tuple(sorted(row[0] for row in rows if row[0] is not None))

    def _complete(self, tasks: Sequence[Task]) -> None:
        """Fills in status and marks; one statement, which sees what the locks waited for."""
        from tasks.models import TaskStatus

        names = [f"status__{column}" for column in columns_of(TaskStatus)]
        statuses: dict[int, TaskStatus] = {}
        marks: dict[int, list[int]] = {}
        rows = self.model._base_manager.filter(pk__in=[task.pk for task in tasks])
        for pk, marked, *status in rows.values_list("pk", "marked_users", *names):
            statuses[pk] = thing_of(TaskStatus, status)
            marks.setdefault(pk, []).extend([] if marked is None else [marked])
        for task in tasks:
            task.status = statuses[task.pk]
            task.marked_ids = tuple(sorted(marks[task.pk]))


def _one_of(name: str, ids: models.QuerySet[Any, Any]) -> Q:
    """That a column has one of these ids, which are found first."""
    if connection.vendor != "postgresql":
        return Q(**{f"{name}__in": ids})
    from django.contrib.postgres.expressions import ArraySubquery

    # Of a sub-select it expects much, and walks through all tasks instead.
    return Q(**{f"{name}__among": ArraySubquery(ids)})


def _locked_query() -> models.QuerySet[Any, tuple[Any, ...]]:
    from tasks.models import Task

    rows = Task.objects.select_for_update().filter(pk=number("task"))
    return rows.values_list(*columns_of(Task))


def _status_and_marks_query() -> models.QuerySet[Any, tuple[Any, ...]]:
    from tasks.models import Task, TaskStatus

    rows = Task.objects.filter(pk=number("task"))
    return rows.values_list("marked_users", *(f"status__{name}" for name in columns_of(TaskStatus)))


def _statuses_query() -> models.QuerySet[Any, tuple[Any, ...]]:
    from tasks.models import TaskStatus

    return TaskStatus.objects.order_by("id").values_list(*columns_of(TaskStatus))


# What every change of a single task asks.
_locked = Compiled(_locked_query)
_status_and_marks = Compiled(_status_and_marks_query)
_held = Compiled(_statuses_query, locking=KEPT)
_current = Compiled(_statuses_query)


class StatusQuerySet(models.QuerySet["TaskStatus"]):
    """Statuses, in the order they are shown in."""

    def first_of(self, category: str) -> TaskStatus:
        """The first status of a category; there always is one."""
        return self.filter(category=category).order_by("position", "id")[0]

    def held(self) -> list[TaskStatus]:
        """All of them, kept as they are until the transaction ends."""
        return self._things(_held)

    def current(self) -> list[TaskStatus]:
        """All of them, as they are at the moment."""
        return self._things(_current)

    def _things(self, query: Compiled) -> list[TaskStatus]:
        from tasks.models import TaskStatus

        return [thing_of(TaskStatus, row) for row in query.rows()]


class BoardQuerySet(models.QuerySet["Board"]):
    """Boards."""

    def visible_to(self, user: Who) -> Self:
        """Boards this user owns, is a member of, or that are open to everyone."""
        return self.filter(self._works(user) | Q(is_private=False))

    def worked_by(self, user: User) -> Self:
        """Boards this user owns or is a member of."""
        return self.filter(self._works(user))

    def favourites_of(self, user: User) -> Self:
        """Boards this user marked and may still see, the first marked first."""
        marked = self.visible_to(user).filter(favourites__user=user)
        return marked.order_by("favourites__created_at", "favourites__id")

    def _works(self, user: Who) -> Q:
        members = self.model.members.through._default_manager.filter(user=user)
        return Q(owner=user) | Q(Exists(members.filter(board=OuterRef("pk"))))

    def locked(self, pk: int) -> Board:
        """The board, its row held until the transaction ends. Raises `BoardNotFound`."""
        from tasks.errors import BoardNotFound

        board = self.select_for_update().filter(pk=pk).first()
        if board is None:
            raise BoardNotFound
        return board


class FavouriteQuerySet(models.QuerySet["Favourite"]):
    """Marks on boards."""

    def shown_to(self, reader: Who) -> Self:
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
        # Asked of each board by itself: there are few marks, and perhaps very many boards.
        shown = Board.objects.visible_to(reader).filter(pk=OuterRef("board_id"))
        return self.filter(sees, Exists(shown)).order_by("created_at", "id")


class EventQuerySet(models.QuerySet["Event"]):
    """Rows of the log."""

    def of_task(self, task_id: int) -> Self:
        """What happened to one task, the oldest first."""
        return self.filter(task_id=task_id).order_by("id")
