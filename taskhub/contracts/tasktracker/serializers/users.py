"""People, as others see them and as they see themselves."""

from typing import Any

from rest_framework import serializers

from accounts.models import User
from accounts.rows import Person
from taskhub.contracts.tasktracker.serializers.common import PageOut
from taskhub.rest.fields import Text, instant
from taskhub.rest.shapes import In, Out


class ProfileIn(In):
    """Any subset of one's own profile."""

    username = Text(max_length=150, required=False)
    first_name = Text(max_length=150, allow_blank=True, required=False)
    last_name = Text(max_length=150, allow_blank=True, required=False)
    email = Text(max_length=254, required=False)
    about = Text(max_length=2000, allow_blank=True, required=False)


#: Names that a form may send a picture under.
UPLOAD_NAMES = ("avatar", "file", "image")

_PICTURE = {"type": "string", "format": "binary"}
#: The bodies that bring a picture, as schemas: no serializer reads them.
AVATAR_BODIES = {
    "multipart/form-data": {
        "type": "object",
        "description": "One of the three is enough.",
        "properties": dict.fromkeys(UPLOAD_NAMES, _PICTURE),
    },
    "image/*": _PICTURE,
}


class UserOut(Out):
    """Somebody, without address and state."""

    username = serializers.CharField()
    first_name = serializers.CharField()
    last_name = serializers.CharField()
    id = serializers.IntegerField()
    full_name = serializers.CharField()
    avatar = serializers.URLField(allow_null=True)
    about = serializers.CharField()

    def to_representation(self, person: Person | User) -> dict[str, Any]:
        """From a row or from somebody already loaded; the context brings `avatar_url`."""
        return {
            "username": person.username,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "id": person.id,
            "full_name": person.full_name,
            "avatar": self.context["avatar_url"](person),
            "about": person.about,
        }


class ProfileOut(UserOut):
    """The caller, address and state included."""

    email = serializers.EmailField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    is_active = serializers.BooleanField()

    def to_representation(self, user: User) -> dict[str, Any]:  # type: ignore[override]
        """From the caller."""
        return {
            **super().to_representation(user),
            "email": user.email,
            "created_at": instant(user.created_at),
            "updated_at": instant(user.updated_at),
            "is_active": user.is_active,
        }


class UserPageOut(PageOut):
    """A page of people."""

    results = UserOut(many=True)
