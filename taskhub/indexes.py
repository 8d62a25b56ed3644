"""Indexes that are put up while others go on writing."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunPython


class LiveIndex(RunPython):
    """An index on a table that is in use; its migration must say `atomic = False`.

    On PostgreSQL it is made CONCURRENTLY, so that nobody waits for it. `name` and `on`, which
    is a table with columns or expressions in parentheses, are SQL; `vendor` names the one kind
    of database it is for, if it is not for both.
    """

    def __init__(self, name: str, on: str, vendor: str | None = None) -> None:
        self.name, self.on, self.vendor = name, on, vendor
        super().__init__(self._make, self._drop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it down."""
        return type(self).__qualname__, [self.name, self.on, self.vendor], {}

    def describe(self) -> str:
        """For the list of what a migration does."""
        return f"Create index {self.name} on {self.on}"

    def _make(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if not self._is_for(editor):
            return
        # One that was interrupted half way is there, but not valid.
        self._drop(apps, editor)
        # A large table takes longer than any request may.
        is_timed = editor.connection.vendor == "postgresql"
        if is_timed:
            editor.execute("SET statement_timeout = 0")
        editor.execute(f"CREATE INDEX {self._how(editor)} {self.name} ON {self.on}")
        if is_timed:
            editor.execute("RESET statement_timeout")

    def _drop(self, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        if self._is_for(editor):
            editor.execute(f"DROP INDEX {self._how(editor)} IF EXISTS {self.name}")

    def _is_for(self, editor: BaseDatabaseSchemaEditor) -> bool:
        return self.vendor in (None, editor.connection.vendor)

    def _how(self, editor: BaseDatabaseSchemaEditor) -> str:
        return "CONCURRENTLY" if editor.connection.vendor == "postgresql" else ""
