"""What a page shows of many tasks: by person, priority, due date, status and text."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Lower

from tasks.models import Priority
from tasks.queries import TaskQuerySet

#: Instead of a person's id: tasks that nobody is assigned to.
NOBODY = "none"
#: Instead of a status's id: whatever is not done.
OPEN = "open"
OVERDUE, TODAY, WEEK, NO_DATE = "overdue", "today", "week", "none"


@dataclass(frozen=True)
class Filter:
    """Which tasks are wanted; what is empty asks for nothing.

    `person` is the id of an assignee or a marked user, or `NOBODY`; `status` one's id, or `OPEN`.
    """

    text: str = ""
    person: str = ""
    priority: str = ""
    due: str = ""
    status: str = ""

    def __bool__(self) -> bool:
        return self != Filter()

    def of(self, tasks: TaskQuerySet, today: datetime.date) -> TaskQuerySet:
        """Those of the tasks that are wanted."""
        if self.text:
            tasks = tasks.holding(self.text)
        if self.priority:
            tasks = tasks.filter(priority=self.priority)
        if self.status == OPEN:
            tasks = tasks.completed(False)
        elif self.status:
            tasks = tasks.filter(status=int(self.status))
        return self._due(self._persons(tasks), today)

    def _persons(self, tasks: TaskQuerySet) -> TaskQuerySet:
        if not self.person:
            return tasks
        if self.person == NOBODY:
            return tasks.filter(assignee=None)
        # A sub-select keeps a task that names somebody twice one row.
        through = tasks.model.marked_users.through.objects.filter(user_id=int(self.person))
        return tasks.filter(Q(assignee=int(self.person)) | Q(pk__in=through.values("task_id")))

    def _due(self, tasks: TaskQuerySet, today: datetime.date) -> TaskQuerySet:
        if self.due == OVERDUE:
            return tasks.filter(due_date__lt=today).completed(False)
        if self.due == TODAY:
            return tasks.filter(due_date=today)
        if self.due == WEEK:
            return tasks.filter(due_date__range=(today, today + datetime.timedelta(days=7)))
        return tasks.filter(due_date=None) if self.due == NO_DATE else tasks


_PRESSING = Case(
    When(priority=Priority.HIGH, then=0), When(priority=Priority.MEDIUM, then=1), default=2
)
#: The orders a list may be in, by the word in its URL; ids make each of them a complete one.
ORDERS: dict[str, tuple[Any, ...]] = {
    "newest": ("-id",),
    "oldest": ("id",),
    "changed": ("-updated_at", "-id"),
    "due": (F("due_date").asc(nulls_last=True), "-id"),
    "priority": (_PRESSING, "-id"),
    "status": ("status__position", "status_id", "-id"),
    "title": (Lower("title"), "id"),
}
