"""Signing up, signing in, and the tokens that come of it."""

from typing import Any

from rest_framework import serializers

from accounts.sessions import Grant
from taskhub.rest.fields import Password, Text
from taskhub.rest.shapes import In, Out


class LoginIn(In):
    """Address and password."""

    email = Text(max_length=254)
    password = Password()


class RegisterIn(In):
    """A new account; the document requires every field."""

    username = Text(max_length=150)
    first_name = Text(max_length=150)
    last_name = Text(max_length=150)
    email = Text(max_length=254)
    password = Password()


class TokensOut(Out):
    """A pair of tokens and the word to send them with."""

    access_token = serializers.CharField()
    refresh_token = serializers.CharField()
    token_type = serializers.CharField()

    def to_representation(self, grant: Grant) -> dict[str, Any]:
        """From what a sign-in or a refresh granted."""
        return {
            "access_token": grant.access,
            "refresh_token": grant.refresh,
            "token_type": "Bearer",
        }
