"""Bodies and answers of `/auth`."""
# ruff: noqa: N815  The attributes are the document's keys.

from typing import Any

from rest_framework import serializers

from accounts.sessions import Grant
from taskhub.contracts.totask.serializers.users import NamedIn, UserOut
from taskhub.rest.fields import Password, Text, instant
from taskhub.rest.shapes import In, Out, Query


class RegisterIn(NamedIn):
    """A new account; `username` is made from the address where it is missing."""

    email = Text(max_length=254)
    username = Text(max_length=150, required=False)
    password = Password()


class LoginIn(In):
    """Address and password."""

    email = Text(max_length=254)
    password = Password()


class LogoutIn(In):
    """The refresh token of the session to end, for callers without a bearer token."""

    refreshToken = Text(source="refresh_token", allow_blank=True, required=False)


class RefreshIn(In):
    """The refresh token to exchange."""

    refreshToken = Text(source="refresh_token", allow_blank=True)


class EmailIn(In):
    """The address a mail is wanted at."""

    email = Text(max_length=254)


class VerificationIn(EmailIn):
    """The address, for callers without a bearer token."""

    email = Text(max_length=254, required=False)


class TokenQuery(Query):
    """The secret from a mail."""

    token = Text()


class NewPasswordIn(In):
    """The password to have from now on."""

    password = Password()


class ChangePasswordIn(In):
    """Who, by present password, and the password to have from now on."""

    email = Text(max_length=254)
    password = Password()
    newPassword = Password(source="new_password")


class RegisteredOut(serializers.Serializer[Any]):
    """The new account."""

    user = UserOut()


class TokenOut(serializers.Serializer[Any]):
    """One token, and when it runs out."""

    token = serializers.CharField()
    expires = serializers.DateTimeField()


class TokensOut(Out):
    """Both tokens of a session."""

    access = TokenOut()
    refresh = TokenOut()

    def to_representation(self, grant: Grant) -> dict[str, Any]:
        """From a grant that can be refreshed."""
        return {
            "access": {"token": grant.access, "expires": instant(grant.access_expires)},
            "refresh": {"token": grant.refresh, "expires": instant(grant.refresh_expires)},
        }


class LoginOut(Out):
    """Whose session it is, and its tokens."""

    user = serializers.CharField()
    tokens = TokensOut()

    def to_representation(self, grant: Grant) -> dict[str, Any]:
        """From a grant that can be refreshed."""
        return {"user": str(grant.user.pk), "tokens": TokensOut.of(grant)}
