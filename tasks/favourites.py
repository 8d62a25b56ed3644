"""Favourite boards of several people, read together."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from accounts.models import User
from taskhub.compiled import Compiled, Numbers, columns_of, thing_of
from tasks.models import Board, Favourite
from tasks.rows import ME

if TYPE_CHECKING:
    from django.db.models import QuerySet


def favourites_shown_to(reader: User, user_ids: Iterable[int]) -> dict[int, list[Board]]:
    """By person, the boards that they marked and the reader may see, too; one query.

    The first marked comes first; who has none is not in it.
    """
    found: dict[int, list[Board]] = {}
    for user_id, *board in _shown.rows(me=reader.pk, users=list(user_ids)):
        found.setdefault(user_id, []).append(thing_of(Board, board))
    return found


def _shown_query() -> "QuerySet[Favourite, tuple[Any, ...]]":
    marks = Favourite.objects.filter(user_id__among=Numbers("users")).shown_to(ME)
    return marks.values_list("user_id", *(f"board__{name}" for name in columns_of(Board)))


_shown = Compiled(_shown_query)
