"""The rows of a feed's tables in a temporary database, found by id and by what they hang on.

Serves nesting. A hundred thousand services with all that hangs on them need no more memory than ten.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from .seen import temporary_database

ANY = "?"
"""As the kind of a link's target: whatever has this id."""

_SCHEMA = """
CREATE TABLE rows (n INTEGER PRIMARY KEY, kind TEXT, key TEXT, name TEXT, owner TEXT, data TEXT);
CREATE TABLE links (n INTEGER, rank INTEGER, target TEXT);
"""
_FIND_OWNERS = """
CREATE INDEX row_names ON rows (name);
CREATE INDEX link_rows ON links (n);
UPDATE rows SET owner = (
    SELECT links.target FROM links WHERE links.n = rows.n
    AND EXISTS (SELECT 1 FROM rows AS found WHERE found.name = links.target) ORDER BY links.rank LIMIT 1
) WHERE n IN (SELECT n FROM links);
"""
_FIND_ANY_OWNERS = """
UPDATE rows SET owner = (
    SELECT found.name FROM links JOIN rows AS found ON found.key = substr(links.target, 3)
    WHERE links.n = rows.n AND substr(links.target, 1, 2) = '? '
    AND found.kind IN (SELECT value FROM json_each(?)) ORDER BY found.n LIMIT 1
) WHERE owner IS NULL AND n IN (SELECT n FROM links WHERE substr(target, 1, 2) = '? ')
"""


@dataclass(frozen=True, slots=True)
class Stored:
    """One row: its number in the order of reading, its kind, its id and its record."""

    number: int
    kind: str
    key: str
    record: dict[str, Any]


def is_compatible(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two records nowhere say two different things."""
    return all(second.get(name, value) == value for name, value in first.items())


def merged(rows: list[Stored]) -> list[Stored]:
    """The rows, with those made one that are the same thing told twice."""
    by_name: dict[tuple[str, str], Stored] = {}
    distinct = []
    for row in rows:
        first = by_name.setdefault((row.kind, row.key or str(row.number)), row)
        if first is not row and is_compatible(first.record, row.record):
            first.record.update(row.record)
        else:
            distinct.append(row)
    return distinct


class TableIndex:
    """Rows added in one pass, linked once, then found any number of times."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._count = 0
        self._has_links = self._has_any_links = False
        self._used = bytearray()
        self._owners: frozenset[str] = frozenset()

    def add(self, kind: str, key: str, record: dict[str, Any] | None, links: Iterable[tuple[str, str]] = ()) -> None:
        """Add one row. `links` are (kind, id) of what it may hang on, best first. A service has no record here."""
        self._count += 1
        data = None if record is None else json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        name = f"{kind} {key}" if key else None
        self._database.execute("INSERT INTO rows VALUES (?, ?, ?, ?, NULL, ?)", (self._count, kind, key, name, data))
        for rank, (target, target_key) in enumerate(links):
            self._has_links = True
            self._has_any_links = self._has_any_links or target == ANY
            self._database.execute("INSERT INTO links VALUES (?, ?, ?)", (self._count, rank, f"{target} {target_key}"))

    @property
    def has_links(self) -> bool:
        """Whether any row hangs on another."""
        return self._has_links

    def link(self, *, may_own: Iterable[str]) -> None:
        """Find what every row hangs on. To be called once, when all rows are in.

        A row that hangs on whatever has an id hangs on a row of the kinds in `may_own`.
        """
        for statement in _FIND_OWNERS.split(";"):
            self._database.execute(statement)
        if self._has_any_links:
            self._database.execute("CREATE INDEX row_keys ON rows (key)")
            self._database.execute(_FIND_ANY_OWNERS, (json.dumps(sorted(may_own)),))
        self._database.execute("CREATE INDEX row_owners ON rows (owner) WHERE owner IS NOT NULL")
        kinds = "SELECT DISTINCT substr(owner, 1, instr(owner, ' ') - 1) FROM rows WHERE owner IS NOT NULL"
        self._owners = frozenset(kind for (kind,) in self._database.execute(kinds))
        self._used = bytearray(self._count + 1)

    def find(self, kind: str, key: str) -> Stored | None:
        """The row of this kind and id, with what later rows of the same id add and do not gainsay."""
        chosen = "SELECT n, kind, key, data FROM rows WHERE name = ? AND data IS NOT NULL ORDER BY n"
        rows = [Stored(n, kind, key, json.loads(data)) for n, kind, key, data in self._all(chosen, f"{kind} {key}")]
        found = merged(rows)[:1]
        for row in rows:
            if found and (row is found[0] or is_compatible(found[0].record, row.record)):
                self._used[row.number] = 1
        return found[0] if found else None

    def _all(self, chosen: str, name: str) -> list[tuple[int, str, str, str]]:
        return self._database.execute(chosen, (name,)).fetchall()

    def hanging_on(self, kind: str, key: str) -> list[Stored]:
        """The rows that hang on this one, in the order of their files."""
        if kind not in self._owners:
            return []
        chosen = "SELECT n, kind, key, data FROM rows WHERE owner = ? ORDER BY n"
        return merged([self._taken(row) for row in self._all(chosen, f"{kind} {key}")])

    def left_over(self, *, shared: frozenset[str]) -> Iterator[Stored]:
        """Rows that were never found and hang on nothing; those of `shared` kinds last, since others may hold them."""
        chosen = "SELECT n, kind, key, data FROM rows WHERE owner IS NULL AND data IS NOT NULL ORDER BY n"
        for is_shared in (False, True):
            for row in self._database.execute(chosen):
                if (row[1] in shared) == is_shared and not self._used[row[0]]:
                    yield self._taken(row)

    def _taken(self, row: tuple[int, str, str, str]) -> Stored:
        self._used[row[0]] = 1
        return Stored(row[0], row[1], row[2], json.loads(row[3]))


@contextmanager
def new_index() -> Iterator[TableIndex]:
    """An empty index, deleted afterwards."""
    with temporary_database(_SCHEMA) as database:
        yield TableIndex(database)
