"""People, one's own profile, and its picture."""

from typing import Any, ClassVar

from rest_framework.request import Request

from accounts import services as accounts
from accounts.errors import UserNotFound
from accounts.models import User
from accounts.rows import read_people
from taskhub.contracts.tasktracker.dialect import TasktrackerView
from taskhub.contracts.tasktracker.serializers.common import PageQuery
from taskhub.contracts.tasktracker.serializers.users import (
    AVATAR_BODIES,
    UPLOAD_NAMES,
    ProfileIn,
    ProfileOut,
    UserOut,
    UserPageOut,
)
from taskhub.contracts.tasktracker.views.examples import PROFILE, USER, page_of
from taskhub.errors import Invalid
from taskhub.rest import parsing
from taskhub.rest.rendering import Response
from taskhub.rest.schema import operation


class UserList(TasktrackerView):
    """/api/v1/users/"""

    @operation("List users", {200: UserPageOut}, query=PageQuery, public=True, answer=page_of(USER))
    def get(self, request: Request) -> Response:
        return self.paged(User.objects.active().order_by("id"), self._worded)

    def _worded(self, users: Any) -> list[Any]:
        return UserOut.many(read_people(users), avatar_url=self.avatar_url)


class UserByName(TasktrackerView):
    """/api/v1/users/@{username}/"""

    @operation("Read a user", {200: UserOut}, errors=(400, 404), public=True, answer=USER)
    def get(self, request: Request, username: str) -> Response:
        user = User.objects.active().with_username(username).first()
        if user is None:
            raise UserNotFound
        return Response(UserOut.of(user, avatar_url=self.avatar_url))


class Me(TasktrackerView):
    """/api/v1/users/me/"""

    @operation("Read my profile", {200: ProfileOut}, answer=PROFILE)
    def get(self, request: Request) -> Response:
        return Response(ProfileOut.of(self.caller, avatar_url=self.avatar_url))

    @operation(
        "Update my profile",
        {200: UserOut},
        request=ProfileIn,
        example={
            "username": "bob",
            "first_name": "Bob",
            "last_name": "Mayakov",
            "email": "user@example.com",
            "about": "string",
        },
        answer=USER,
    )
    def patch(self, request: Request) -> Response:
        changes = ProfileIn.read(request, partial=True)
        user = accounts.update_user(actor=self.caller, user=self.caller, changes=changes)
        return Response(UserOut.of(user, avatar_url=self.avatar_url))


class MyAvatar(TasktrackerView):
    """/api/v1/users/me/update-avatar/"""

    #: Whatever is no picture within the limits is a 400 here, far too many bytes as well.
    statuses: ClassVar = {**TasktrackerView.statuses, parsing.PayloadTooLarge: 400}

    @classmethod
    def most_bytes(cls) -> int:
        """Room for a picture."""
        return parsing.upload_limit()

    @operation(
        "Update my avatar",
        {200: UserOut},
        request=AVATAR_BODIES,
        errors=(429,),
        answer=USER,
    )
    def patch(self, request: Request) -> Response:
        picture = self._picture(request)
        user = accounts.set_avatar(actor=self.caller, user=self.caller, data=picture)
        return Response(UserOut.of(user, avatar_url=self.avatar_url))

    def _picture(self, request: Request) -> bytes:
        # A body that is no form is taken for the picture whatever its type is called: what
        # the bytes are is found out by decoding them, and curl calls everything a form.
        media, _ = parsing.content_type(request)
        if media != "multipart/form-data":
            return parsing.read_bytes(request)
        files = parsing.read_multipart(request).files
        for name in UPLOAD_NAMES:
            if name in files:
                return files[name].read()
        raise Invalid({"avatar": ["No file was submitted."]})
