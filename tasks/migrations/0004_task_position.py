"""A place in its column for every task; rows made meanwhile by an older server get 0."""

from django.db import migrations, models

import tasks.models


class Migration(migrations.Migration):
    dependencies = [("tasks", "0003_numbered_log")]
    operations = [
        migrations.AddField(
            "task",
            "position",
            models.FloatField(db_default=0.0, default=tasks.models.new_position, editable=False),
        ),
    ]
