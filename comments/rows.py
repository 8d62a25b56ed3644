"""The read path of comments: plain tuples."""

import datetime
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from comments.models import Comment
from taskhub.compiled import Compiled, number


class CommentRow(NamedTuple):
    """A comment's columns."""

    id: int
    task_id: int
    author_id: int
    text: str
    created_at: datetime.datetime
    updated_at: datetime.datetime

    @classmethod
    def of(cls, comment: Comment) -> "CommentRow":
        """The row of a comment at hand."""
        return cls._make(getattr(comment, name) for name in cls._fields)


def read_rows(comments: QuerySet[Comment]) -> list[CommentRow]:
    """These comments in the query's own order; one statement."""
    return list(map(CommentRow._make, comments.values_list(*CommentRow._fields)))


def comments_of(task_id: int) -> list[CommentRow]:
    """A task's comments, the oldest first; one statement."""
    return list(map(CommentRow._make, _of_task.rows(task=task_id)))


def _of_task_query() -> QuerySet[Comment, tuple[Any, ...]]:
    return (
        Comment.objects.filter(task_id=number("task"))
        .oldest_first()
        .values_list(*CommentRow._fields)
    )


_of_task = Compiled(_of_task_query)


def counts(task_ids: Iterable[int]) -> dict[int, int]:
    """How many comments each of these tasks has, if any; one statement."""
    found = Comment.objects.filter(task_id__in=list(task_ids)).order_by().values("task_id")
    return dict(found.annotate(number=Count("pk")).values_list("task_id", "number"))
