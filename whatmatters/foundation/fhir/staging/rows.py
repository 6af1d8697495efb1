"""Entries and faults as rows of the staging table, and back.

Serves `staging`. A resource is kept as compact JSON with its decimals digit for digit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

from ..entries import Entry, Fault, Place, Resource
from ..jsontext import JsonParser
from ..limits import Limits
from ..references import Pointer, identifier_tokens, name_of, whose
from ..values.dates import moment
from ..writing import to_json
from .store import Store

INSERT_RESOURCE = (
    "INSERT INTO resource (id, type, file, line, entries, full_url, key, url, local, base, whose, updated, digest)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
INSERT_BODY = "INSERT INTO body VALUES (?, ?)"
INSERT_IDENTIFIER = "INSERT INTO identifier VALUES (?, ?, ?)"
INSERT_IN_ERROR = "INSERT INTO in_error VALUES (?, ?, ?, ?, ?)"
INSERT_FAULT = "INSERT INTO fault VALUES (?, ?, ?, ?, ?, ?, ?)"
ENTRY_COLUMNS = "file.name, resource.line, resource.entries, resource.full_url, body.json"
_ENTRY_TABLES = "resource JOIN file ON file.id = resource.file JOIN body ON body.resource = resource.id"
FAULT_COLUMNS = "file.name, fault.line, fault.entries, fault.code, fault.text, fault.field, fault.rest_unread"


def resource_row(number: int, file: int, entry: Entry) -> tuple[Any, ...]:
    """An entry as a row for `INSERT_RESOURCE`."""
    name = name_of(entry)
    return (
        *(number, entry.type, file, entry.place.line, _numbers(entry.place), entry.full_url),
        *(name.key, name.url, name.local, name.base, _pointer_text(whose(entry.resource)), updated(entry.resource)),
        digest(entry.resource),
    )


def body_row(number: int, entry: Entry) -> tuple[int, bytes]:
    """What an entry says, as a row for `INSERT_BODY`."""
    return number, to_json(entry.resource)


def identifier_rows(number: int, entry: Entry) -> Iterator[tuple[str, str, int]]:
    """The identifiers of an entry as rows."""
    return ((token, entry.type, number) for token in identifier_tokens(entry.resource))


def in_error_row(file: int, entry: Entry) -> tuple[Any, ...]:
    """An entry that was entered in error, as a row for `INSERT_IN_ERROR`."""
    return file, entry.place.line, _numbers(entry.place), entry.full_url, to_json(entry.resource)


def fault_row(file: int, fault: Fault) -> tuple[Any, ...]:
    """A fault as a row for `INSERT_FAULT`."""
    place, reason = fault.place, fault.reason
    return file, place.line, _numbers(place), reason.code, str(reason), reason.field, fault.rest_unread


def fault_of(row: tuple[Any, ...]) -> Fault:
    """A fault from a row of `FAULT_COLUMNS`."""
    name, line, entries, code, text, field, rest_unread = row
    return Fault(_place(name, line, entries), Reason(code, text, field), bool(rest_unread))


def digest(resource: Resource) -> bytes:
    """What two copies of one resource have in common, whatever the order of their elements and their `meta`."""
    bare = {name: part for name, part in resource.items() if name != "meta"}
    return hashlib.blake2b(to_json(bare, sort_keys=True), digest_size=16).digest()


def updated(resource: Resource) -> str:
    """When the sender last changed it, so that text can be compared (UTC); "" when that is not said."""
    meta = resource.get("meta")
    read = moment(meta.get("lastUpdated") if isinstance(meta, dict) else None, "meta.lastUpdated").value
    return read.at.astimezone(UTC).isoformat(timespec="microseconds") if read and read.at else ""


def pointer_from(text: str) -> Pointer | None:
    """The pointer that a row keeps as text."""
    if not text:
        return None
    contained, url, local, kind, *identifiers = json.loads(text)
    return Pointer(contained, url, local, kind, tuple(identifiers))


def _pointer_text(pointer: Pointer | None) -> str:
    if pointer is None:
        return ""
    parts = [pointer.contained, pointer.url, pointer.local, pointer.type, *pointer.identifiers]
    return json.dumps(parts, ensure_ascii=False)


def _numbers(place: Place) -> str:
    return ".".join(map(str, place.entries))


def _place(name: str, line: int | None, entries: str) -> Place:
    return Place(name, line, tuple(map(int, entries.split("."))) if entries else ())


class EntryReader:
    """Reads entries back from the table."""

    def __init__(self, store: Store, limits: Limits) -> None:
        self._store = store
        self._parser = JsonParser(limits)

    def entries(self, condition: str, values: tuple[Any, ...] = (), more: str = "") -> Iterator[tuple[Entry, Any]]:
        """Entries that meet an SQL condition of ours, in input order, each with one more column."""
        sql = f"SELECT {ENTRY_COLUMNS}, {more or 'NULL'} FROM {_ENTRY_TABLES}"  # noqa: S608
        for *columns, extra in self._store.rows(f"{sql} WHERE {condition} ORDER BY resource.id", values):
            yield self._entry(columns), extra

    def entry(self, number: int) -> Entry:
        """One entry by its row number."""
        return next(self.entries("resource.id = ?", (number,)))[0]

    def in_error(self) -> Iterator[Entry]:
        """Every entry that was entered in error, by its own word, in input order."""
        columns = "file.name, line, entries, full_url, json"
        sql = f"SELECT {columns} FROM in_error JOIN file ON file.id = file ORDER BY in_error.rowid"  # noqa: S608
        return (self._entry(list(row)) for row in self._store.rows(sql))

    def _entry(self, columns: list[Any]) -> Entry:
        name, line, entries, full_url, body = columns
        resource, _, _ = self._parser.value_at(body.decode(), 0)
        return Entry(_place(name, line, entries), resource, full_url)
