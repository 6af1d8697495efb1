"""The staging area's table on disk: a SQLite file of its own, gone as soon as it is closed.

Serves `staging`. The file is unlinked when it is opened, so that records cannot stay behind even if the machine stops.
Needs no memory but SQLite's page cache, which is fixed. Knows nothing of what the rows mean.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_CACHE_KIB = 16_384
_SCHEMA = """
CREATE TABLE file (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE resource (
    id INTEGER PRIMARY KEY, type TEXT NOT NULL, file INTEGER NOT NULL, line INTEGER, entries TEXT NOT NULL,
    full_url TEXT NOT NULL, key TEXT NOT NULL, url TEXT NOT NULL, local TEXT NOT NULL, base TEXT NOT NULL,
    whose TEXT NOT NULL, updated TEXT NOT NULL, digest BLOB NOT NULL,
    fate TEXT NOT NULL DEFAULT 'taken', why TEXT NOT NULL DEFAULT '', person INTEGER, same_as INTEGER
);
CREATE TABLE body (resource INTEGER PRIMARY KEY, json BLOB NOT NULL);
CREATE TABLE identifier (token TEXT NOT NULL, type TEXT NOT NULL, resource INTEGER NOT NULL);
CREATE TABLE in_error (
    file INTEGER NOT NULL, line INTEGER, entries TEXT NOT NULL, full_url TEXT NOT NULL, json BLOB NOT NULL
);
CREATE TABLE fault (
    file INTEGER NOT NULL, line INTEGER, entries TEXT NOT NULL, code TEXT NOT NULL, text TEXT NOT NULL,
    field TEXT NOT NULL, rest_unread INTEGER NOT NULL
);
"""


class NoRoom(Exception):
    """The disk is full, so the records could not be sorted. Nothing has been taken in."""


_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SQLITE_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


@contextmanager
def room() -> Iterator[None]:
    """Turns SQLite's and the system's ways of saying that the disk is full into `NoRoom`."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        sqlite_code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if sqlite_code not in _SQLITE_FULL and getattr(error, "errno", None) not in _FULL:
            raise
        text = "There is no room on the disk to sort the records. Nothing was taken in: make room and start again."
        raise NoRoom(text) from error


class Store:
    """The open table. Close it to be rid of everything in it."""

    def __init__(self, folder: Path | None = None, *, most_pages: int | None = None) -> None:
        """`folder` holds the file while it is open (the system's temporary folder by default).

        `most_pages` bounds the file in pages of 4 kB, for those who would rather stop than fill a disk.
        """
        with room():
            handle, path = tempfile.mkstemp(prefix="whatmatters-staging-", suffix=".sqlite3", dir=folder)
            os.close(handle)
            try:
                self._connection = sqlite3.connect(path, isolation_level=None)
                self._prepare(most_pages)
            finally:
                os.unlink(path)

    def _prepare(self, most_pages: int | None) -> None:
        """No journal and no flushing: this file is for one process and one run only."""
        self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        self._connection.execute("PRAGMA journal_mode = OFF")
        self._connection.execute("PRAGMA synchronous = OFF")
        self._connection.execute("PRAGMA temp_store = FILE")
        self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        if most_pages:
            self._connection.execute(f"PRAGMA max_page_count = {int(most_pages)}")
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def run(self, sql: str, values: Iterable[Any] = ()) -> None:
        """Change rows."""
        with room():
            self._connection.execute(sql, tuple(values))

    def run_many(self, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Change rows, once for each tuple."""
        with room():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Iterable[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """Rows one by one, never all at once. The table may be read, not changed, while they are."""
        with room():
            yield from self._connection.execute(sql, tuple(values))

    def first(self, sql: str, values: Iterable[Any] = ()) -> tuple[Any, ...] | None:
        """The first row, or None."""
        with room():
            found: tuple[Any, ...] | None = self._connection.execute(sql, tuple(values)).fetchone()
        return found

    def close(self) -> None:
        """Be rid of everything."""
        self._connection.close()
