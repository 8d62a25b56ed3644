"""The forms that finish what a mail began."""

from typing import Any

from django import forms

PASSWORD_INPUT = forms.PasswordInput(attrs={"autocomplete": "new-password"})


class TokenForm(forms.Form):
    """The token of a mail, carried from its link into the button's request."""

    token = forms.CharField(max_length=200, widget=forms.HiddenInput)


class NewPasswordForm(TokenForm):
    """A new password, given twice."""

    password = forms.CharField(label="New password", strip=False, widget=PASSWORD_INPUT)
    again = forms.CharField(label="The same again", strip=False, widget=PASSWORD_INPUT)

    def clean(self) -> dict[str, Any]:
        """Both are the same; what a password must be is the service's to say."""
        data: dict[str, Any] = super().clean() or {}
        if {"password", "again"} <= data.keys() and data["password"] != data["again"]:
            self.add_error("again", "The two passwords differ.")
        return data
