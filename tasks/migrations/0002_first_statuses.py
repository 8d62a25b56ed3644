"""The three statuses that every hub starts with, one of each category."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST = [
    ("To do", "to-do", "ToDo"),
    ("In progress", "in-progress", "InProgress"),
    ("Done", "done", "Done"),
]


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add them."""
    status = apps.get_model("tasks", "TaskStatus")
    for position, (name, slug, category) in enumerate(FIRST, start=1):
        status.objects.create(name=name, slug=slug, category=category, position=position)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0001_initial")]
    # Backwards the rows stay: tasks may hold them, and the next step drops the table.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
