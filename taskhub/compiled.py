"""Statements that are compiled once and run many times.

The ORM compiles a query anew each time it is asked, which for a hot query of one row costs
several times what the database takes. What is compiled here keeps the SQL that the ORM made,
with `Slot`s where the values go; what the query says is still said by a queryset.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial, reduce
from operator import getitem
from typing import Any, NamedTuple, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    CASCADE,
    SET_NULL,
    AutoField,
    BigIntegerField,
    DateField,
    Expression,
    Field,
    ForeignObject,
    Func,
    IntegerField,
    Lookup,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.base import ModelState
from django.db.models.expressions import Col
from django.db.models.sql import DeleteQuery, InsertQuery, UpdateQuery
from django.db.transaction import atomic

Converter = Callable[[Any, Any, BaseDatabaseWrapper], Any]
Thing = TypeVar("Thing", bound=Model)
Build = Callable[[], QuerySet[Any, Any]]


class Slot(Expression):
    """A place in a statement that is filled when it runs."""

    def __init__(self, name: str, output_field: Field[Any, Any]) -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self._is_number = isinstance(output_field, IntegerField)

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """A placeholder whose parameter is the slot itself."""
        return "%s", (self,)

    def fill(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The value as the driver takes it."""
        if value is None or (type(value) is int and self._is_number):
            return value
        return self.output_field.get_db_prep_value(value, connection)


@cache
def columns_of(model: type[Model]) -> list[str]:
    """The names under which `from_db` takes the columns of this model, in their order."""
    return [field.attname for field in model._meta.concrete_fields]


def thing_of(model: type[Thing], row: Sequence[Any]) -> Thing:
    """What `from_db` makes of a row of all columns, sooner: no signals tell of it."""
    thing = model.__new__(model)
    thing.__dict__.update(zip(columns_of(model), row, strict=True), _state=ModelState())
    thing._state.adding, thing._state.db = False, DEFAULT_DB_ALIAS
    return thing


def number(name: str) -> Slot:
    """A slot for an id."""
    return Slot(name, BigIntegerField())


