"""Who may do what with comments; who may read them is `Comment.objects.visible_to`."""

from accounts.models import User
from comments.models import Comment
from tasks.models import Task


def may_comment(user: User, task: Task) -> bool:
    """Whoever may read the task; one query."""
    return Task.objects.visible_to(user).filter(pk=task.pk).exists()


def may_change(user: User, comment: Comment) -> bool:
    """The comment's author, while the task is theirs to read; one query at most."""
    if user.pk != comment.author_id:
        return False
    return Task.objects.visible_to(user).filter(pk=comment.task_id).exists()
