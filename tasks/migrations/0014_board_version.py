"""A version for every board; those that an older server makes meanwhile get 1, too.

Without the check of a positive integer, for which PostgreSQL would read the whole table.

Creation and change are noted by the services from here on, which the tables do not show.
"""

from django.db import migrations, models
from django.utils import timezone


class Migration(migrations.Migration):
    dependencies = [("tasks", "0013_slug_of_any_script")]
    operations = [
        migrations.AddField(
            "board",
            "version",
            models.IntegerField(db_default=1, default=1, editable=False),
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "board", name, models.DateTimeField(default=timezone.now, editable=False)
                )
                for name in ("created_at", "updated_at")
            ]
        ),
    ]
