"""Statuses of tasks."""

from typing import Any

from rest_framework import serializers

from taskhub.rest.fields import Text
from taskhub.rest.shapes import In, Out
from tasks.models import TaskStatus
from tasks.rows import StatusRow


class StatusIn(In):
    """A status; without a slug it gets one made from the name."""

    name = Text(max_length=100)
    slug = Text(max_length=100, required=False)


class StatusOut(Out):
    """One status."""

    name = serializers.CharField()
    slug = serializers.CharField()
    id = serializers.IntegerField()

    def to_representation(self, status: StatusRow | TaskStatus) -> dict[str, Any]:
        """From a row or from a status already loaded."""
        return {"name": status.name, "slug": status.slug, "id": status.id}
