"""What a slug may hold is for the services to say; the column is as it was."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0012_own_tasks_by_due_date")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "taskstatus", "slug", models.CharField(max_length=100, unique=True)
                ),
            ]
        ),
    ]
