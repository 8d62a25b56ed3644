"""The admin's forms for accounts."""

from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from accounts.models import User

_PASSWORD = forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "vTextField"})


class TwicePassword(forms.Form):
    """A new password, given twice; what it must be is the service's to say."""

    # Not `password`: a model form would take it for the column of the hash.
    new_password = forms.CharField(label="New password", strip=False, widget=_PASSWORD)
    again = forms.CharField(label="The same again", strip=False, widget=_PASSWORD)

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        data: dict[str, Any] = super().clean() or {}
        if {"new_password", "again"} <= data.keys() and data["new_password"] != data["again"]:
            self.add_error("again", "The two passwords differ.")
        return data


class UserForm(forms.ModelForm):
    """An account; whether its address is free is the service's to say, as at every door."""

    def _get_validation_exclusions(self) -> set[str]:
        # Django would say it by the name of a constraint, and for some spellings twice.
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return {*excluded, "email"}


class NewUserForm(TwicePassword, UserForm):
    """A new account."""

    username = forms.CharField(
        required=False,
        max_length=150,
        widget=AdminTextInputWidget,
        help_text="Made from the address when left empty.",
    )
    verify = forms.BooleanField(
        label="Send the mail that verifies the address", required=False, initial=True
    )

    class Meta:
        """The fields that the account itself has."""

        model = User
        fields: ClassVar = ["email", "username", "first_name", "last_name"]
