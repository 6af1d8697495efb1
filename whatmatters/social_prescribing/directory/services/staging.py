"""A feed as it was read, in a small database file of its own, before anything is changed.

So memory stays flat however long the feed is, and a feed that waits for a steward waits as it was read.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings

READER = 1
"""Goes up when the reader makes another document of the same record, so that unchanged records are made anew."""

_TABLES = """
CREATE TABLE listed (place INTEGER PRIMARY KEY, reference TEXT UNIQUE, fingerprint TEXT, document BLOB, source BLOB);
CREATE TABLE loose (place INTEGER PRIMARY KEY, kind TEXT, reference TEXT, record BLOB);
CREATE TABLE problem (
    place INTEGER PRIMARY KEY, is_rejection INT, kind TEXT, reference TEXT, field TEXT, why TEXT, raw TEXT
)
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """One record that will be a listing."""

    reference: str
    fingerprint: str
    document: dict[str, Any]
    source: dict[str, Any]


class Staging:
    """The file of one run. Written once, read as often as needed, removed at the end."""

    def __init__(self, run_id: UUID) -> None:
        folder = Path(settings.MEDIA_ROOT) / "directory"
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / f"{run_id}.staging"
        is_new = not self.path.exists()
        self._file = sqlite3.connect(self.path, isolation_level=None)
        self._file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-8192")
        if is_new:
            self._file.executescript(_TABLES)

    def __enter__(self) -> Staging:
        self._file.execute("BEGIN")
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Finish writing."""
        if self._file.in_transaction:
            self._file.execute("COMMIT")
        self._file.close()

    def remove(self) -> None:
        """The run has ended: the file goes."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def add_listed(self, reference: str, document: dict[str, Any], source: dict[str, Any]) -> None:
        """One record that will be a listing."""
        packed = orjson.dumps(source, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS)
        made = orjson.dumps(document, option=orjson.OPT_SORT_KEYS)
        # The document too: of a table, the source is the service's own row, without its times and places.
        fingerprint = hashlib.sha256(b"%d " % READER + packed + made).hexdigest()
        row = (reference, fingerprint, made, packed)
        self._file.execute("INSERT INTO listed (reference, fingerprint, document, source) VALUES (?, ?, ?, ?)", row)

    def add_loose(self, kind: str, reference: str, record: dict[str, Any]) -> None:
        """One record that hangs on no listing."""
        row = (kind, reference, orjson.dumps(record))
        self._file.execute("INSERT INTO loose (kind, reference, record) VALUES (?, ?, ?)", row)

    def add_problem(self, is_rejection: bool, kind: str, reference: str, field: str, why: str, raw: str) -> None:
        """What was wrong with one record."""
        row = (is_rejection, kind, reference, field, why, raw)
        self._file.execute(
            "INSERT INTO problem (is_rejection, kind, reference, field, why, raw) VALUES (?, ?, ?, ?, ?, ?)", row
        )

    def count(self, table: str) -> int:
        """How many rows of `listed`, `loose` or `problem` there are."""
        return int(self._file.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    def listed(self) -> Iterator[Staged]:
        """Every record that will be a listing, in the feed's order."""
        for reference, fingerprint, document, source in self._read(
            "reference, fingerprint, document, source", "listed"
        ):
            yield Staged(reference, fingerprint, orjson.loads(document), orjson.loads(source))

    def fingerprints(self, references: Iterable[str]) -> dict[str, str]:
        """The fingerprints of these references, of those that the feed has."""
        asked = list(references)
        marks = ", ".join("?" * len(asked))
        found = self._file.execute(
            f"SELECT reference, fingerprint FROM listed WHERE reference IN ({marks})",  # noqa: S608
            asked,
        )
        return dict(found.fetchall())

    def loose(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Kind, reference and record of what hangs on no listing."""
        for kind, reference, record in self._read("kind, reference, record", "loose"):
            yield kind, reference, orjson.loads(record)

    def problems(self) -> Iterator[tuple[bool, str, str, str, str, str]]:
        """Rejected or not, kind, reference, field, why, raw."""
        for is_rejection, *rest in self._read("is_rejection, kind, reference, field, why, raw", "problem"):
            yield (bool(is_rejection), *rest)

    def _read(self, columns: str, table: str) -> Iterator[tuple[Any, ...]]:
        cursor = self._file.cursor()
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY place")  # noqa: S608
        yield from cursor
