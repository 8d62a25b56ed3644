"""Bodies, queries and answers of `/users`."""
# ruff: noqa: N815  The attributes are the document's keys.

from typing import Any, ClassVar

from django.db.models import Case, Expression, F, OrderBy, Value, When
from django.db.models.functions import Lower
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from accounts.names import split_name
from taskhub.contracts.totask.serializers.boards import BoardOut
from taskhub.rest.fields import QueryNumber, Text, instant
from taskhub.rest.shapes import In, Out, Query

_ROLE = Case(When(is_superuser=True, then=Value("admin")), default=Value("user"))
#: What `sortBy` may name, and what it sorts by.
_SORTABLE: dict[str, list[Expression | F]] = {
    "name": [Lower("first_name"), Lower("last_name")],
    "email": [F("email")],
    "username": [F("username_key")],
    "role": [_ROLE],
    "createdAt": [F("created_at")],
}
_DIRECTIONS = ("asc", "desc")


class NamedIn(In):
    """A body that speaks of one `name`; read, it is first and last name."""

    name = Text(max_length=301, allow_blank=True, required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The body in the domain's words."""
        if "name" in attrs:
            attrs["first_name"], attrs["last_name"] = split_name(attrs.pop("name"))
        return attrs


class UserChange(NamedIn):
    """Any subset of what a person may change of an account."""

    email = Text(max_length=254, required=False)
    username = Text(max_length=150, required=False)


@extend_schema_field(OpenApiTypes.BINARY)
class Picture(serializers.FileField):
    """An uploaded file; what is in it, the domain looks at."""


class UserUpload(UserChange):
    """The same as a form, with a picture."""

    file = Picture(required=False)


class SortBy(Text):
    """`field:asc|desc`, several between commas."""

    default_error_messages: ClassVar = {
        "malformed": "Write field:asc or field:desc, separated by commas.",
        "unknown": "Sort by name, email, username, role or createdAt, each once.",
    }

    def to_internal_value(self, data: Any) -> list[OrderBy]:  # type: ignore[override]
        """What to order by."""
        parts = [part.split(":") for part in super().to_internal_value(data).split(",")]
        if any(len(part) != 2 or part[1] not in _DIRECTIONS for part in parts):
            self.fail("malformed")
        fields = [field for field, _ in parts]
        if len(set(fields)) != len(fields) or not _SORTABLE.keys() >= set(fields):
            self.fail("unknown")
        return [
            OrderBy(column, descending=direction == "desc")
            for field, direction in parts
            for column in _SORTABLE[field]
        ]


class UsersQuery(Query):
    """Which users, in which order, and which page of them."""

    name = Text(max_length=301, required=False)
    role = serializers.ChoiceField(choices=["user", "admin"], required=False)
    username = Text(max_length=150, required=False)
    sortBy = SortBy(source="sort_by", required=False)
    limit = QueryNumber(min_value=1, max_value=100, default=10)
    page = QueryNumber(min_value=1, default=1)


class SearchQuery(Query):
    """Part of an address, and how many answers at most."""

    email = Text(max_length=254, required=False)
    limit = QueryNumber(min_value=1, max_value=50, default=5)


class UserOut(Out):
    """A person, with the favourite boards that the reader may see, too."""

    id = serializers.CharField()
    name = serializers.CharField(allow_blank=True)
    email = serializers.EmailField()
    username = serializers.CharField()
    role = serializers.ChoiceField(choices=["user", "admin"])
    isEmailVerified = serializers.BooleanField()
    profilePhotoUrl = serializers.URLField(allow_null=True)
    favoriteBoards = BoardOut(many=True)
    createdAt = serializers.DateTimeField()
    updatedAt = serializers.DateTimeField()

    def to_representation(self, user: User) -> dict[str, Any]:
        """From the person; `photo` and `favourites`, which the row lacks, from the context."""
        return {
            "id": str(user.pk),
            "name": user.full_name,
            "email": user.email,
            "username": user.username,
            "role": user.role,
            "isEmailVerified": user.is_email_verified,
            "profilePhotoUrl": self.context["photo"],
            "favoriteBoards": BoardOut.many(self.context["favourites"]),
            "createdAt": instant(user.created_at),
            "updatedAt": instant(user.updated_at),
        }


class UsersOut(serializers.Serializer[Any]):
    """One page of users."""

    results = UserOut(many=True)
    page = serializers.IntegerField()
    limit = serializers.IntegerField()
    totalPages = serializers.IntegerField()
    totalResults = serializers.IntegerField()


class FoundOut(serializers.Serializer[Any]):
    """The users a search found."""

    results = UserOut(many=True)


class MonthOut(serializers.Serializer[Any]):
    """How many joined in one month; `month` is its English name."""

    month = serializers.CharField()
    year = serializers.IntegerField()
    count = serializers.IntegerField()


class MonthsOut(serializers.Serializer[Any]):
    """The months somebody joined in, the oldest first."""

    results = MonthOut(many=True)
