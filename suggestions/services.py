"""Analysing tasks, and making the sub-tasks that an analysis proposes."""

import logging
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from accounts import limits
from accounts.models import User
from accounts.policy import require_administer
from suggestions import llm, policy
from suggestions.analysis import Analysis, Proposal, analyse
from suggestions.errors import AlreadyAccepted, AlreadyDismissed, SuggestionNotFound
from suggestions.models import TEXT_LENGTH, Suggestion
from suggestions.planner.text import language_of
from suggestions.rows import SuggestionRow
from suggestions.similar import similar_tasks
from taskhub.errors import Invalid
from tasks import events, locks, rules
from tasks.errors import TaskNotFound
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Board, Priority, Task, TaskStatus
from tasks.policy import require, works_on_board
from tasks.services.tasks import create_task

logger = logging.getLogger(__name__)

#: What one analysis may leave behind, however talkative it was.
MOST_SUGGESTIONS = 10
MOST_SUB_TASKS = 50

_RULES: dict[str, rules.Rule] = {
    "description": rules.text(DESCRIPTION_LENGTH),
    "context": rules.text(DESCRIPTION_LENGTH),
}


def analyse_task(
    *, actor: User, task: Task, description: str = "", context: str = ""
) -> tuple[str, list[Suggestion]]:
    """What can be said about the task, and the suggestions now stored for it.

    Thinking happens outside any transaction; it takes up to `TASKHUB_LLM_TIMEOUT` where a
    language model is configured. Raises `TaskNotFound`, `NotYourTask`, `Invalid`,
    `RateLimited`.
    """
    found = Task.objects.filter(pk=task.pk).first()
    if found is None:
        raise TaskNotFound
    require(actor, "analyze", found)
    given = rules.cleaned({"description": description, "context": context}, _RULES)
    limits.take("ANALYSE", str(actor.pk))
    analysis = _thoughts(actor, found, given)
    proposals = [_fitting(proposal) for proposal in analysis.suggestions[:MOST_SUGGESTIONS]]
    suggestions = _store(actor, found, [each for each in proposals if each.text])
    return _cut(analysis.text, TEXT_LENGTH), suggestions


def _thoughts(actor: User, task: Task, given: Mapping[str, str]) -> Analysis:
    """The configured model's analysis; without one, or where it fails, the planner's."""
    model = llm.configured()
    if model is None:
        return _planned(actor, task, given)
    # Nobody's connection waits for a model; a kept one may be dead by then, unnoticed.
    if not connection.in_atomic_block:
        connection.close()
    try:
        return model.analyse(task, given["description"], given["context"])
    except llm.Unavailable as failure:
        logger.warning("The language model gave no answer: %s", failure)
        own = _planned(actor, task, given)
        language = language_of(" ".join([task.title, task.description, *given.values()]))
        return replace(own, text=f"{llm.note(failure.reason, language)}\n\n{own.text}")


def _planned(actor: User, task: Task, given: Mapping[str, str]) -> Analysis:
    """The planner's analysis; it alone knows of other tasks, for they stay in the house."""
    similar = similar_tasks(actor=actor, task=task)
    return analyse(
        task, description=given["description"], context=given["context"], similar=similar
    )


@locks.one_transaction
def _store(actor: User, task: Task, proposals: list[Proposal]) -> list[Suggestion]:
    """Keeps the proposals, if the task is still there and still the actor's to analyse."""
    task = Task.objects.locked(task.pk)
    require(actor, "analyze", task)
    suggestions = Suggestion.objects.bulk_create(
        Suggestion(task=task, user=actor, suggestion_text=each.text, sub_tasks=each.sub_tasks)
        for each in proposals
    )
    readers = events.readers_of(task)
    told = [{"suggestion": _told(suggestion)} for suggestion in suggestions]
    entries = [events.Entry(task, payload, readers, readers) for payload in told]
    events.record_all(events.SUGGESTION_CREATED, entries, actor=actor)
    return suggestions


@locks.one_transaction
def accept_suggestion(
    *, actor: User, suggestion: Suggestion, chosen: Collection[int] | None = None
) -> list[Task]:
    """The sub-tasks of the suggestion as tasks of the actor's below its task, once.

    `chosen` are the places of those wanted, from 0; None is all of them. They are seen by
    whom the task's visibility says, and stand on its board where the actor works on it.
    Raises `SuggestionNotFound`, `NotYoursToDecide`, `AlreadyAccepted`, `AlreadyDismissed`,
    and `Invalid` for places that are none or where tasks are nested too deep.
    """
    # Before the task's own lock, as everywhere: create_task needs them.
    TaskStatus.objects.held()
    boards = Task.objects.filter(pk=suggestion.task_id).values("board_id")
    locks.hold(Board.objects.filter(pk__in=boards))
    found = _held(actor, suggestion)
    if found.dismissed_at:
        raise AlreadyDismissed
    if found.accepted:
        raise AlreadyAccepted
    made = _make_sub_tasks(actor, found, _chosen(found, chosen))
    found.accepted = True
    found.save(update_fields=["accepted"])
    payload = {"suggestion": _told(found), "made_ids": [each.pk for each in made]}
    events.record(events.SUGGESTION_ACCEPTED, task=found.task, actor=actor, payload=payload)
    return made


