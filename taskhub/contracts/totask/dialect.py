"""How totask words answers and failures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from accounts.errors import EmailTaken, UsernameTaken, UserNotFound
from accounts.models import User
from accounts.rows import existing
from taskhub.contracts.totask.serializers.boards import BoardOut
from taskhub.contracts.totask.serializers.errors import ErrorOut
from taskhub.contracts.totask.serializers.users import UserOut
from taskhub.errors import Invalid
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.rendering import Response
from tasks.favourites import favourites_shown_to
from tasks.models import Board


class TotaskView(DialectView):
    """One path of totask.md."""

    error_shape: ClassVar = ErrorOut
    statuses: ClassVar = {EmailTaken: 400, UsernameTaken: 400}
    #: What the document calls the fields that the domain refuses.
    words: ClassVar[Mapping[str, str]] = {
        "first_name": "name",
        "last_name": "name",
        "avatar": "file",
    }

    def body(self, failure: Failure) -> dict[str, Any]:
        """`{"code", "message"}`; the message names the field at fault and why."""
        if isinstance(failure.error, Invalid):
            failure = replace(failure, fields=self._reworded(failure.fields))
        return {"code": failure.status, "message": failure.explanation}

    def user(self, user: User) -> dict[str, Any]:
        """One person as the caller may see them; one query, for the favourites."""
        return self.users([user])[0]

    def users(self, users: Iterable[User]) -> list[dict[str, Any]]:
        """People as the caller may see them; one query, for everybody's favourites."""
        people = list(users)
        boards = favourites_shown_to(self.caller, [user.pk for user in people])
        return [self.user_with(user, boards.get(user.pk, [])) for user in people]

    def user_with(self, user: User, favourites: Sequence[Board]) -> dict[str, Any]:
        """One person, with favourites at hand."""
        context = {"photo": self.avatar_url(user), "favourites": favourites}
        person: dict[str, Any] = UserOut.of(user, **context)
        return person

    def my_favourites(self) -> Response:
        """The caller's favourite boards, as three paths answer."""
        boards = Board.objects.favourites_of(self.caller)
        return Response({"favoriteBoards": BoardOut.many(boards)})

    def existing_user(self, user_id: str) -> User:
        """The person a path names; raises `UserNotFound` for a deleted one, too."""
        user = existing(parse_id(user_id))
        if user is None:
            raise UserNotFound
        return user

    def _reworded(self, fields: Mapping[str, list[str]]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, texts in fields.items():
            found.setdefault(self.words.get(name, name), []).extend(texts)
        return found
