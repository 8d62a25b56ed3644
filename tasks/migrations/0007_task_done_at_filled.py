"""When old tasks were done, as far as anybody can still tell; readers and writers go on.

The log knows, back to where it was pruned. For the others it is their last change: they were
done then or before. A portion is a short transaction of its own.
"""

from collections.abc import Sequence
from typing import Any

from django.apps.registry import Apps
from django.db import migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Max

PORTION = 500


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The moment for every task that is done and has none."""
    tasks, events = apps.get_model("tasks", "Task"), apps.get_model("tasks", "Event")
    done = tasks.objects.filter(status__category="Done", done_at=None).order_by("id")
    last: int | None = 0
    while last is not None:
        ids = list(done.filter(id__gt=last).values_list("id", flat=True)[:PORTION])
        with transaction.atomic():
            _fill_portion(tasks, ids, _told(events, ids))
        last = ids[-1] if ids else None


def _told(events: Any, ids: Sequence[int]) -> dict[int, Any]:
    """When the log says that these came to the done side, the last time."""
    turned = events.objects.filter(
        task_id__in=ids, type="task_updated", payload__changed__category__1="Done"
    )
    made = events.objects.filter(
        task_id__in=ids, type="task_created", payload__task__category="Done"
    )
    found = {}
    for rows in (made, turned):
        found.update(rows.order_by().values_list("task_id").annotate(Max("created_at")))
    return found


def _fill_portion(tasks: Any, ids: Sequence[int], told: dict[int, Any]) -> None:
    # Locked and asked again: somebody may have opened one meanwhile.
    held = tasks.objects.filter(id__in=ids).select_for_update().order_by("id")
    still = [task.id for task in held.only("id")]
    rows = tasks.objects.filter(id__in=still, status__category="Done", done_at=None)
    known = list(rows.filter(id__in=told).only("id"))
    for task in known:
        task.done_at = told[task.id]
    tasks.objects.bulk_update(known, ["done_at"])
    rows.update(done_at=F("updated_at"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tasks", "0006_task_done_at")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
