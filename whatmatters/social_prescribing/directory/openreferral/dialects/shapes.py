"""What a dialect is: how its tables, or its JSON records, become records in the shape of HSDS.

Serves `reading` and every dialect. A reshaping loses nothing: a cell that has no place in HSDS stays under its own name
or goes into `original_values`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..found import Document
from ..nesting import Rows

Headings = Mapping[str, frozenset[str]]
"""The columns of each table that is there, by the table's name in small letters."""

Reshape = Callable[[Document], Document]


def as_it_is(row: Document) -> Document:
    """A row that is in the shape of HSDS already."""
    return row


def nothing_more(row: Document, rows: Rows) -> None:
    """Nothing is to be looked up for a service's row."""


def as_nested(kind: str, record: Document) -> Document:
    """A nested record that is in the shape of HSDS already."""
    return record


def refuses_none(row: Document) -> str:
    """Every row may be listed."""
    return ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a dialect: the kind of object in each row, and how a row becomes one."""

    kind: str
    reshape: Reshape = as_it_is


TableOf = Callable[[str], Table]
"""Gives the table for the name of a file."""


@dataclass(frozen=True, slots=True)
class TableDialect:
    """A way of writing a directory as tables.

    `tables` begins a feed: it gives what tells the table for a file's name; `refuses` says why a service's row, as it
    came, may not be listed; `prepare` adds to a service's record what only other rows say; `modernise` finishes a
    nested record; `required` are the columns without which a table of services cannot be one; `is_ours` says that a
    folder that we gave back is in this dialect, with columns of JSON.
    """

    name: str
    suits: Callable[[Headings], bool]
    tables: Callable[[], TableOf]
    refuses: Callable[[Document], str] = refuses_none
    prepare: Callable[[Document, Rows], None] = nothing_more
    modernise: Callable[[str, Document], Document] = as_nested
    required: tuple[str, ...] = ()
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class JsonDialect:
    """A way of writing a record as JSON. `reshape` gives the kind of the record and the record in HSDS's shape."""

    name: str
    suits: Callable[[Document], bool]
    reshape: Callable[[Document], tuple[str, Document]]


class Cells:
    """A row whose cells are taken out one by one, so that what nobody took is kept."""

    def __init__(self, row: Document) -> None:
        self._left = dict(row)
        self._originals: Document = {}

    def take(self, name: str) -> Any:
        """A cell that gets another place; None when the row has none."""
        return self._left.pop(name, None)

    def read(self, name: str) -> Any:
        """A cell whose meaning is taken; the cell itself stays among the original values."""
        value = self._left.pop(name, None)
        if value is not None:
            self._originals[name] = value
        return value

    def look(self, name: str) -> Any:
        """A cell that stays where it is."""
        return self._left.get(name)

    def into(self, record: Document) -> Document:
        """The record without its empty values, with what nobody took, and with the original values."""
        made = {name: value for name, value in record.items() if value not in (None, "", [], {})}
        for name, value in self._left.items():
            if name in made:
                self._originals[name] = value
            else:
                made[name] = value
        if self._originals:
            made["original_values"] = self._originals | made.get("original_values", {})
        return made
