"""A folder of HSDS 3.0 tables from documents: reading it again gives the same documents.

Serves the export of the directory. Streams: a hundred thousand documents need no more memory than ten. Where documents
disagree about a record that they share, or a table cannot say what one says, that document is given back whole in a
table of ours beside those of the standard. Source: HSDS 3.0, tabular form.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from .flattening import FlatRow, Part, RowsInMemory, parts_of
from .found import Document, Loose
from .json_columns import EXTRA_DOCUMENTS, EXTRA_RECORDS, MARK, cell_of
from .kinds import KINDS, TABLES
from .mending import Mender
from .nesting import Nester, links_of
from .references import Names
from .seen import temporary_database

ALWAYS = frozenset({"service", "organization", "location", "service_at_location"})
"""Kinds whose table is written even when it is empty, so that a reader knows that there are none."""

_SPOILT = ""
"""The digest of a shared record whose rows do not say all that it says: it is like no other."""

_SCHEMA = """
CREATE TABLE rows (n INTEGER PRIMARY KEY, kind TEXT, key TEXT, data TEXT);
CREATE UNIQUE INDEX row_names ON rows (kind, key);
CREATE TABLE parts (kind TEXT, key TEXT, digest TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE gaps (kind TEXT, key TEXT, document TEXT, data TEXT);
CREATE TABLE headings (kind TEXT, name TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID;
"""

_CLOSED = """
SELECT DISTINCT document, data FROM gaps
WHERE EXISTS (SELECT 1 FROM rows WHERE rows.kind = gaps.kind AND rows.key = gaps.key)
"""


def write_folder(documents: Iterable[Document], loose: Iterable[Loose], folder: Path) -> None:
    """Write services and loose records as a folder of HSDS 3.0 tables; the folder is made when it is missing.

    Tables that an earlier writing left there are taken away.
    Documents are mended on the way as reading would mend them, so that what is given back is valid.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*TABLES.values(), EXTRA_DOCUMENTS, EXTRA_RECORDS):
        (folder / f"{name}.csv").unlink(missing_ok=True)
    with temporary_database(_SCHEMA) as database:
        tables = _Tables(database)
        for document in documents:
            tables.add_document(document)
        for record in loose:
            tables.add_loose(record)
        tables.close_gaps()
        tables.write(folder)


class _Tables:
    """The tables of one folder while they are gathered."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def add_document(self, document: Document) -> None:
        """Add a service."""
        parts = parts_of("service", document)
        is_said = _is_said("service", document, parts)
        if not is_said:
            document = _mended("service", document)
            parts = parts_of("service", document)
            is_said = _is_said("service", document, parts)
        for part in parts[1:]:
            is_said = self._add_shared(part, parts) and is_said
        if self._add_rows(parts[0]) and is_said:
            self._remember_gaps(parts, document)
        else:
            self._add_whole(document["id"], document)

    def _add_shared(self, part: Part, parts: list[Part]) -> bool:
        """Add an object that others may hold. Whether its rows say all of it, now and whoever added them."""
        digest, known = _digest(part.thing), self._digest_of(part)
        if known is not None:
            return known == digest
        is_said = self._add_rows(part) and _is_said(part.kind, part.thing, parts)
        row = (part.kind, part.key, digest if is_said else _SPOILT)
        self._database.execute("INSERT INTO parts VALUES (?, ?, ?)", row)
        return is_said

    def _add_rows(self, part: Part) -> bool:
        """Add rows that are not there. Whether none was there, and each hangs where a reader will hang it."""
        left_out: set[tuple[str, str]] = set()
        for row in part.rows:
            if row.owner in left_out or row.is_misplaced or not self._add_row(row):
                left_out.add((row.kind, row.key))
        return not left_out

    def _add_row(self, row: FlatRow) -> bool:
        data = json.dumps(row.cells, ensure_ascii=False)
        inserted = "INSERT OR IGNORE INTO rows (kind, key, data) VALUES (?, ?, ?)"
        if not self._database.execute(inserted, (row.kind, row.key or None, data)).rowcount:
            return False
        names = [(row.kind, name) for name in row.cells]
        self._database.executemany("INSERT OR IGNORE INTO headings VALUES (?, ?)", names)
        return True

    def _add_whole(self, key: str, document: Document) -> None:
        cells = {"service_id": key, f"document{MARK}": cell_of(document)}
        self._add_row(FlatRow(EXTRA_DOCUMENTS, key, cells, None))

    def _remember_gaps(self, parts: list[Part], document: Document) -> None:
        """Links that lead nowhere: should what they name come later, a reader would find it there."""
        gaps = {gap for part in parts for gap in part.gaps}
        data = cell_of(document) if gaps else ""
        rows = [(kind, key, document["id"], data) for kind, key in gaps]
        self._database.executemany("INSERT INTO gaps VALUES (?, ?, ?, ?)", rows)

    def close_gaps(self) -> None:
        """Give back whole each document whose links lead nowhere there, and somewhere in the folder."""
        for key, data in self._database.execute(_CLOSED).fetchall():
            self._add_whole(key, json.loads(data))

    def add_loose(self, loose: Loose) -> None:
        """Add a record that hangs on no service: to its table, where a reader finds it loose again."""
        record = _mended(loose.kind, loose.record)
        parts = parts_of(loose.kind, record) if loose.kind in KINDS and loose.kind != "service" else []
        if parts and self._stays_loose(parts[0]) and _is_said(loose.kind, record, parts) and not self._has_any(parts):
            for part in parts[1:]:
                self._add_shared(part, parts)
            self._add_rows(parts[0])
        else:
            self._add_extra(loose)

    def _add_extra(self, loose: Loose) -> None:
        cells = {"kind": loose.kind, "reference": loose.reference, f"record{MARK}": cell_of(loose.record)}
        self._add_row(FlatRow(EXTRA_RECORDS, "", cells, None))

    def _stays_loose(self, part: Part) -> bool:
        """Whether nothing in the folder is hung on, or links to, this record."""
        chosen = "SELECT 1 FROM gaps WHERE kind = ? AND key = ?"
        is_wanted = self._database.execute(chosen, (part.kind, part.key)).fetchone()
        return not is_wanted and not any(self._has(kind, key) for kind, key in links_of(part.kind, part.thing))

    def _has_any(self, parts: list[Part]) -> bool:
        """Whether a row of these is there already, or misplaced; shared ones may be there, if they say the same."""
        if any(row.is_misplaced for part in parts for row in part.rows):
            return True
        own = any(self._has(row.kind, row.key) for row in parts[0].rows)
        return (
            own or self._digest_of(parts[0]) is not None or not all(self._is_free_or_same(part) for part in parts[1:])
        )

    def _is_free_or_same(self, part: Part) -> bool:
        known = self._digest_of(part)
        if known is None:
            return not any(self._has(row.kind, row.key) for row in part.rows)
        return known == _digest(part.thing)

    def _digest_of(self, part: Part) -> str | None:
        """The digest of a shared object as it was added; None when it was not."""
        chosen = "SELECT digest FROM parts WHERE kind = ? AND key = ?"
        row = self._database.execute(chosen, (part.kind, part.key)).fetchone()
        return str(row[0]) if row else None

    def _has(self, kind: str, key: str) -> bool:
        chosen = "SELECT 1 FROM rows WHERE kind = ? AND key = ?"
        return bool(self._database.execute(chosen, (kind, key)).fetchone())

    def write(self, folder: Path) -> None:
        """Write every table that has rows, and those that a reader expects."""
        kinds = {kind for (kind,) in self._database.execute("SELECT DISTINCT kind FROM headings")}
        for kind in sorted(kinds | ALWAYS):
            self._write_table(kind, folder / f"{TABLES.get(kind, kind)}.csv")

    def _write_table(self, kind: str, path: Path) -> None:
        chosen = "SELECT name FROM headings WHERE kind = ? ORDER BY name"
        used = [name for (name,) in self._database.execute(chosen, (kind,))]
        known = ["id", *KINDS[kind].fields] if kind in KINDS else []
        names = known + [name for name in used if name not in known]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, names, restval="", lineterminator="\n")
            writer.writeheader()
            for (data,) in self._database.execute("SELECT data FROM rows WHERE kind = ? ORDER BY n", (kind,)):
                writer.writerow(json.loads(data))


def _mended(kind: str, record: Document) -> Document:
    return Mender(Names(UUID(int=0)), lambda kind, key: True).mend(kind, record, "")[0]


def _is_said(kind: str, thing: Document, parts: list[Part]) -> bool:
    """Whether reading these rows gives the same thing again."""
    rows, key = RowsInMemory(parts), str(thing.get("id", ""))
    found = rows.find(kind, key)
    return found is not None and _mended(kind, Nester(rows).nested(kind, key, found.record)) == thing


def _digest(thing: Document) -> str:
    said = json.dumps(thing, sort_keys=True, ensure_ascii=False)
    return hashlib.blake2b(said.encode("utf-8"), digest_size=16).hexdigest()
