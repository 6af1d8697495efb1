"""A question that is asked on every page, with its SQL made once.

Serves `searching`: to make the queryset of "who may be seen here" and its SQL takes several times as long as the
database takes to answer. The SQL stays the ORM's own, from the one predicate of `permissions`; only the values change.
Refuses values of kinds it does not know: days, UUIDs and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

Value = date | UUID | str
Build = Callable[..., QuerySet]

# Values that nobody has: where they stand in the SQL's parameters, the asked ones go.
_DAY, _UUID, _TEXT = date(1, 1, 2), 0x57A2D1A0_0000_4000_8000_000000000000, "\x02stand-in\x03"


@dataclass(frozen=True, slots=True)
class Prepared:
    """SQL with its parameters: a plain value, or the place of the asked value that goes there."""

    sql: str
    fixed: tuple[Any, ...]
    places: tuple[tuple[int, int], ...]
    converters: tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]

    def rows(self, values: Iterable[Value], limit: int, offset: int) -> list[tuple[Any, ...]]:
        """The rows, as `values_list` gives them."""
        asked = [_adapted(value) for value in values]
        params = list(self.fixed)
        for place, number in self.places:
            params[place] = asked[number]
        with connection.cursor() as cursor:
            cursor.execute(f"{self.sql} LIMIT %s OFFSET %s", [*params, limit, offset])
            found = cursor.fetchall()
        return [self._converted(row) for row in found]

    def _converted(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for place, converters, expression in self.converters:
            for convert in converters:
                values[place] = convert(values[place], expression, connection)
        return tuple(values)


def prepared(build: Build, kinds: tuple[type, ...]) -> Prepared:
    """The SQL of `build(*values)`, a `values_list` in order and without a slice, for values of these kinds."""
    return _prepared(build, kinds, connection.vendor)


@cache
def _prepared(build: Build, kinds: tuple[type, ...], _vendor: str) -> Prepared:
    stand_ins = [_stand_in(kind, number) for number, kind in enumerate(kinds)]
    compiler = build(*stand_ins).query.get_compiler(connection=connection)
    sql, params = compiler.as_sql()
    asked = {_adapted(value): number for number, value in enumerate(stand_ins)}
    places = tuple((place, asked[value]) for place, value in enumerate(params) if value in asked)
    if {number for _place, number in places} != set(asked.values()):
        raise ValueError("A value does not stand in the SQL as it was given.")
    converters = compiler.get_converters([column for column, *_ in compiler.select])
    return Prepared(sql, tuple(params), places, tuple((n, tuple(c), e) for n, (c, e) in converters.items()))


def _stand_in(kind: type, number: int) -> Value:
    if kind is UUID:
        return UUID(int=_UUID + number)
    return _DAY + timedelta(days=number) if kind is date else f"{_TEXT}{number}"


def _adapted(value: Value) -> Any:
    """The value as the database takes it."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
