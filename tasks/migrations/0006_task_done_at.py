"""When a task was done; a column without a default, which no table is rewritten for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0005_task_positions_filled")]
    operations = [
        migrations.AddField("task", "done_at", models.DateTimeField(editable=False, null=True)),
    ]
