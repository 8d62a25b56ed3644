"""Who may do what with suggestions; who may read them is `Suggestion.objects.visible_to`."""

from accounts.models import User
from suggestions.errors import NotYoursToDecide
from suggestions.models import Suggestion
from tasks.policy import may_analyse


def may_decide(user: User, suggestion: Suggestion) -> bool:
    """Accept or dismiss it: whoever may analyse the task.

    Reads suggestion.task; one query if a board decides.
    """
    return may_analyse(user, suggestion.task)


def require_decide(user: User, suggestion: Suggestion) -> None:
    """Refuses with `NotYoursToDecide` who may not; reads and asks as above."""
    if not may_decide(user, suggestion):
        raise NotYoursToDecide
