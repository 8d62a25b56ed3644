"""A version for every comment.

Without the check of a positive integer, for which PostgreSQL would read the whole table; the
database's default is for rows that an older server writes while a new one is being rolled out.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("comments", "0001_initial")]
    operations = [
        migrations.AddField(
            "comment",
            "version",
            models.IntegerField(db_default=1, default=1, editable=False),
        ),
    ]
