"""Writing, changing and deleting comments."""

from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.policy import require_administer
from comments import policy
from comments.errors import CommentChanged, CommentNotFound, NotYourComment
from comments.models import TEXT_LENGTH, Comment
from comments.rows import CommentRow
from tasks import events, locks, rules, versions
from tasks.errors import NotYourTask, TaskNotFound
from tasks.models import Task
from tasks.services.bulk import later_than
from tasks.versions import Versions

_RULES: dict[str, rules.Rule] = {"text": rules.text(TEXT_LENGTH, blank=False)}


@locks.one_transaction
def create_comment(*, actor: User, task: Task, text: str, moderating: bool = False) -> Comment:
    """A comment by the actor, who may read the task; the task stays until it is written.

    A superuser who is moderating comments on any task. Raises `TaskNotFound`,
    `NotYourTask`, `Invalid`.
    """
    task = _held(task.pk)
    if moderating:
        require_administer(actor)
    elif not policy.may_comment(actor, task):
        raise NotYourTask("comment on")
    values = rules.cleaned({"text": text}, _RULES)
    now = timezone.now()
    comment = Comment(task=task, author=actor, created_at=now, updated_at=now, **values)
    comment.save(force_insert=True)
    _record(events.COMMENT_CREATED, comment, task, actor)
    return comment


@locks.one_transaction
def update_comment(
    *,
    actor: User,
    comment: Comment,
    text: str,
    version: Versions = None,
    moderating: bool = False,
) -> Comment:
    """The comment with another text: its author's, or a moderating superuser's; locks the row.

    With a `version` the comment must still have it. Raises `CommentNotFound`,
    `NotYourComment`, `CommentChanged`, `Invalid`.
    """
    comment, task = _locked(comment)
    if moderating:
        require_administer(actor)
    elif not policy.may_change(actor, comment):
        raise NotYourComment("update")
    require_version(comment, version)
    text = rules.cleaned({"text": text}, _RULES)["text"]
    if text == comment.text:
        return comment
    comment.text, comment.updated_at = text, later_than(comment.updated_at)
    comment.version += 1
    comment.save(update_fields=["text", "version", "updated_at"])
    _record(events.COMMENT_UPDATED, comment, task, actor)
    return comment


@locks.one_transaction
def delete_comment(
    *, actor: User, comment: Comment, version: Versions = None, moderating: bool = False
) -> None:
    """The comment goes: at its author's word, or when a superuser moderates; locks the row.

    With a `version` the comment must still have it. Raises `CommentNotFound`,
    `NotYourComment`, `CommentChanged`.
    """
    comment, task = _locked(comment)
    if moderating:
        require_administer(actor)
    elif not policy.may_change(actor, comment):
        raise NotYourComment("delete")
    require_version(comment, version)
    _record(events.COMMENT_DELETED, comment, task, actor)
    comment.delete()


def require_version(comment: Comment, version: Versions) -> None:
    """Raises `CommentChanged` where the comment has another version than was wanted."""
    if not versions.fits(comment.version, version):
        raise CommentChanged


def _held(task_id: int) -> Task:
    """The task, whose readers do not change either before our event is written."""
    found = locks.hold(Task.objects.filter(pk=task_id))
    if not found:
        raise TaskNotFound
    return found[0]


def _locked(comment: Comment) -> tuple[Comment, Task]:
    """The comment's row after its task's: whoever deletes a task locks them in that order."""
    try:
        task = _held(comment.task_id)
    except TaskNotFound:
        raise CommentNotFound from None
    found = Comment.objects.select_for_update().filter(pk=comment.pk, task=task).first()
    if found is None:
        raise CommentNotFound
    return found, task


def _record(type: str, comment: Comment, task: Task, actor: User) -> None:  # noqa: A002
    told: dict[str, Any] = CommentRow.of(comment)._asdict()
    told |= {name: events.moment(told[name]) for name in ("created_at", "updated_at")}
    events.record(type, task=task, actor=actor, payload={"comment": told})
