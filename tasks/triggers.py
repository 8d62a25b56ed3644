"""Triggers that count the changes of what answers and pages show beside the log's doings.

People, statuses and boards are changed by many hands, Django's own among them. A trigger in
the same transaction misses none, and a reader sees the count move with the change itself.

They are put up after every `migrate` and not by a migration: SQLite loses the triggers of a
table whose columns are changed, since Django then makes the table anew.
"""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from django.db.transaction import atomic

from accounts.models import User
from accounts.rows import Person
from tasks.models import Board, Favourite, Revision, TaskStatus

_PREFIX = "tasks_revise_"


class Watch(NamedTuple):
    """A table, and those of its columns that make a difference to what somebody sees.

    A new row makes none by itself, except where `inserts` says so. What only pages show is
    not `stamped`: no answer about tasks differs by it.
    """

    about: str
    model: type[Model]
    columns: Sequence[str] = ()
    inserts: bool = False
    stamped: bool = True

    @property
    def table(self) -> str:
        """Its name."""
        return self.model._meta.db_table

    @property
    def kind(self) -> str:
        """The name of its row in `Revision`."""
        return self.table if self.stamped else f"{UNSTAMPED}{self.table}"

    @property
    def verbs(self) -> list[str]:
        """What is counted."""
        optional = {"UPDATE": self.columns, "INSERT": self.inserts}
        return ["DELETE", *(verb for verb, wanted in optional.items() if wanted)]


#: What the names of those rows begin with that are no part of the stamp.
UNSTAMPED = "+"
#: What is watched, and under which word pages hear of it.
WATCHED = (
    Watch("people", User, [name for name in Person._fields if name != "id"]),
    Watch("statuses", TaskStatus, ["name", "slug", "position", "category"]),
    # Who may read what is on a board, and whether there is such a board at all.
    Watch("boards", Board, ["owner_id", "is_private"]),
    Watch("boards", Board.members.through, ["board_id", "user_id"], inserts=True),
    Watch("statuses", TaskStatus, inserts=True, stamped=False),
    Watch("boards", Board, ["name", "description"], inserts=True, stamped=False),
    Watch("boards", Favourite, inserts=True, stamped=False),
)


def after_migrate(sender: AppConfig, using: str, **_: Any) -> None:
    """Receiver of `post_migrate`: the triggers as they should be, in one transaction."""
    connection = connections[using]
    if Revision._meta.db_table in connection.introspection.table_names():
        with atomic(using=using):
            install(connection)


def before_migrate(sender: AppConfig, using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Receiver of `pre_migrate`: on SQLite nothing stands in the way of changing a table.

    It refuses to change columns that a trigger names. PostgreSQL's are never away, for there
    servers go on while the database is migrated; they name columns where it does not mind.
    """
    if plan and connections[using].vendor == "sqlite":
        remove(connections[using])


def install(connection: BaseDatabaseWrapper) -> None:
    """Puts up what is missing, and takes down what is left of an older version."""
    wanted = _definitions(connection.vendor)
    present = _present(connection)
    for name in present.keys() - wanted.keys():
        _drop(connection, name, present[name])
    with connection.cursor() as cursor:
        for name in sorted(wanted.keys() - present.keys()):
            for statement in wanted[name]:
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Takes all of them down."""
    for name, table in _present(connection).items():
        _drop(connection, name, table)


def _present(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The tables of the triggers that are there, by the triggers' names; one statement."""
    sql = (
        "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
        " WHERE starts_with(tgname, %s) AND pg_table_is_visible(tgrelid)"
        if connection.vendor == "postgresql"
        else "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
        " AND instr(name, %s) = 1"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_PREFIX])
        return dict(cursor.fetchall())


def _drop(connection: BaseDatabaseWrapper, name: str, table: str) -> None:
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER {quoted(name)} ON {quoted(table)}")
            cursor.execute(f"DROP FUNCTION {quoted(name)}()")
        else:
            cursor.execute(f"DROP TRIGGER {quoted(name)}")


def _definitions(vendor: str) -> dict[str, list[str]]:
    """The statements that make each trigger, by its name, which changes with them."""
    define = _postgresql if vendor == "postgresql" else _sqlite
    found = {}
    for watch in WATCHED:
        for verb in watch.verbs:
            mark = hashlib.sha256(repr(define(watch, verb, "")).encode()).hexdigest()[:8]
            name = f"{_PREFIX}{watch.table}_{verb.lower()}_{mark}"
            found[name] = define(watch, verb, name)
    return found


def _step(kind: str, random: str) -> str:
    """Moves the row of this kind on; the step is random so that no two histories look alike."""
    revision = Revision._meta.db_table
    # Its row is locked until the commit, one a table: that boards change does not keep
    # anybody's new name waiting.
    return (
        f"INSERT INTO {revision} (kind, value) VALUES ('{kind}', 1 + {random})"  # noqa: S608
        f" ON CONFLICT (kind) DO UPDATE SET value = {revision}.value + excluded.value"
    )


def _postgresql(watch: Watch, verb: str, name: str) -> list[str]:
    # Once a statement, however many rows. The columns are named inside the function, which
    # lets them be altered; a trigger's own list of columns would not.
    step = _step(watch.kind, "floor(random() * 4294967296)::bigint")
    body, tables = f"{step};", ""
    if verb == "UPDATE":
        columns = ", ".join(watch.columns)
        differ = f"SELECT id, {columns} FROM new_rows EXCEPT SELECT id, {columns} FROM old_rows"  # noqa: S608
        body = f"IF EXISTS ({differ}) THEN {step}; END IF;"
        tables = "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {body} RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER {verb} ON {watch.table} {tables}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
    ]


def _sqlite(watch: Watch, verb: str, name: str) -> list[str]:
    step = _step(watch.kind, "abs(random() % 4294967296)")
    differ = " OR ".join(f"old.{column} IS NOT new.{column}" for column in watch.columns)
    when = f"WHEN {differ}" if verb == "UPDATE" else ""
    return [f"CREATE TRIGGER {name} AFTER {verb} ON {watch.table} {when} BEGIN {step}; END"]
