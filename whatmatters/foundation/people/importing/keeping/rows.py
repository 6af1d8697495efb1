"""Rows that wait to be written, those of many people together, so that they cost few statements.

Serves the batch. Columns of the plain kinds go to the database as they are, and on PostgreSQL rows go by COPY: most of
an import's time would else be spent on making SQL. Every rule of the tables is kept by the database as ever; what
breaks one raises, and the batch is undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.db.models import Field, Model

Values = Iterable[list[Any]]
_PLAIN = (
    models.CharField,
    models.TextField,
    models.EmailField,
    models.BooleanField,
    models.IntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
)


class Rows:
    """New rows by table, in the order in which tables were first named."""

    def __init__(self) -> None:
        self._waiting: dict[type[Model], list[Model]] = {}

    def add(self, *rows: Model) -> None:
        """Keep rows until `write`. A number that the database gives as key is not known afterwards."""
        for row in rows:
            self._waiting.setdefault(type(row), []).append(row)

    def write(self) -> None:
        """Write all of them. Raises `IntegrityError` and `DataError` as the database does."""
        for table, rows in self._waiting.items():
            fields = [field for field in table._meta.concrete_fields if not isinstance(field, models.AutoField)]
            columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
            insert = _copy if connection.vendor == "postgresql" else _insert
            insert(connection.ops.quote_name(table._meta.db_table), columns, len(fields), _values(fields, rows))
        self._waiting.clear()


def _values(fields: list[Field], rows: list[Model]) -> Values:
    """The values of each row, ready for the database."""
    read = attrgetter(*(field.attname for field in fields))
    to_prepare = [(place, _Preparation(field)) for place, field in enumerate(fields) if not _is_ready(field)]
    for row in rows:
        values = list(read(row))
        for place, prepared in to_prepare:
            values[place] = prepared(values[place])
        yield values


def _is_ready(field: Field) -> bool:
    """Whether values of this column go as they are. A choice may be an enumeration's member, which drivers dislike."""
    return type(field) in _PLAIN and not field.choices


class _Preparation:
    """Makes values of one column ready. Neighbouring rows often have the same: whose they are, when they came."""

    def __init__(self, field: Field) -> None:
        self._field = field
        self._last: Any = self
        self._made: Any = None

    def __call__(self, value: Any) -> Any:
        """The value as the database takes it."""
        if value is not self._last:
            self._last, self._made = value, self._prepare(value)
        return self._made

    def _prepare(self, value: Any) -> Any:
        if type(self._field) in _PLAIN:
            return str(value) if isinstance(value, str) else value
        return self._field.get_db_prep_save(value, connection)


def _copy(table: str, columns: str, _count: int, values: Values) -> None:
    with (
        connection.wrap_database_errors,
        connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy,
    ):
        for row in values:
            copy.write_row(row)


def _insert(table: str, columns: str, count: int, values: Values) -> None:
    # Names of our own tables and columns only; what came from outside goes as values.
    statement = f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * count)})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(values))
