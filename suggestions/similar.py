"""Done tasks that resemble a task, as far as the one who asks may know.

Five statements, whatever the size of the hub: the newest id, the titles of the newest done
tasks within reach, and three small ones about the few that were found. The second looks no
more than REACH ids back from the newest task and reads at most WINDOW titles.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Max

from accounts.models import User
from suggestions.models import Suggestion
from suggestions.planner.shapes import Similar
from suggestions.planner.text import stem, words
from tasks.events import TASK_UPDATED
from tasks.models import Category, Event, Task

FOUND_AT_MOST = 3
#: How far back, in ids and in titles read: bounds the cost in a large hub.
REACH = 20_000
WINDOW = 2_000
STEMS_AT_MOST = 8
#: The part of the title's weight that both titles have in common, from which they are alike.
ALIKE = 0.5

STOP_WORDS = frozenset(
    """
    the and for with from into our your this that new add fix make update task get set use all
    для при это как что или над под без про все наш ваш новый новая новое новые сделать задача
    """.split()
)


def similar_tasks(*, actor: User, task: Task) -> list[Similar]:
    """Up to three done tasks that the actor may read and whose titles resemble this one's."""
    wanted = _stems(task.title)
    if not wanted:
        return []
    best = _most_alike(wanted, _candidates(actor, task))
    return _remembered(best)


def _stems(title: str) -> frozenset[str]:
    found = [stem(word) for word in words(title) if len(word) > 2 and word not in STOP_WORDS]
    return frozenset(found[:STEMS_AT_MOST])


def _candidates(actor: User, task: Task) -> Iterable[tuple[int, str]]:
    """Id and title of the newest done tasks; two statements."""
    newest = Task.objects.newest_first().values_list("pk", flat=True).first() or 0
    done = Task.objects.visible_to(actor).completed().filter(pk__gt=newest - REACH)
    return done.exclude(pk=task.pk).newest_first().values_list("pk", "title")[:WINDOW]


def _most_alike(wanted: frozenset[str], rows: Iterable[tuple[int, str]]) -> list[int]:
    """The ids whose titles share most with the wanted one; rare words weigh more."""
    shared: dict[int, tuple[frozenset[str], frozenset[str]]] = {}
    seen: Counter[str] = Counter()
    for pk, title in rows:
        # Most titles have nothing in common: only the others are cut into words.
        folded = title.lower().replace("ё", "е")
        if any(part in folded for part in wanted):
            own = _stems(title)
            seen.update(own & wanted)
            shared[pk] = (own & wanted, own)
    weights = {part: math.log(1 + WINDOW / (1 + seen[part])) for part in wanted}
    ranked = sorted(
        ((_likeness(own, both, weights), pk) for pk, (both, own) in shared.items()),
        reverse=True,
    )
    return [pk for likeness, pk in ranked[:FOUND_AT_MOST] if likeness >= ALIKE]


def _likeness(own: frozenset[str], both: frozenset[str], weights: dict[str, float]) -> float:
    """Shared weight over the larger of the two titles' weights, from 0 to 1."""
    # A word that only the other title has weighs like an average one of ours.
    average = sum(weights.values()) / len(weights) or 1.0
    theirs = sum(weights.get(part, average) for part in own)
    ours = sum(weights.values())
    return sum(weights[part] for part in both) / (max(theirs, ours) or 1.0)


def _remembered(ids: Sequence[int]) -> list[Similar]:
    """What became of these tasks, in this order; three statements, none without ids."""
    if not ids:
        return []
    created = {row[0]: row[1:] for row in _titles(ids)}
    finished, accepted = _finished(ids), _accepted(ids)
    return [
        Similar(title, _days(since, finished.get(pk)), accepted.get(pk))
        for pk in ids
        if pk in created
        for title, since in [created[pk]]
    ]


def _titles(ids: Sequence[int]) -> Iterable[tuple[int, str, datetime]]:
    return Task.objects.filter(pk__in=ids).values_list("pk", "title", "created_at")


def _finished(ids: Sequence[int]) -> dict[int, datetime]:
    """When each was last completed, by the log."""
    turned = Event.objects.filter(
        task_id__in=ids, type=TASK_UPDATED, payload__changed__category__1=Category.DONE
    )
    return dict(turned.values_list("task_id").annotate(Max("created_at")))


def _accepted(ids: Sequence[int]) -> dict[int, bool]:
    """Whether any suggestion of each was accepted; tasks without one are missing."""
    found: dict[int, bool] = {}
    rows = Suggestion.objects.filter(task_id__in=ids).values_list("task_id", "accepted")
    for pk, accepted in rows:
        found[pk] = found.get(pk, False) or accepted
    return found


def _days(since: datetime, until: datetime | None) -> int | None:
    return None if until is None else max(0, (until - since).days)
