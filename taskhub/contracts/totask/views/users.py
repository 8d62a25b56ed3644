"""`/users`: people, by themselves and by superusers."""

from math import ceil
from typing import Any

from django.db.models import QuerySet
from rest_framework.request import Request

from accounts import policy
from accounts import services as accounts
from accounts.models import User
from taskhub.contracts.totask.dialect import TotaskView
from taskhub.contracts.totask.serializers.auth import RegisterIn
from taskhub.contracts.totask.serializers.users import (
    FoundOut,
    MonthsOut,
    SearchQuery,
    UserChange,
    UserOut,
    UsersOut,
    UsersQuery,
    UserUpload,
)
from taskhub.contracts.totask.views.examples import NEW_USER, USER
from taskhub.rest.paging import Page
from taskhub.rest.parsing import content_type, has_body, read_multipart, upload_limit
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation

_MULTIPART = "multipart/form-data"
_ID = {"user_id": int}
# Not `calendar.month_name`: that speaks the server's locale.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class UserList(TotaskView):
    """/users"""

    @operation(
        "Create a user",
        {201: UserOut},
        request=RegisterIn,
        errors=(403,),
        example=NEW_USER,
        answer={**USER, "favoriteBoards": []},
    )
    def post(self, request: Request) -> Response:
        policy.require_administer(self.caller)
        # No peer: a superuser who brings in a whole team is not a stranger signing up.
        user = accounts.register(**RegisterIn.read(request), verify=True)
        return Response(self.user_with(user, []), status=201)

    @operation(
        "List users",
        {200: UsersOut},
        query=UsersQuery,
        errors=(403,),
        answer={
            "results": [USER],
            "page": 1,
            "limit": 10,
            "totalPages": 1,
            "totalResults": 1,
        },
    )
    def get(self, request: Request) -> Response:
        policy.require_administer(self.caller)
        wanted = UsersQuery.read(request)
        page = Page(wanted["page"], wanted["limit"])
        users = _filtered(wanted).order_by(*wanted.get("sort_by", ()), "id")
        total = users.count()
        return Response(
            {
                "results": self.users(users[page.slice]),
                "page": page.number,
                "limit": page.size,
                "totalPages": ceil(total / page.size),
                "totalResults": total,
            }
        )


class CurrentUser(TotaskView):
    """/users/user"""

    @operation("Read my account", {200: UserOut}, answer=USER)
    def get(self, request: Request) -> Response:
        return Response(self.user(self.caller))


class UserSearch(TotaskView):
    """/users/getUsers"""

    @operation(
        "Search users by email",
        {200: FoundOut},
        query=SearchQuery,
        errors=(429,),
        answer={"results": [USER]},
    )
    def get(self, request: Request) -> Response:
        wanted = SearchQuery.read(request)
        users = User.objects.active()
        if "email" in wanted:
            users = accounts.find_by_email(actor=self.caller, part=wanted["email"])
        found = users.order_by("email")[: wanted["limit"]]
        return Response({"results": self.users(found)})


class UsersByMonth(TotaskView):
    """/users/usersByMonth"""

    @operation(
        "Count users by month",
        {200: MonthsOut},
        answer={"results": [{"month": "January", "year": 2026, "count": 3}]},
    )
    def get(self, request: Request) -> Response:
        results = [
            {"month": _MONTHS[month - 1], "year": year, "count": count}
            for year, month, count in accounts.users_by_month()
        ]
        return Response({"results": results})


class ProfilePicture(TotaskView):
    """/users/deleteProfilePic/:userId"""

    @operation(
        "Delete the profile picture",
        {200: UserOut},
        errors=(403, 404),
        path=_ID,
        answer=USER,
    )
    def put(self, request: Request, user_id: str) -> Response:
        user = self.existing_user(user_id)
        return Response(self.user(accounts.remove_avatar(actor=self.caller, user=user)))


class UserDetail(TotaskView):
    """/users/:userId"""

    @classmethod
    def most_bytes(cls) -> int:
        """Room for a picture."""
        return upload_limit()

    def body_limit(self) -> int:
        """A form may carry a picture."""
        is_form = content_type(self.request)[0] == _MULTIPART
        return upload_limit() if is_form and self.request.method == "PUT" else super().most_bytes()

    @operation("Read a user", {200: UserOut}, errors=(404,), path=_ID, answer=USER)
    def get(self, request: Request, user_id: str) -> Response:
        return Response(self.user(self.existing_user(user_id)))

    @operation(
        "Update a user",
        {200: UserOut},
        request={"application/json": UserChange, _MULTIPART: UserUpload},
        errors=(403, 404, 429),
        path=_ID,
        example={"name": "New Name", "email": "newemail@example.com"},
        answer={**USER, "name": "New Name", "email": "newemail@example.com"},
    )
    def put(self, request: Request, user_id: str) -> Response:
        user = self.existing_user(user_id)
        policy.require_manage(self.caller, user)
        changes = _changes(request)
        photo = changes.pop("file", None)
        user = accounts.update_user(
            actor=self.caller,
            user=user,
            changes=changes,
            picture=None if photo is None else photo.read(),
        )
        return Response(self.user(user))

    @operation("Delete a user", {204: None}, errors=(403, 404), path=_ID)
    def post(self, request: Request, user_id: str) -> Response:
        accounts.delete_user(actor=self.caller, user=self.existing_user(user_id))
        return Response(status=204)

    @operation(
        "Delete a user by DELETE", {204: None}, errors=(403, 404), path=_ID, documented=False
    )
    def delete(self, request: Request, user_id: str) -> Response:
        return self.post(request, user_id)


def _filtered(wanted: dict[str, Any]) -> QuerySet[User]:
    users = User.objects.existing()
    if "name" in wanted:
        users = users.name_containing(wanted["name"])
    if "username" in wanted:
        users = users.username_containing(wanted["username"])
    if "role" in wanted:
        users = users.filter(is_superuser=wanted["role"] == "admin")
    return users


def _changes(request: Request) -> dict[str, Any]:
    if content_type(request)[0] != _MULTIPART or not has_body(request):
        return UserChange.read(request)
    form = read_multipart(request)
    return UserUpload.check({**form.texts, **form.files})
