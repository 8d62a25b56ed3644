"""Statuses, which superusers run: adding, changing and removing them."""

from collections.abc import Mapping
from typing import Any

from django.core.validators import validate_unicode_slug
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext_noop

from accounts.models import User
from accounts.policy import require_administer
from taskhub.errors import Invalid
from tasks import locks, rules, slugs
from tasks.errors import LastOfCategory, StatusInUse, StatusNotFound
from tasks.models import NAME_LENGTH, Category, Task, TaskStatus
from tasks.services.bulk import rewrite

_name = rules.text(NAME_LENGTH, blank=False)


def _slug(value: object) -> str:
    # Once more, since a text may be longer in its one spelling.
    slug = str(_name(slugs.in_one_spelling(_name(value))))
    if not slugs.is_slug(slug):
        raise rules.Broken(str(validate_unicode_slug.message))
    return slug


_RULES: dict[str, rules.Rule] = {
    "name": _name,
    "slug": _slug,
    "category": rules.choice(Category.values),
    "position": rules.position,
}


@locks.one_transaction
def create_status(
    *,
    actor: User,
    name: str,
    slug: str | None = None,
    category: str = Category.IN_PROGRESS,
    position: int | None = None,
) -> TaskStatus:
    """A new status; without a slug one is made from the name, without a position it is last.

    Raises `NotAllowed`, `Invalid` (a given slug may be taken).
    """
    require_administer(actor)
    given = {"name": name, "slug": slug, "category": category, "position": position}
    values = rules.cleaned({k: v for k, v in given.items() if v is not None}, _RULES)
    if "name" not in values:
        raise Invalid({"name": [gettext_noop("This field may not be null.")]})
    locks.serialise(locks.STATUSES)
    if "slug" in values:
        _require_free(values["slug"])
    values.setdefault("slug", _free_slug(values["name"]))
    values.setdefault("position", _next_position())
    return TaskStatus.objects.create(**values)


@locks.one_transaction
def update_status(*, actor: User, status: TaskStatus, changes: Mapping[str, Any]) -> TaskStatus:
    """The status with these of `name`, `slug`, `category`, `position`; locks all statuses.

    Another category completes or reopens its tasks, each with its event. Raises
    `NotAllowed`, `StatusNotFound`, `Invalid`, `LastOfCategory`.
    """
    require_administer(actor)
    values = rules.cleaned(changes, _RULES)
    status, others = _locked(status)
    if values.get("slug", status.slug) != status.slug:
        _require_free(values["slug"])
    moved = values.get("category", status.category) != status.category
    if moved:
        _require_another(status, others)
    for name, value in values.items():
        setattr(status, name, value)
    if moved:
        # Before the save: the log tells the category that each task leaves.
        rewrite(Task.objects.filter(status_id=status.pk), actor=actor, status=status)
    status.save(update_fields=values.keys())
    return status


@locks.one_transaction
def delete_status(*, actor: User, status: TaskStatus, move_to: TaskStatus | None = None) -> None:
    """The status goes; its tasks move to another one first, if one is named.

    Locks all statuses. Raises `NotAllowed`, `StatusNotFound`, `LastOfCategory`,
    `StatusInUse`, `Invalid`.
    """
    require_administer(actor)
    status, others = _locked(status)
    _require_another(status, others)
    if move_to is not None:
        target = next((other for other in others if other.pk == move_to.pk), None)
        if target is None:
            raise Invalid({"move_to": [gettext_noop("Must be another status.")]})
        rewrite(Task.objects.filter(status_id=status.pk), actor=actor, status=target)
    try:
        status.delete()
    except ProtectedError:
        raise StatusInUse from None


def _locked(status: TaskStatus) -> tuple[TaskStatus, list[TaskStatus]]:
    """The status and all the others; who sets a status meanwhile waits for us, or we for them."""
    locks.serialise(locks.STATUSES)
    every = {each.pk: each for each in TaskStatus.objects.select_for_update().order_by("id")}
    found = every.pop(status.pk, None)
    if found is None:
        raise StatusNotFound
    return found, list(every.values())


def _require_another(status: TaskStatus, others: list[TaskStatus]) -> None:
    if all(other.category != status.category for other in others):
        raise LastOfCategory


def _require_free(slug: str) -> None:
    if TaskStatus.objects.filter(slug=slug).exists():
        raise Invalid({"slug": [gettext_noop("A status with this slug already exists.")]})


def _free_slug(name: str) -> str:
    """A slug of the name, whatever its script, with a number appended until it is free."""
    stem = slugs.slug_of(name)[: NAME_LENGTH - 10].strip("-_") or "status"
    taken = set(TaskStatus.objects.values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _next_position() -> int:
    last = TaskStatus.objects.aggregate(last=Max("position"))["last"]
    return 0 if last is None else min(last + 1, rules.MOST_POSITION)
