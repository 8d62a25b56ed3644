"""Fields that take a JSON type for what it is: a number is no string, `"yes"` no boolean."""

import re
from datetime import date, datetime
from typing import Any

from rest_framework import serializers

MAX_ID = 2**63 - 1

_DECIMAL = re.compile(r"[0-9]{1,19}", re.ASCII)
_WORDS = {"true": True, "1": True, "false": False, "0": False}


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC with `Z` (contracts/README.md, "One data model")."""
    if moment is None:
        return None
    text = moment.isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def parse_id(text: str) -> int | None:
    """The id that a path segment names; None where it is no plain decimal of 64 bits.

    Other scripts' digits, signs, blanks and fractions are no ids (security.md).
    """
    if not _DECIMAL.fullmatch(text):
        return None
    number = int(text)
    return number if 0 < number <= MAX_ID else None


class Text(serializers.CharField):
    """A JSON string, trimmed at the ends."""

    def to_internal_value(self, data: Any) -> str:
        """The trimmed text; anything but a string is refused."""
        if not isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """As DRF's, but a number is not turned into text to see whether it is blank."""
        if isinstance(data, (int, float, bool, list, dict)):
            self.fail("invalid")
        return super().run_validation(data)


class Password(Text):
    """A JSON string taken to the letter: never trimmed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, allow_blank=True, write_only=True, **kwargs)


class Flag(serializers.BooleanField):
    """`true` or `false`, nothing that looks like it."""

    def to_internal_value(self, data: Any) -> bool:
        """The boolean; strings and numbers are refused."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class Number(serializers.IntegerField):
    """A JSON integer; no text, no boolean, no fraction."""

    def to_internal_value(self, data: Any) -> int:
        """The integer; anything else is refused."""
        if not isinstance(data, int) or isinstance(data, bool):
            self.fail("invalid")
        return data


class Day(serializers.DateField):
    """A calendar day as `YYYY-MM-DD`."""

    def to_internal_value(self, value: Any) -> date:
        """The day; times and numbers are refused."""
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            self.fail("invalid", format="YYYY-MM-DD")
        day: date = super().to_internal_value(value)
        return day


class QueryNumber(serializers.IntegerField):
    """A plain decimal number in a query string."""

    def to_internal_value(self, data: Any) -> int:
        """The number; signs, blanks, fractions and other scripts are refused."""
        if not _DECIMAL.fullmatch(str(data)):
            self.fail("invalid")
        return int(data)


class QueryFlag(serializers.BooleanField):
    """`true`, `false`, `1` or `0` in a query string, in any case."""

    def to_internal_value(self, data: Any) -> bool:
        """The boolean the word stands for."""
        word = str(data).lower()
        if word not in _WORDS:
            self.fail("invalid", input=data)
        return _WORDS[word]
