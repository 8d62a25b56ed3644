"""How totask's errors look."""

from typing import Any

from rest_framework import serializers


class ErrorOut(serializers.Serializer[Any]):
    """The status once more, and one sentence."""

    code = serializers.IntegerField()
    message = serializers.CharField()
