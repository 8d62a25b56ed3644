"""One's own tasks in the order of their due dates, those without one last."""

from django.db import migrations, models

from taskhub.indexes import LiveIndex


class Migration(migrations.Migration):
    # CONCURRENTLY stands in no transaction.
    atomic = False
    dependencies = [("tasks", "0011_search_by_fts")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [LiveIndex("task_by_due", "tasks_task (author_id, due_date, id DESC)")],
            [
                migrations.AddIndex(
                    "task", models.Index(fields=["author", "due_date", "-id"], name="task_by_due")
                )
            ],
        )
    ]
