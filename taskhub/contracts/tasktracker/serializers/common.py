"""What all chapters share: error bodies and pages."""

from typing import Any

from rest_framework import serializers

from taskhub.rest.fields import QueryNumber
from taskhub.rest.paging import Page
from taskhub.rest.shapes import Query

LARGEST_PAGE = 1000


class ErrorOut(serializers.Serializer[Any]):
    """What went wrong, in one sentence."""

    detail = serializers.CharField()


#: A 400: one sentence, or the messages of each field at fault. The names of the fields are
#: the request's, so no serializer can say it.
INVALID = {
    "anyOf": [
        {
            "type": "object",
            "properties": {"detail": {"type": "string"}},
            "required": ["detail"],
            "additionalProperties": False,
        },
        {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
        },
    ]
}


class PageQuery(Query):
    """Which page, and how many objects on it."""

    page = QueryNumber(min_value=1, default=1)
    limit = QueryNumber(min_value=1, max_value=LARGEST_PAGE, default=100)

    def validate(self, attrs: dict[str, int]) -> dict[str, Any]:
        """The two numbers as one `Page`."""
        return {"wanted": Page(attrs["page"], attrs["limit"])}


class PageOut(serializers.Serializer[Any]):
    """What stands around the `results` of every list."""

    page = serializers.IntegerField()
    pages_count = serializers.IntegerField()
    limit = serializers.IntegerField()