class Numbers(Slot):
    """A slot for any number of ids, one statement however many: `filter(pk__among=…)`."""

    def __init__(self, name: str) -> None:
        super().__init__(name, BigIntegerField())

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder for an array's text, which takes less to write than its bytes."""
        return "%s::bigint[]", (self,)

    def fill(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """The text of an array for PostgreSQL, of JSON for SQLite."""
        listed = ",".join(map(str, value))
        return f"{{{listed}}}" if connection.vendor == "postgresql" else f"[{listed}]"


class Texts(Slot):
    """A slot for any number of texts, as `Numbers` is for ids."""

    def __init__(self, name: str) -> None:
        super().__init__(name, TextField())

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A placeholder for an array."""
        return "%s::text[]", (self,)

    def fill(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        """An array for PostgreSQL, its JSON for SQLite."""
        return list(value) if connection.vendor == "postgresql" else json.dumps(list(value))


@ForeignObject.register_lookup  # which takes over none of Field's
@Field.register_lookup
class Among(Lookup):
    """`field__among=Numbers(…)` or `Texts(…)`: as `in`, with one parameter for all of them."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: BaseDatabaseWrapper) -> Any:
        """SQLite has no arrays but reads JSON."""
        return self._as("{} IN (SELECT value FROM json_each({}))", compiler, connection)

    def as_postgresql(
        self, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        """An array."""
        return self._as("{} = ANY({})", compiler, connection)

    def _as(
        self, pattern: str, compiler: Any, connection: BaseDatabaseWrapper
    ) -> tuple[str, list[Any]]:
        left, params = self.process_lhs(compiler, connection)
        right, more = self.process_rhs(compiler, connection)
        return pattern.format(left, right), [*params, *more]


class Plan(NamedTuple):
    """What the ORM made of a statement for one kind of database."""

    sql: str
    params: list[Any]
    converters: list[tuple[int, Any, list[Converter]]]

    def filled(self, values: Mapping[str, Any], connection: BaseDatabaseWrapper) -> list[Any]:
        """The parameters with these values in the slots."""
        return [
            part.fill(values[part.name], connection) if isinstance(part, Slot) else part
            for part in self.params
        ]

    def execute(
        self,
        values: Mapping[str, Any],
        connection: BaseDatabaseWrapper,
        tail: str = "",
        more: Sequence[Any] = (),
    ) -> Any:
        """The rows, converted; `tail` comes behind the statement."""
        params = [*self.filled(values, connection), *more]
        found = _fetched(connection, self.sql + tail, params)
        return [_converted(row, self.converters) for row in found] if self.converters else found


def _here() -> BaseDatabaseWrapper:
    """This thread's connection: Django's `connection` looks it up again with each attribute."""
    return connections[DEFAULT_DB_ALIAS]


class _Kept(threading.local):
    """The cursor of this thread, and the connection of the driver that it belongs to."""

    connection: Any = None
    cursor: Any = None


_kept = _Kept()
#: What makes a thread's cursor, by kind of database; the driver's own for those not named.
CURSORS: dict[str, Callable[[BaseDatabaseWrapper], Any]] = {}
#: A result of more rows is let go at once, a shorter one with the next statement.
SHORT = 100


def _fetched(here: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows that a statement brings."""
    cursor = _executed(here, sql, params)
    with here.wrap_database_errors:
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    if len(rows) > SHORT:
        # Also the cursor that psycopg may have run it with.
        _kept.connection = _kept.cursor = None
    return rows


def _counted(here: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> int:
    """How many rows a statement has changed."""
    return int(_executed(here, sql, params).rowcount)


def _executed(here: BaseDatabaseWrapper, sql: str, params: Sequence[Any]) -> Any:
    """A cursor that has just run the statement, and Django's errors where it fails.

    It is the driver's own, kept for the next one: making a cursor and Django's wrapper around
    it for each statement takes longer than the driver does for a short one.
    """
    if here.connection is None or here.queries_logged:
        cursor = here.cursor()  # connects, and keeps what it runs
        cursor.execute(sql, params)
        return cursor
    here.validate_no_broken_transaction()
    if _kept.connection is not here.connection:
        _kept.connection, _kept.cursor = here.connection, _cursor_of(here)
    run: Callable[..., Any] = partial(_run, _kept.cursor)
    for wrapper in reversed(here.execute_wrappers):
        run = partial(wrapper, run)
    run(sql, params, False, {"connection": here, "cursor": _kept.cursor})
    return _kept.cursor


def _cursor_of(here: BaseDatabaseWrapper) -> Any:
    make = CURSORS.get(here.vendor)
    return make(here) if make else here.connection.cursor()


def _run(cursor: Any, sql: str, params: Sequence[Any], many: bool, context: dict[str, Any]) -> None:
    here: BaseDatabaseWrapper = context["connection"]
    with here.wrap_database_errors:
        cursor.execute(_question_marks(sql) if here.vendor == "sqlite" else sql, params)


@lru_cache(maxsize=1000)
def _question_marks(sql: str) -> str:
    # Django replaces the placeholders with SQLite's each time.
    return re.sub(r"(?<!%)%s", "?", sql).replace("%%", "%")


class Compiled:
    """A `values_list` query, compiled at its first use.

    `locking` is appended on PostgreSQL, for a lock that the ORM has no word for.
    """

    def __init__(self, build: Build, locking: str = "") -> None:
        self._build = build
        self._locking = locking
        self._plans: dict[str, Plan] = {}
        self._counts: dict[str, Plan] = {}

    def rows(
        self, *, limit: int | None = None, offset: int = 0, **values: Any
    ) -> list[tuple[Any, ...]]:
        """The rows for these values of the slots; one query.

        The limit is part of the text: a plan for any number of rows would be made for a tenth
        of them all.
        """
        here = _here()
        plan = self._plans.get(here.vendor) or self._compile()
        if limit is None:
            rows: list[tuple[Any, ...]] = plan.execute(values, here)
        elif offset:
            rows = plan.execute(values, here, f" LIMIT {limit:d} OFFSET %s", [offset])
        else:
            rows = plan.execute(values, here, f" LIMIT {limit:d}")
        return rows

    def count(self, **values: Any) -> int:
        """How many rows there are; one query."""
        here = _here()
        plan = self._counts.get(here.vendor) or self._compile_count()
        total: int = plan.execute(values, here)[0][0]
        return total

    def _compile(self) -> Plan:
        plan = _select(self._build())
        if self._locking and connection.vendor == "postgresql":
            plan = plan._replace(sql=f"{plan.sql} {self._locking}")
        self._plans[connection.vendor] = plan
        return plan

    def _compile_count(self) -> Plan:
        plan = _select(self._build().order_by().values_list("pk"))
        counted = Plan(f"SELECT COUNT(*) FROM ({plan.sql}) counted", plan.params, [])  # noqa: S608
        self._counts[connection.vendor] = counted
        return counted


class CompiledInsert:
    """The insertion of rows with every field given; keys that the database makes excepted."""

    #: So many rows are one compiled statement; more of them are inserted as the ORM does it.
    MOST = 10

    def __init__(self, model: type[Model], given: Mapping[str, Expression] | None = None) -> None:
        """`given` are what the statement says of some columns itself."""
        self._model = model
        self._given = given or {}
        self._plans: dict[tuple[str, range], Plan] = {}

    def run(self, things: Sequence[Any]) -> None:
        """Insert the things and give them their keys; no signals, one statement for ten or fewer.

        None for no things.
        """
        if len(things) > self.MOST:
            self._model._base_manager.bulk_create(things, batch_size=500)
        elif things:
            self._insert(things)

    def _insert(self, things: Sequence[Any]) -> None:
        here, plan = _here(), self.plan(range(len(things)))
        for thing, row in zip(things, plan.execute(_slots(*things), here), strict=True):
            _inserted(thing, row[0], here)

    def plan(self, places: range = range(1)) -> Plan:
        """The statement for so many rows; the slots of each bear its place in their names."""
        return self._plans.get((_here().vendor, places)) or self._compile(places)

    def _compile(self, places: range) -> Plan:
        meta = self._model._meta
        fields = [field for field in meta.concrete_fields if not isinstance(field, AutoField)]
        things = []
        for place in places:
            slots = {each.attname: _field_slot(each, f" {place}") for each in fields}
            things.append(self._model(**{**slots, **self._given}))
        query = InsertQuery(self._model)
        query.insert_values(fields, things, raw=True)
        compiler: Any = query.get_compiler(connection=connection)
        compiler.returning_fields = [meta.pk]
        sql, params = compiler.as_sql()[0]
        plan = self._plans[connection.vendor, places] = Plan(sql, list(params), [])
        return plan


class CompiledMarkedInsert:
    """The insertion of a row and of pairs that link it to others; on PostgreSQL one statement."""

    def __init__(self, model: type[Model], pairs: type[Model], own: str, other: str) -> None:
        self._pairs, self._own, self._other = pairs, own, other
        self._insert, self._insert_pairs = CompiledInsert(model), CompiledInsert(pairs)
        self._plan: Plan | None = None

    def run(self, thing: Any, others: Sequence[int]) -> None:
        """Insert the thing, give it its key, and link it to these."""
        here = _here()
        if here.vendor == "postgresql" and others:
            plan = self._plan or self._compile()
            _inserted(thing, plan.execute({**_slots(thing), "others": others}, here)[0][0], here)
            return
        self._insert.run([thing])
        self._link(thing, others)

    def _link(self, thing: Any, others: Sequence[int]) -> None:
        links = [{self._own: thing.pk, self._other: other} for other in others]
        self._insert_pairs.run([self._pairs(**link) for link in links])

    def _compile(self) -> Plan:
        insert = self._insert.plan()
        sql = f"WITH made (id) AS ({insert.sql}), {self._linked()} SELECT id FROM made"  # noqa: S608
        self._plan = Plan(sql, [*insert.params, Numbers("others")], [])
        return self._plan

    def _linked(self) -> str:
        """The step that links the row in `made` to those of the slot `others`."""
        named = [self._pairs._meta.db_table, self._own, self._other]
        table, *columns = map(connection.ops.quote_name, named)
        return (
            f"linked AS (INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608
            " SELECT made.id, unnest(%s::bigint[]) FROM made)"
        )


class Telling(NamedTuple):
    """Rows that tell of another: by its id in a column, and in a JSON document as `path` leads."""

    model: type[Model]
    column: str
    document: str
    path: tuple[str, ...]

    def point(self, row: Any, pk: int) -> None:
        """Let the row tell of the one with this id."""
        setattr(row, self.column, pk)
        *way, last = self.path
        reduce(getitem, way, getattr(row, self.document))[last] = pk

    def plan(self) -> Plan:
        """The insertion of such a row for the one in `made`; its slots are those of a second."""
        document = _field_slot(self.model._meta.get_field(self.document), " 1")
        template = f"jsonb_set(%(expressions)s, '{{{','.join(self.path)}}}', to_jsonb(made.id))"
        given = {
            self.column: Func(template="made.id"),
            self.document: Func(document, template=template),
        }
        return CompiledInsert(self.model, given).plan(range(1, 2))


class CompiledCreation(CompiledMarkedInsert):
    """Such an insertion, and on PostgreSQL also one together with a row that tells of it.

    `build` chooses a row that the new one relies on, by all that must still be so.
    """

    def __init__(self, *which: Any, build: Build, telling: Telling) -> None:
        super().__init__(*which)
        self._build, self._telling = build, telling
        self._creations: dict[bool, Plan] = {}

    @property
    def in_one(self) -> bool:
        """Whether `create` is to be had here; elsewhere nothing is gained by it."""
        return _here().vendor == "postgresql"

    def create(self, thing: Any, others: Sequence[int], told: Any, **values: Any) -> bool:
        """Insert all of it in one statement, its own transaction where no other runs.

        Whether that was done. It was not where the row that is relied on is otherwise by now,
        or held by somebody: whoever tells of things must wait for nobody else's row.
        """
        here, linked = _here(), bool(others)
        plan = self._creations.get(linked) or self._compile_creation(linked)
        slots = {**_slots(thing, told), **values, "others": others}
        for made, row in plan.execute(slots, here):
            _inserted(thing, made, here)
            self._telling.point(told, made)
            _inserted(told, row, here)
        return thing.pk is not None

    def _compile_creation(self, linked: bool) -> Plan:
        held = _select(self._build().values_list("pk"))
        insert, telling = self._insert.plan(), self._telling.plan()
        steps = [
            f"held AS MATERIALIZED ({held.sql} FOR KEY SHARE SKIP LOCKED)",
            f"made (id) AS ({_selecting(insert, 'held')})",
            *([self._linked()] if linked else []),
            f"told (id) AS ({_selecting(telling, 'made')})",
        ]
        sql = f"WITH {', '.join(steps)} SELECT made.id, told.id FROM made, told"  # noqa: S608
        others = [Numbers("others")] if linked else []
        params = [*held.params, *insert.params, *others, *telling.params]
        plan = self._creations[linked] = Plan(sql, params, [])
        return plan


class CompiledUpdate:
    """An update of some rows, compiled once for each set of columns it is asked for."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._plans: dict[tuple[str, frozenset[str]], Plan] = {}

    def run(self, columns: Mapping[str, Any], **values: Any) -> int:
        """Give the rows these values, and say how many there were.

        `values` are those of the query's own slots.
        """
        here, plan = _here(), self.plan(frozenset(columns))
        return _counted(here, plan.sql, plan.filled({**values, **columns}, here))

    def plan(self, columns: frozenset[str]) -> Plan:
        """The statement that writes these columns."""
        key = _here().vendor, columns
        return self._plans.get(key) or self._compile(key)

    def _compile(self, key: tuple[str, frozenset[str]]) -> Plan:
        chosen = self._build()
        fields = {field.attname: field for field in chosen.model._meta.concrete_fields}
        query: Any = chosen.query.chain(UpdateQuery)
        query.add_update_values(
            {fields[name].name: _field_slot(fields[name]) for name in sorted(key[1])}
        )
        sql, params = query.get_compiler(connection=connection).as_sql()
        plan = self._plans[key] = Plan(sql, list(params), [])
        return plan


class CompiledSwap:
    """An update of one row and the insertion of another that belongs to it: both, or neither.

    `build` chooses the row by all that must still be so; `clearing` what is removed on the way.
    On PostgreSQL it is one statement, and its own transaction where no other runs. Without
    `waits` a row that somebody else holds is then left alone: for insertions that take a lock
    themselves, before the row's, with which nobody must wait for a row.
    """

    def __init__(
        self,
        build: Build,
        inserting: type[Model],
        *,
        clearing: Build | None = None,
        waits: bool = False,
    ) -> None:
        self._build = build
        self._update, self._insert = CompiledUpdate(build), CompiledInsert(inserting)
        self._delete = clearing and CompiledDelete(clearing)
        self._waits = waits
        self._plans: dict[frozenset[str], Plan] = {}

    def run(self, columns: Mapping[str, Any], thing: Any, **values: Any) -> bool:
        """Whether it was done: the row has these values, and the thing is inserted."""
        here = _here()
        if here.vendor != "postgresql":
            return self._run_in_turn(columns, thing, values)
        key = frozenset(columns)
        plan = self._plans.get(key) or self._compile(key)
        rows = plan.execute({**columns, **_slots(thing), **values}, here)
        for row in rows:
            _inserted(thing, row[0], here)
        return bool(rows)

    @atomic
    def _run_in_turn(self, columns: Mapping[str, Any], thing: Any, values: dict[str, Any]) -> bool:
        if not self._update.run(columns, **values):
            return False
        if self._delete:
            self._delete.run(**values)
        self._insert.run([thing])
        return True

    def _compile(self, columns: frozenset[str]) -> Plan:
        update, insert = self._update.plan(columns), self._insert.plan()
        steps, params, free = [], [], ""
        if not self._waits:
            held = _select(self._build().values_list("pk"))
            steps.append(f"held AS MATERIALIZED ({held.sql} FOR UPDATE SKIP LOCKED)")
            params, free = held.params, " AND EXISTS (SELECT 1 FROM held)"
        steps.append(f"written AS ({update.sql}{free} RETURNING 1)")
        params = [*params, *update.params]
        if self._delete:
            gone = self._delete.plan()
            steps.append(f"gone AS ({gone.sql} AND EXISTS (SELECT 1 FROM written))")  # noqa: S608
            params += gone.params
        sql = f"WITH {', '.join(steps)} {_selecting(insert, 'written')}"
        plan = self._plans[columns] = Plan(sql, [*params, *insert.params], [])
        return plan


class CompiledDelete:
    """The removal of some rows that nothing else hangs on."""

    def __init__(self, build: Build) -> None:
        self._build = build
        self._plans: dict[str, Plan] = {}

    def run(self, **values: Any) -> None:
        """Remove the rows; no signals."""
        here = _here()
        plan = self.plan()
        _counted(here, plan.sql, plan.filled(values, here))

    def plan(self) -> Plan:
        """The statement."""
        return self._plans.get(_here().vendor) or self._compile()

    def _compile(self) -> Plan:
        query = self._build().query.chain(DeleteQuery)
        sql, params = query.get_compiler(connection=connection).as_sql()
        plan = self._plans[connection.vendor] = Plan(sql, list(params), [])
        return plan


class CompiledRemoval:
    """The removal of one row and of what hangs on it, as `on_delete` has it; no signals.

    Django looks for all of that anew each time. On PostgreSQL it is one statement. Raises
    `TypeError` at its first use where more hangs on what goes with the row, or where a rule is
    neither to go with it nor to be left without it.
    """

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._steps: dict[str, list[Plan]] = {}

    def run(self, pk: int) -> None:
        """Remove the row with this key."""
        here, values = _here(), {"pk": pk, **self._nothing}
        for step in self._steps.get(here.vendor) or self._compile(here):
            _counted(here, step.sql, step.filled(values, here))

    @cached_property
    def _nothing(self) -> dict[str, None]:
        """What stands in the columns of rows that are left without it."""
        return {relation.field.attname: None for relation in hanging_on(self._model)}

    def _compile(self, here: BaseDatabaseWrapper) -> list[Plan]:
        steps = list(map(self._step, hanging_on(self._model)))
        last = CompiledDelete(lambda: self._model._base_manager.filter(pk=number("pk"))).plan()
        if here.vendor == "postgresql":
            before = [f"step{place} AS ({step.sql})" for place, step in enumerate(steps)]
            sql = f"WITH {', '.join(before)} {last.sql}"
            params = [param for step in (*steps, last) for param in step.params]
            steps, last = [], Plan(sql, params, [])
        steps = self._steps[here.vendor] = [*steps, last]
        return steps

    @staticmethod
    def _step(relation: Any) -> Plan:
        """What becomes of rows that point at the one that goes."""
        model, column = relation.related_model, relation.field.attname

        def pointing() -> QuerySet[Any, Any]:
            rows: QuerySet[Any, Any] = model._base_manager.filter(**{column: number("pk")})
            return rows

        if relation.on_delete is SET_NULL:
            return CompiledUpdate(pointing).plan(frozenset({column}))
        if relation.on_delete is CASCADE and not hanging_on(model):
            return CompiledDelete(pointing).plan()
        raise TypeError(f"{model.__name__}.{column} has to be removed by Django")


def hanging_on(model: type[Model]) -> list[Any]:
    """The relations by which rows of other models, or of this one, point at one of its rows."""
    fields = model._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and not field.concrete]
    return [each for each in relations if each.one_to_one or each.one_to_many]


def _slots(*things: Any) -> dict[str, Any]:
    """What fills the slots of a statement that inserts these."""
    return {
        f"{name} {place}": value
        for place, thing in enumerate(things)
        for name, value in vars(thing).items()
    }


def _selecting(insert: Plan, source: str) -> str:
    """The insertion of a row, once for each row in the source."""
    head, values, tail = re.split(r" VALUES \((.*)\)(?= RETURNING )", insert.sql)
    return f"{head} SELECT {values} FROM {source}{tail}"  # noqa: S608


def _inserted(thing: Any, key: Any, here: BaseDatabaseWrapper) -> None:
    """Notes on a thing that its row is there now."""
    thing.pk = key if thing.pk is None else thing.pk
    thing._state.adding, thing._state.db = False, here.alias


def _field_slot(field: Any, place: str = "") -> Slot:
    # A foreign key takes what the key it points at takes.
    return Slot(f"{field.attname}{place}", getattr(field, "target_field", field))


def _select(queryset: QuerySet[Any, Any]) -> Plan:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    columns = [column for column, _, _ in compiler.select]
    converters = [
        (place, column, functions)
        for place, (functions, column) in compiler.get_converters(columns).items()
        if not _is_read_by_driver(column)
    ]
    return Plan(sql, list(params), converters)


def _is_read_by_driver(column: Any) -> bool:
    """Whether SQLite's driver makes dates and instants of it: of columns, that is."""
    is_time = isinstance(column.output_field, DateField) and isinstance(column, Col)
    return is_time and connection.vendor == "sqlite"


def _converted(
    row: tuple[Any, ...], converters: list[tuple[int, Any, list[Converter]]]
) -> tuple[Any, ...]:
    values = list(row)
    for place, column, functions in converters:
        for convert in functions:
            values[place] = convert(values[place], column, connection)
    return tuple(values)
