"""Favourite boards, in and out."""
# ruff: noqa: N815  The attributes are the document's keys.

from typing import Any

from rest_framework import serializers

from taskhub.rest.fields import Text, instant, parse_id
from taskhub.rest.shapes import In, Out
from tasks.models import Board


class BoardIn(In):
    """The board to mark or unmark."""

    boardId = Text(source="board_id")

    def validate_boardId(self, text: str) -> int:  # noqa: N802  DRF finds it by this name
        """The number the text stands for."""
        board_id = parse_id(text)
        if board_id is None:
            raise serializers.ValidationError("A valid board id is required.")
        return board_id


class BoardOut(Out):
    """One board, as others list it."""

    id = serializers.CharField()
    name = serializers.CharField()
    description = serializers.CharField(allow_blank=True)
    isPrivate = serializers.BooleanField()
    createdAt = serializers.DateTimeField()
    updatedAt = serializers.DateTimeField()

    def to_representation(self, board: Board) -> dict[str, Any]:
        """From the board."""
        return {
            "id": str(board.pk),
            "name": board.name,
            "description": board.description,
            "isPrivate": board.is_private,
            "createdAt": instant(board.created_at),
            "updatedAt": instant(board.updated_at),
        }


class FavouritesOut(serializers.Serializer[Any]):
    """The caller's favourite boards."""

    favoriteBoards = BoardOut(many=True)
