"""Queries that are compiled once and run many times.

The ORM compiles a query anew each time it is asked, which for a hot query of one row costs
several times what the database takes. A `Compiled` keeps the SQL that the ORM made, with
`Slot`s where the values go; what the query says is still said by a queryset.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, Field, QuerySet

Converter = Callable[[Any, Any, BaseDatabaseWrapper], Any]


class Slot(Expression):
    """A place in a query that is filled when the query runs."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """A placeholder whose parameter is the slot itself."""
        return "%s", (self,)


class Plan(NamedTuple):
    """What the ORM made of a query for one kind of database."""

    sql: str
    params: list[Any]
    converters: list[tuple[int, Any, list[Converter]]]


class Compiled:
    """A `values_list` query, compiled at its first use."""

    def __init__(self, build: Callable[[], QuerySet[Any, tuple[Any, ...]]]) -> None:
        self._build = build
        self._plans: dict[str, Plan] = {}

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values of the slots; one query."""
        plan = self._plans.get(connection.vendor) or self._compile()
        params = [
            part.output_field.get_db_prep_value(values[part.name], connection)
            if isinstance(part, Slot)
            else part
            for part in plan.params
        ]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, params)
            found = cursor.fetchall()
        return [_converted(row, plan.converters) for row in found] if plan.converters else found

    def _compile(self) -> Plan:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        columns = [column for column, _, _ in compiler.select]
        converters = [
            (place, column, functions)
            for place, (functions, column) in compiler.get_converters(columns).items()
        ]
        plan = self._plans[connection.vendor] = Plan(sql, list(params), converters)
        return plan


def _converted(
    row: tuple[Any, ...], converters: list[tuple[int, Any, list[Converter]]]
) -> tuple[Any, ...]:
    values = list(row)
    for place, column, functions in converters:
        for convert in functions:
            values[place] = convert(values[place], column, connection)
    return tuple(values)
