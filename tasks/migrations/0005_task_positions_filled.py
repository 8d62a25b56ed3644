"""Old tasks in the order they were made in, and the index of the columns; readers go on.

Both run outside of one long transaction: the rows are written a portion at a time, and
PostgreSQL builds the index beside its writers.
"""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, Max

PORTION = 5_000
GAP = 65_536.0


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The newest first, and all of them below whatever is made from now on."""
    tasks = apps.get_model("tasks", "Task").objects.filter(position__gte=0)
    last = tasks.aggregate(last=Max("id"))["last"] or 0
    for start in range(0, last, PORTION):
        portion = tasks.filter(id__gt=start, id__lte=start + PORTION)
        portion.update(position=F("id") * -GAP)


class AddIndexBesideWriters(migrations.AddIndex):
    """CREATE INDEX CONCURRENTLY where there is such a thing."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        """Build it."""
        if schema_editor.connection.vendor != "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        model = to_state.apps.get_model(app_label, self.model_name)
        schema_editor.add_index(model, self.index, concurrently=True)


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tasks", "0004_task_position")]
    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        AddIndexBesideWriters(
            "task",
            models.Index(fields=["board", "status", "position", "-id"], name="task_by_column"),
        ),
    ]
