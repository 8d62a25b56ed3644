"""Who may do what with suggestions; who may read them is `Suggestion.objects.visible_to`."""

from accounts.models import User
from suggestions.models import Suggestion
from tasks.policy import may_update


def may_accept(user: User, suggestion: Suggestion) -> bool:
    """Whoever may update the task; reads suggestion.task, one query if a board decides."""
    return may_update(user, suggestion.task)
