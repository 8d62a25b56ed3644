"""Who sees which tasks and boards, said once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User
    from tasks.models import Board, Event, Task, TaskStatus


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

    def completed(self, completed: bool = True) -> Self:
        """Tasks on the done side, or those that are not."""
        done = Q(status__category="Done")
        return self.filter(done if completed else ~done)

    def locked(self, pk: int) -> Task:
        """The task, its row held until the transaction ends.

        Raises `TaskNotFound`.
        """
        from tasks.errors import TaskNotFound

        query = self.select_for_update(of=("self",)).select_related("status", "board")
        task = query.filter(pk=pk).first()
        if task is None:
            raise TaskNotFound
        return task


class StatusQuerySet(models.QuerySet["TaskStatus"]):
    """Statuses, in the order they are shown in."""

    def first_of(self, category: str) -> TaskStatus:
        """The first status of a category; there always is one."""
        return self.filter(category=category).order_by("position", "id")[0]


class BoardQuerySet(models.QuerySet["Board"]):
    """Boards."""

    def visible_to(self, user: User) -> Self:
        """Boards this user owns, is a member of, or that are open to everyone."""
        member = Q(pk__in=user.boards.values("pk"))
        return self.filter(Q(owner=user) | member | Q(is_private=False))

    def favourites_of(self, user: User) -> Self:
        """Boards this user marked and may still see, the first marked first."""
        marked = self.visible_to(user).filter(favourites__user=user)
        return marked.order_by("favourites__created_at", "favourites__id")


class EventQuerySet(models.QuerySet["Event"]):
    """Rows of the log."""

    def of_task(self, task_id: int) -> Self:
        """What happened to one task, the oldest first."""
        return self.filter(task_id=task_id).order_by("id")
