"""How tasktracker words answers and failures: as Django REST framework does."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, TypeVar

from django.db.models import Model, QuerySet
from rest_framework import exceptions as drf

from accounts.errors import EmailTaken, UsernameTaken
from accounts.models import User
from accounts.rows import Person, people
from taskhub import errors
from taskhub.contracts.tasktracker.serializers.common import INVALID, ErrorOut, PageQuery
from taskhub.contracts.tasktracker.serializers.users import UserOut
from taskhub.rest.dialect import DialectView, Failure
from taskhub.rest.fields import parse_id
from taskhub.rest.paging import Page
from taskhub.rest.rendering import Response

Thing = TypeVar("Thing", bound=Model)

#: What a unique validator would say is said of its field.
_FIELDS: dict[type[Exception], str] = {EmailTaken: "email", UsernameTaken: "username"}
#: What the services call by other names than the document.
_NAMES = {"marked": "marked_users", "status": "status_id"}
#: Errors that say no more than their kind get the framework's own sentence.
_SENTENCES: dict[type[Exception], str] = {
    errors.Unauthenticated: str(drf.NotAuthenticated.default_detail),
    errors.NotAllowed: str(drf.PermissionDenied.default_detail),
    errors.NotFound: str(drf.NotFound.default_detail),
}


class TasktrackerView(DialectView):
    """One path of tasktracker.md."""

    error_shape: ClassVar = ErrorOut
    statuses: ClassVar = {EmailTaken: 400, UsernameTaken: 400}

    def body(self, failure: Failure) -> dict[str, Any]:
        """`{"detail": …}`, or the fields of a 400 each with a list of messages."""
        kind = type(failure.error)
        if kind in _FIELDS:
            return {_FIELDS[kind]: [failure.message]}
        if failure.fields:
            return {_NAMES.get(name, name): said for name, said in failure.fields.items()}
        return {"detail": _SENTENCES.get(kind, failure.message)}

    def error_shape_for(self, status: int) -> Any:
        """A 400 may speak of fields."""
        return INVALID if status == 400 else self.error_shape

    def paged(
        self, things: QuerySet[Thing], worded: Callable[[QuerySet[Thing]], list[Any]]
    ) -> Response:
        """The page of a list that the query asks for; a page past the end is empty."""
        page = PageQuery.read(self.request)["wanted"]
        total = things.count()
        results = worded(things[page.slice]) if page.start < total else []
        return self.page_answer(page, results, total)

    def page_answer(self, page: Page, results: list[Any], total: int) -> Response:
        """A page, with what stands around it."""
        return Response(
            {
                "results": results,
                "page": page.number,
                "pages_count": page.count(total),
                "limit": page.size,
            }
        )

    def one_of(
        self, open_to_caller: QuerySet[Thing], text: str, missing: type[errors.NotFound]
    ) -> Thing:
        """The thing whose id stands in the path.

        The document answers 404 for an id that nothing has, and 403 for a thing that is not
        among those open to the caller.
        """
        wanted = parse_id(text)
        found = open_to_caller.filter(pk=wanted).first()
        if found is not None:
            return found
        if open_to_caller.model._default_manager.filter(pk=wanted).exists():
            raise errors.NotAllowed
        raise missing

    def users(self, ids: Iterable[int], known: Iterable[User] = ()) -> dict[int, dict[str, Any]]:
        """People worded, by id, each once for the whole answer.

        One query, none where all are `known` or the caller.
        """
        found = {user.pk: Person.of(user) for user in (self.caller, *known)}
        wanted = set(ids)
        found |= people(wanted - found.keys())
        words = UserOut(context={"avatar_url": self.avatar_url}).to_representation
        return {user_id: words(found[user_id]) for user_id in wanted}
