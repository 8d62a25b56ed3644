"""A row for each table whose changes triggers count; `tasks.triggers` puts those up afterwards."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tasks import triggers


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers down before the table goes that they write to."""
    triggers.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0007_task_done_at_filled")]
    operations = [
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "kind",
                    models.CharField(max_length=63, primary_key=True, serialize=False),
                ),
                ("value", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(migrations.RunPython.noop, remove),
    ]
