"""The log in the order of commits, the board of each event, and where a pruned log begins."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# BEFORE and FOR EACH STATEMENT: the lock is there before the first id is drawn, and held
# until the commit, so that whoever draws a later id also commits later (docs/decisions/0004).
FUNCTION = """
CREATE FUNCTION tasks_event_in_turn() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_advisory_xact_lock(7303); RETURN NULL; END $$
"""
TRIGGER = """
CREATE TRIGGER tasks_event_in_turn BEFORE INSERT ON tasks_event
FOR EACH STATEMENT EXECUTE FUNCTION tasks_event_in_turn()
"""


def add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Put writers of events in a row; SQLite has one at a time anyway."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FUNCTION)
        schema_editor.execute(TRIGGER)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let them draw ids as they come."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER tasks_event_in_turn ON tasks_event")
        schema_editor.execute("DROP FUNCTION tasks_event_in_turn()")


class Migration(migrations.Migration):
    dependencies = [("tasks", "0002_first_statuses")]
    operations = [
        migrations.AddField("event", "board_id", models.BigIntegerField(null=True)),
        migrations.CreateModel(
            name="LogStart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pruned_to", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(add, remove),
    ]
