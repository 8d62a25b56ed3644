"""Words in titles and descriptions, on SQLite: found without reading every text.

`tasks.text_index` fills the table after every migration, this one included. Where SQLite lacks
FTS5 or its trigrams, searching stays as slow as it was (docs/settings.md, "Data").
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from tasks import text_index


def create(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The table, where that is possible."""
    if editor.connection.vendor == "sqlite" and text_index.is_possible(editor.connection):
        text_index.create(editor.connection)


def drop(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Its triggers were taken down before this migration began."""
    if editor.connection.vendor == "sqlite":
        text_index.drop(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("tasks", "0010_search_by_trigrams")]
    operations = [migrations.RunPython(create, drop)]
