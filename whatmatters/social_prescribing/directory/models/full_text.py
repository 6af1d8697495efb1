"""The full-text index: one row for each finding row, in FTS5 on SQLite, as a tsvector on PostgreSQL.

Serves `services.indexing`, which writes it, and `queries.finding`, which asks it. Django has no field for FTS5, so the
statements are here, side by side, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

_WRITE = {
    "sqlite": "INSERT OR REPLACE INTO directory_words (rowid, name, words, facts) VALUES (%s, %s, %s, %s)",
    "postgresql": "INSERT INTO directory_words (id, terms) VALUES (%s, setweight(to_tsvector('english', %s), 'A') || "
    "to_tsvector('english', %s) || array_to_tsvector(string_to_array(%s, ' '))) "
    "ON CONFLICT (id) DO UPDATE SET terms = EXCLUDED.terms",
}
_DROP = {
    "sqlite": "DELETE FROM directory_words WHERE rowid IN ({})",
    "postgresql": "DELETE FROM directory_words WHERE id IN ({})",
}


@dataclass(frozen=True, slots=True)
class WordsRow:
    """What is written of one finding row; `facts` are words of ours, letters and digits only."""

    row_id: int
    name: str
    words: str
    facts: Sequence[str]


def write_words(rows: Iterable[WordsRow]) -> None:
    """Put rows into the index, in place of any of the same id."""
    values = [(row.row_id, row.name, row.words, " ".join(row.facts)) for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(_WRITE[connection.vendor], values)


def drop_words(row_ids: Sequence[int]) -> None:
    """Take rows out of the index."""
    for start in range(0, len(row_ids), 500):
        part = row_ids[start : start + 500]
        with connection.cursor() as cursor:
            cursor.execute(_DROP[connection.vendor].format(", ".join(["%s"] * len(part))), list(part))
