"""SQLite speaking all scripts: its own LOWER, UPPER and LIKE know the letters A to Z only.

With these, `icontains`, `iexact` and `Lower` find the same rows as on PostgreSQL. And instants,
which it keeps as texts, are read quickly.
"""

import re
import sqlite3
import threading
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from sqlite3 import Connection
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.dateparse import parse_datetime


def read_instants_at_once() -> None:
    """Have columns of instants read in UTC by the driver, for all connections from now on.

    Django's reader makes each of them twice, without a time zone and with one; two hundred
    stand in a list of a hundred tasks.
    """
    sqlite3.register_converter("datetime", instant)


def instant(written: bytes) -> datetime | None:
    """The instant that Django wrote, which it does in UTC; None for what is none."""
    text = written.decode()
    try:
        return datetime.fromisoformat(f"{text}+00:00")
    except ValueError:  # written by somebody else, with a time zone of its own perhaps
        return parse_datetime(text)


def install(connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Register the functions on a new connection; a receiver of `connection_created`."""
    if connection.vendor != "sqlite":
        return
    register(connection.connection)
    if in_turn not in connection.execute_wrappers:
        connection.execute_wrappers.append(in_turn)


def register(connection: Connection) -> None:
    """Replace SQLite's own three functions on this connection, and add one."""
    # Deterministic: an index on LOWER(email) must be allowed to use it.
    connection.create_function("lower", 1, lower, deterministic=True)
    connection.create_function("upper", 1, upper, deterministic=True)
    connection.create_function("like", 2, like, deterministic=True)
    connection.create_function("like", 3, like, deterministic=True)
    # A name of its own: a program that does not know it cannot write a wrong index.
    connection.create_function("taskhub_text", 2, text, deterministic=True)


#: Whose turn it is to write, among the threads of this process.
_turn = threading.Lock()
#: Seconds after which a writer leaves it to SQLite whether it may.
PATIENCE = 5.0


class QueueingConnection(Connection):
    """A connection whose transactions wait for those of this process's other threads in a queue.

    SQLite lets one write at a time; the others look again now and then, for longer and longer,
    and whoever looks at the right moment goes first. With a few threads that write, one in a
    hundred waited ten times as long as it had to.
    """

    _has_turn = False

    def wait_for_turn(self) -> None:
        """Be the one that writes, until the transaction ends."""
        if not self._has_turn:
            self._has_turn = _turn.acquire(timeout=PATIENCE)

    def pass_turn_on(self) -> None:
        """Let the next one write; nothing, where it is not our turn."""
        if self._has_turn:
            self._has_turn = False
            _turn.release()

    def commit(self) -> None:
        """As SQLite's; where it fails the transaction goes on."""
        super().commit()
        self.pass_turn_on()

    def rollback(self) -> None:
        """As SQLite's."""
        try:
            super().rollback()
        finally:
            self.pass_turn_on()

    def close(self) -> None:
        """As SQLite's."""
        try:
            super().close()
        finally:
            self.pass_turn_on()


def in_turn(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Begin a transaction when it is this thread's turn; a wrapper of Django's statements."""
    if not sql.startswith("BEGIN"):
        return execute(sql, params, many, context)
    connection: QueueingConnection = context["connection"].connection
    connection.wait_for_turn()
    try:
        return execute(sql, params, many, context)
    except BaseException:
        connection.pass_turn_on()
        raise


def lower(value: Any) -> Any:
    """The text in small letters, letter by letter."""
    if not isinstance(value, str):
        return value
    small = value.lower()
    # Python knows the sigma at the end of a word, and letters that become two; a database
    # does not, and `_` in a pattern counts letters.
    if len(small) != len(value) or "Σ" in value:
        small = "".join(_single(letter, letter.lower()) for letter in value)
    return small


def upper(value: Any) -> Any:
    """The text in capitals, letter by letter."""
    if not isinstance(value, str):
        return value
    capitals = value.upper()
    if len(capitals) != len(value):
        capitals = "".join(_single(letter, letter.upper()) for letter in value)
    return capitals


def like(pattern: Any, value: Any, escape: str | None = None) -> bool | None:
    """`value LIKE pattern ESCAPE escape`, in any case."""
    if pattern is None or value is None:
        return None
    matcher = _matcher(upper(str(pattern)), escape and upper(escape))
    return matcher.fullmatch(upper(str(value))) is not None


def text(title: str, description: str) -> str:
    """What searches for words in a task compare, as `like` does (`tasks.text_index`)."""
    # The tokenizer reads up to the first NUL, which no text of ours holds.
    return f"{upper(title)}\n{upper(description)}".replace("\0", "\n")


def _single(letter: str, changed: str) -> str:
    return changed if len(changed) == 1 else letter


@lru_cache(maxsize=256)
def _matcher(pattern: str, escape: str | None) -> re.Pattern[str]:
    parts, letters = [], iter(pattern)
    for letter in letters:
        if letter == escape:
            parts.append(re.escape(next(letters, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(letter) or re.escape(letter))
    return re.compile("".join(parts), re.DOTALL)