@locks.one_transaction
def dismiss_suggestion(*, actor: User, suggestion: Suggestion) -> Suggestion:
    """The suggestion, out of the way; one that is so already stays as it is.

    Locks the row. Raises `SuggestionNotFound`, `NotYoursToDecide`, `AlreadyAccepted`.
    """
    found = _held(actor, suggestion)
    if found.accepted:
        raise AlreadyAccepted
    if found.dismissed_at:
        return found
    found.dismissed_at = timezone.now()
    found.save(update_fields=["dismissed_at"])
    payload = {"suggestion": _told(found)}
    events.record(events.SUGGESTION_DISMISSED, task=found.task, actor=actor, payload=payload)
    return found


@locks.one_transaction
def delete_suggestion(*, actor: User, suggestion: Suggestion) -> None:
    """The suggestion goes, for a superuser who moderates; tasks made of it stay.

    Locks the row. Raises `NotAllowed`, `SuggestionNotFound`.
    """
    require_administer(actor)
    held = locks.hold(Task.objects.filter(pk=suggestion.task_id))
    found = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if not held or found is None:
        raise SuggestionNotFound
    payload = {"suggestion": _told(found)}
    events.record(events.SUGGESTION_DELETED, task=held[0], actor=actor, payload=payload)
    found.delete()


def _held(actor: User, suggestion: Suggestion) -> Suggestion:
    """The suggestion and its task, locked, if the actor may decide about it."""
    try:
        task = Task.objects.locked(suggestion.task_id)
    except TaskNotFound:
        raise SuggestionNotFound from None
    found = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if found is None:
        raise SuggestionNotFound
    found.task = task
    policy.require_decide(actor, found)
    return found


def _chosen(suggestion: Suggestion, places: Collection[int] | None) -> list[dict[str, Any]]:
    """The sub-tasks at these places, in the suggestion's order."""
    proposed: list[dict[str, Any]] = suggestion.sub_tasks
    if places is None:
        return proposed
    wanted = set(places)
    if not wanted:
        raise Invalid({"sub_tasks": [gettext_noop("Choose at least one.")]})
    if not wanted <= set(range(len(proposed))):
        told = gettext("There are %(number)s sub-tasks, counted from 0.")
        raise Invalid({"sub_tasks": [told % {"number": len(proposed)}]})
    return [proposed[place] for place in sorted(wanted)]


def _make_sub_tasks(
    actor: User, suggestion: Suggestion, chosen: Collection[dict[str, Any]]
) -> list[Task]:
    task = suggestion.task
    board = task.board if works_on_board(actor, task.board_id) else None
    shared: dict[str, Any] = {"board": board, "visibility": task.visibility, "parent": task}
    return [create_task(actor=actor, **shared, **sub_task) for sub_task in chosen]


def _fitting(proposal: Proposal) -> Proposal:
    """The proposal within our bounds: whoever made it is believed to no more than that."""
    sub_tasks = [_fitting_task(each) for each in proposal.sub_tasks[:MOST_SUB_TASKS]]
    return Proposal(_cut(proposal.text, TEXT_LENGTH), [each for each in sub_tasks if each["title"]])


def _fitting_task(sub_task: dict[str, Any]) -> dict[str, str]:
    priority = sub_task.get("priority")
    return {
        "title": _cut(sub_task.get("title"), TITLE_LENGTH),
        "description": _cut(sub_task.get("description"), DESCRIPTION_LENGTH),
        "priority": priority if priority in Priority.values else Priority.MEDIUM.value,
    }


def _cut(text: object, longest: int) -> str:
    storable = str(text or "").encode("utf-8", "ignore").decode().replace("\0", "")
    return storable.strip()[:longest].rstrip()


def _told(suggestion: Suggestion) -> dict[str, Any]:
    told = SuggestionRow.of(suggestion)._asdict()
    # That it was dismissed is an event of its own type; zocket shows the rest as it is.
    del told["dismissed_at"]
    return {**told, "created_at": events.moment(suggestion.created_at)}
