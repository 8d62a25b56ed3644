"""The index of searches on SQLite: which tasks could hold some words, found without reading texts.

An FTS5 table of trigrams, by the tasks' ids. It holds no texts and is a sieve only: what it
lets through is compared in full (`tasks.search`), so that a search finds the same tasks with
it and without. PostgreSQL has an index for that comparison itself.

As with those of `tasks.triggers`, the triggers that keep it are put up after every `migrate`,
and no migration runs below them: where they are missing, the index is filled anew.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.db import OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.transaction import atomic

from taskhub.sqlite import upper

TABLE = "task_texts"
#: So many tasks at most come through the sieve. Reading the texts of all that somebody sees
#: takes no longer than sifting more.
MOST = 20_000
#: So many trigrams are looked for; each costs a list of all tasks that hold it.
MOST_TRIGRAMS = 16

# Only whether a task holds a trigram is kept: not where, not how often, not in what text.
_TABLE = (
    "CREATE VIRTUAL TABLE {name} USING fts5"
    "(text, content='', columnsize=0, detail=none, tokenize='trigram case_sensitive 1')"
)
_TEXT = "taskhub_text({row}title, {row}description)"
_INTO = f"INSERT INTO {TABLE}"
_ADD = f"{_INTO} (rowid, text) VALUES (new.id, {_TEXT.format(row='new.')});"
_REMOVE = f"{_INTO} ({TABLE}, rowid, text) VALUES ('delete', old.id, {_TEXT.format(row='old.')});"
_TRIGGERS = {
    "insert": f"AFTER INSERT ON tasks_task BEGIN {_ADD} END",
    "update": "AFTER UPDATE OF title, description ON tasks_task"
    " WHEN old.title IS NOT new.title OR old.description IS NOT new.description"
    f" BEGIN {_REMOVE} {_ADD} END",
    "delete": f"AFTER DELETE ON tasks_task BEGIN {_REMOVE} END",
}
# A newer Python may know more capitals, and what was indexed with fewer is not found by them.
_MARK = hashlib.sha256(repr((_TABLE, _TRIGGERS, unicodedata.unidata_version)).encode()).hexdigest()
_NAMES = {verb: f"{TABLE}_{verb}_{_MARK[:8]}" for verb in _TRIGGERS}


def candidates(words: Iterable[str], connection: BaseDatabaseWrapper) -> list[int] | None:
    """The ids of all tasks that could hold these words; None if the index is no help.

    That is so where there is none, where the words are too short for it, and where too many
    tasks could. Asks SQLite itself, which is a call of a function in this process.
    """
    trigrams = _trigrams(words)
    if connection.vendor != "sqlite" or not trigrams or not _is_up(connection):
        return None
    sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ? LIMIT {MOST + 1:d}"  # noqa: S608
    wanted = " AND ".join(map(_quoted, trigrams))
    found = [pk for (pk,) in connection.connection.execute(sql, [wanted])]
    return found if len(found) <= MOST else None


def _trigrams(words: Iterable[str]) -> Sequence[str]:
    """Some that every text with these words holds: of each word as many as cover its letters."""
    found: dict[str, None] = {}
    for word in map(upper, words):
        last = len(word) - 3
        starts = [*range(0, last, 3), last] if last >= 0 else []
        found.update(dict.fromkeys(word[start : start + 3] for start in starts))
    return list(found)[:MOST_TRIGRAMS]


def _quoted(trigram: str) -> str:
    return '"{}"'.format(trigram.replace('"', '""'))


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`: the index as it should be, in one transaction."""
    connection = connections[using]
    if connection.vendor != "sqlite" or _is_up(connection):
        return
    with atomic(using=using):
        _take_down(connection)
        if TABLE in connection.introspection.table_names() and is_possible(connection):
            _put_up(connection)


def before_migrate(sender: AppConfig, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Receiver of `pre_migrate`: no triggers while tables are changed."""
    if plan and connections[using].vendor == "sqlite":
        _take_down(connections[using])


def is_possible(connection: BaseDatabaseWrapper) -> bool:
    """Whether this SQLite has FTS5 and its trigrams, which came with 3.34."""
    try:
        with atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(_TABLE.format(name=f"temp.{TABLE}_try"))
            cursor.execute(f"DROP TABLE temp.{TABLE}_try")
    except OperationalError:
        return False
    return True


def create(connection: BaseDatabaseWrapper) -> None:
    """Makes the table, which stays empty until `after_migrate`."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE.format(name=TABLE))


def drop(connection: BaseDatabaseWrapper) -> None:
    """Takes the table away, if it is there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def _is_up(connection: BaseDatabaseWrapper) -> bool:
    """Whether the index holds what the tasks say, by the triggers that see to it."""
    return _NAMES["insert"] in _present(connection)


def _present(connection: BaseDatabaseWrapper) -> list[str]:
    connection.ensure_connection()
    sql = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND instr(name, ?) = 1"
    return [name for (name,) in connection.connection.execute(sql, [f"{TABLE}_"])]


def _take_down(connection: BaseDatabaseWrapper) -> None:
    names = _present(connection)
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DROP TRIGGER {name}")


def _put_up(connection: BaseDatabaseWrapper) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"{_INTO} ({TABLE}) VALUES ('delete-all')")
        cursor.execute(f"{_INTO} (rowid, text) SELECT id, {_TEXT.format(row='')} FROM tasks_task")  # noqa: S608
        for verb, definition in _TRIGGERS.items():
            cursor.execute(f"CREATE TRIGGER {_NAMES[verb]} {definition}")
