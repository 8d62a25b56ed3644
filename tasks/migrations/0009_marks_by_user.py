"""The tasks somebody is marked in, in the order of their ids."""

from django.db import migrations

from taskhub.indexes import LiveIndex


class Migration(migrations.Migration):
    # CONCURRENTLY stands in no transaction.
    atomic = False
    dependencies = [("tasks", "0008_revision")]
    operations = [
        LiveIndex("mark_by_user", "tasks_task_marked_users (user_id, task_id)"),
    ]
