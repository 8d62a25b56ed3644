"""Analysing tasks, and making the sub-tasks that an analysis proposes."""

from typing import Any

from accounts import limits
from accounts.models import User
from accounts.policy import require_administer
from suggestions import policy
from suggestions.analysis import Proposal, analyse
from suggestions.errors import AlreadyAccepted, SuggestionNotFound
from suggestions.models import TEXT_LENGTH, Suggestion
from suggestions.rows import SuggestionRow
from tasks import events, locks, rules
from tasks.errors import NotYourTask, TaskNotFound
from tasks.models import DESCRIPTION_LENGTH, TITLE_LENGTH, Priority, Task, TaskStatus
from tasks.policy import require, works_on_board
from tasks.services.tasks import create_task

#: What one analysis may leave behind, however talkative it was.
MOST_SUGGESTIONS = 10
MOST_SUB_TASKS = 20

_RULES: dict[str, rules.Rule] = {
    "description": rules.text(DESCRIPTION_LENGTH),
    "context": rules.text(DESCRIPTION_LENGTH),
}


def analyse_task(
    *, actor: User, task: Task, description: str = "", context: str = ""
) -> tuple[str, list[Suggestion]]:
    """What can be said about the task, and the suggestions now stored for it.

    Thinking happens outside any transaction. Raises `TaskNotFound`, `NotYourTask`,
    `Invalid`, `RateLimited`.
    """
    found = Task.objects.filter(pk=task.pk).first()
    if found is None:
        raise TaskNotFound
    require(actor, "analyze", found)
    given = rules.cleaned({"description": description, "context": context}, _RULES)
    limits.take("ANALYSE", str(actor.pk))
    analysis = analyse(found, **given)
    proposals = [_fitting(proposal) for proposal in analysis.suggestions[:MOST_SUGGESTIONS]]
    suggestions = _store(actor, found, [each for each in proposals if each.text])
    return _cut(analysis.text, TEXT_LENGTH), suggestions


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
def accept_suggestion(*, actor: User, suggestion: Suggestion) -> list[Task]:
    """The sub-tasks of the suggestion as tasks of the actor's below its task, once.

    They are seen by whom the task's visibility says, and stand on its board where the
    actor works on it. Raises `SuggestionNotFound`, `NotYourTask`, `AlreadyAccepted`,
    `Invalid` where tasks are nested too deep.
    """
    TaskStatus.objects.held()  # first of all locks, as everywhere; create_task needs them
    try:
        task = Task.objects.locked(suggestion.task_id)
    except TaskNotFound:
        raise SuggestionNotFound from None
    found = Suggestion.objects.select_for_update().filter(pk=suggestion.pk).first()
    if found is None:
        raise SuggestionNotFound
    found.task = task
    if not policy.may_accept(actor, found):
        raise NotYourTask("update")
    if found.accepted:
        raise AlreadyAccepted
    made = _make_sub_tasks(actor, task, found)
    found.accepted = True
    found.save(update_fields=["accepted"])
    payload = {"suggestion": _told(found), "made_ids": [each.pk for each in made]}
    events.record(events.SUGGESTION_ACCEPTED, task=task, actor=actor, payload=payload)
    return made


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


def _make_sub_tasks(actor: User, task: Task, suggestion: Suggestion) -> list[Task]:
    board = task.board if works_on_board(actor, task.board_id) else None
    shared: dict[str, Any] = {"board": board, "visibility": task.visibility, "parent": task}
    return [create_task(actor=actor, **shared, **sub_task) for sub_task in suggestion.sub_tasks]


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
    return {**told, "created_at": events.moment(suggestion.created_at)}
