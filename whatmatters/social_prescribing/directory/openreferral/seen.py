"""Which records a feed has given already: kept in a temporary file, so that a hundred thousand cost no memory.

Serves reading and giving back.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

_QUICK = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE; PRAGMA cache_size=-16000;"


@contextmanager
def temporary_database(schema: str) -> Iterator[sqlite3.Connection]:
    """A database of this schema in a temporary file, which is deleted afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="openreferral-") as folder,
        closing(sqlite3.connect(Path(folder) / "index.sqlite3", isolation_level=None)) as database,
    ):
        database.executescript(_QUICK + schema)
        database.execute("BEGIN")
        yield database


class Seen:
    """Names of records met so far, by kind."""

    SCHEMA = "CREATE TABLE seen (name TEXT PRIMARY KEY) WITHOUT ROWID;"

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def is_new(self, kind: str, name: str) -> bool:
        """Whether this one was not met before. From now on it was."""
        return self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (f"{kind} {name}",)).rowcount == 1


@contextmanager
def nothing_seen() -> Iterator[Seen]:
    """A new memory of records, for one reading of a feed."""
    with temporary_database(Seen.SCHEMA) as database:
        yield Seen(database)
