"""What single values must be like, whichever door they come in by.

A rule takes a value and returns it as it is stored, or raises `Broken`; `cleaned` runs the
rules of several fields and tells everything that is wrong at once.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext

from accounts.validation import is_storable
from taskhub.errors import Invalid

Rule = Callable[[Any], Any]

#: The largest position PostgreSQL's integer column takes.
MOST_POSITION = 2**31 - 1


class Broken(Exception):
    """A value breaks a rule; the text says which, in the language of whoever sent it."""


def cleaned(values: Mapping[str, Any], rules: Mapping[str, Rule]) -> dict[str, Any]:
    """The values as they are stored. Raises `Invalid` with a message for each bad field."""
    good: dict[str, Any] = {}
    bad: dict[str, list[str]] = {}
    for name, value in values.items():
        try:
            good[name] = rules.get(name, _unknown)(value)
        except Broken as broken:
            bad[name] = [str(broken)]
    if bad:
        raise Invalid(bad)
    return good


def _unknown(value: object) -> Any:
    raise Broken(gettext("This field cannot be set."))


def text(longest: int, *, blank: bool = True) -> Rule:
    """Text of a bounded length, trimmed at the ends, that every database can store."""

    def rule(value: object) -> str:
        if not isinstance(value, str):
            raise Broken(gettext("Must be a text."))
        value = value.strip()
        if not value and not blank:
            raise Broken(gettext("This field may not be blank."))
        if len(value) > longest:
            told = gettext("Ensure this field has no more than %(most)s characters.")
            raise Broken(told % {"most": longest})
        if not is_storable(value):
            raise Broken(gettext("This text holds a character that cannot be stored."))
        return value

    return rule


def choice(values: Iterable[str]) -> Rule:
    """One of a few words."""
    allowed = tuple(values)

    def rule(value: object) -> str:
        if not isinstance(value, str) or value not in allowed:
            told = gettext("Must be one of: %(choices)s.")
            raise Broken(told % {"choices": ", ".join(allowed)})
        return str(value)

    return rule


def day(value: object) -> datetime.date | None:
    """A calendar day, or none."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime) or not isinstance(value, datetime.date):
        raise Broken(gettext("Must be a date."))
    return value


def flag(value: object) -> bool:
    """Yes or no."""
    if not isinstance(value, bool):
        raise Broken(gettext("Must be true or false."))
    return value


def position(value: object) -> int:
    """A place in an order, from 0 on."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Broken(gettext("Must be a whole number."))
    if not 0 <= value <= MOST_POSITION:
        raise Broken(gettext("Must be between 0 and %(most)s.") % {"most": MOST_POSITION})
    return value
