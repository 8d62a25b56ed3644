"""No secret reaches the log: looked at after every test.

What is secret is noted where it comes into being or is compared: passwords where they are
hashed, tokens where they are made, cookies where their key is. Lines are looked at as the
server would write them, with their tracebacks.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from django.contrib.auth.hashers import BasePasswordHasher, MD5PasswordHasher
from django.contrib.sessions.backends.base import SessionBase

from accounts import tokens
from accounts.hashers import Argon2Hasher
from taskhub.logs import CallersFault, JsonFormatter

# Shorter ones stand in ordinary words by chance.
_SHORTEST = 8
#: Words that tests try as passwords and that paths and messages hold as well.
_ORDINARY = frozenset({"password", "deadlock"})
_JWT = re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}")

_secrets: set[str] = set()


def note(secret: object) -> None:
    """Look for this one after the test."""
    text = secret.decode("utf-8", "replace") if isinstance(secret, bytes) else str(secret)
    if len(text.strip()) >= _SHORTEST and text.lower() not in _ORDINARY:
        _secrets.add(text)


def found_in(line: str) -> str | None:
    """What of a line is secret: noted in this test, or a token by its looks."""
    if match := _JWT.search(line):
        return match.group()
    return next((secret for secret in _secrets if secret in line), None)


def check(lines: Iterable[str]) -> None:
    """Fail if any of these lines of a log holds a secret."""
    leaked = [(found, line) for line in lines if (found := found_in(line))]
    assert leaked == [], f"logged: {leaked[0]}"


class Ear(logging.Handler):
    """Keeps what is logged, worded as by the server's own handler."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self.setFormatter(JsonFormatter())
        self.filters = [CallersFault()]

    def handle(self, record: logging.LogRecord) -> bool:
        """Word a copy: the record itself goes on to other handlers."""
        copy = logging.makeLogRecord(record.__dict__)
        if self.filter(copy):
            # Past JSON's escapes, so that a secret looks as it did when it was noted.
            self.lines.append(str(list(json.loads(self.format(copy)).values())))
        return True


@pytest.fixture(autouse=True)
def no_secret_in_the_log() -> Iterator[Ear]:
    """Fails the test whose log holds a password, token or cookie that it used."""
    _secrets.clear()
    ear = Ear()
    root = logging.getLogger()
    root.addHandler(ear)
    yield ear
    root.removeHandler(ear)
    check(ear.lines)


def _noting(function: Callable[..., Any], argument: int | None = None) -> Callable[..., Any]:
    """The same function; its result, or one of its arguments, is noted."""

    def noting(*args: Any, **kwargs: Any) -> Any:
        result = function(*args, **kwargs)
        note(result if argument is None else args[argument])
        return result

    return noting


def install() -> None:
    """Have secrets noted for as long as this process tests."""
    for name in ("new_secret", "write_access", "write_refresh"):
        setattr(tokens, name, _noting(getattr(tokens, name)))
    hashers: tuple[type[BasePasswordHasher], ...] = (MD5PasswordHasher, Argon2Hasher)
    for hasher in hashers:
        hasher.encode = _noting(hasher.encode, 1)  # type: ignore[method-assign]
    cookies: Any = SessionBase
    cookies._get_new_session_key = _noting(cookies._get_new_session_key)


install()
