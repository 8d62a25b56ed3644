"""Words in titles and descriptions, on PostgreSQL: found without reading every text.

Without pg_trgm, which comes with PostgreSQL but may be missing or forbidden, searching stays
as slow as it was (docs/settings.md, "Data", says how to make the indexes later).
"""

from django.db import DatabaseError, migrations, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from taskhub.indexes import LiveIndex


def extend(apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    """Install the extension where that is possible."""
    if editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=editor.connection.alias):
            editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError:
        return


class TrigramIndex(LiveIndex):
    """An index on the trigrams of a column in capitals, which is how `icontains` compares."""

    def __init__(self, name: str, table: str, column: str) -> None:
        super().__init__(name, f"{table} USING gin (UPPER({column}) gin_trgm_ops)", "postgresql")

    def _is_for(self, editor: BaseDatabaseSchemaEditor) -> bool:
        return super()._is_for(editor) and _is_extended(editor)


def _is_extended(editor: BaseDatabaseSchemaEditor) -> bool:
    with editor.connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
        return cursor.fetchone() is not None


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("tasks", "0009_marks_by_user")]
    operations = [
        # The extension stays: others may use it.
        migrations.RunPython(extend, migrations.RunPython.noop),
        TrigramIndex("task_title_trigrams", "tasks_task", "title"),
        TrigramIndex("task_description_trigrams", "tasks_task", "description"),
    ]
