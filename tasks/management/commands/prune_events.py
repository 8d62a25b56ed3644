"""`manage.py prune_events`: keep the event log short; once a day is often enough."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from tasks import events


class Command(BaseCommand):
    """Removes events older than TASKHUB_EVENT_RETENTION_DAYS."""

    help = "Remove events that are older than TASKHUB_EVENT_RETENTION_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        days = settings.TASKHUB_EVENT_RETENTION_DAYS
        gone = events.prune(timezone.now() - timedelta(days=days))
        self.stdout.write(f"{gone} events older than {days} days are gone.")
