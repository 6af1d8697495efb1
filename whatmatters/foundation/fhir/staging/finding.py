"""Finds the row that a pointer points at: by address, by `Type/id`, by identifier.

Serves linking and `Staging.resolve`. Prefers to find nothing: a pointer that could mean two things means none, and a
bare `Patient/1` never reaches into the records of a server that names itself, because ids like that are everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..references import Pointer
from .store import Store

UNKNOWN, AMBIGUOUS = "unknown", "ambiguous"
# The first half of each says that the partial index may be used: without it SQLite reads the whole table.
_BY_URL = "resource.url <> '' AND resource.url"
_BY_LOCAL = "resource.local <> '' AND resource.local"
_HEAD = "coalesce(resource.same_as, resource.id), resource.file"


class Finder:
    """Looks up pointers in a filled and indexed table."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, pointer: Pointer, base: str, file: int) -> int | str:
        """The row number, or `UNKNOWN` or `AMBIGUOUS`. `base` and `file` are those of whatever points."""
        for sql, values in self.lookups(pointer, base, file):
            found = [(int(head), int(row_file)) for head, row_file in self._store.rows(sql, values)]
            if found:
                return _one_of(found, file)
        return UNKNOWN

    def lookups(self, pointer: Pointer, base: str, file: int) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """The questions that `find` asks the table, the surest first, with their values."""
        for condition, values in self._ways(pointer, base, file):
            by_token = condition.startswith("identifier.")
            table = "identifier JOIN resource ON resource.id = identifier.resource" if by_token else "resource"
            yield f"SELECT DISTINCT {_HEAD} FROM {table} WHERE {condition} LIMIT 1000", values  # noqa: S608

    def _ways(self, pointer: Pointer, base: str, file: int) -> Iterator[tuple[str, tuple[str | int, ...]]]:
        """Where to look, the surest first, as SQL conditions of ours with their values."""
        if pointer.url:
            yield f"{_BY_URL} = ?", (pointer.url,)
            if pointer.local:
                yield f"{_BY_LOCAL} = ? AND resource.base = '' AND resource.url = ''", (pointer.local,)
        elif pointer.local:
            if base:
                yield f"{_BY_URL} = ?", (f"{base}/{pointer.local}",)
            yield f"{_BY_LOCAL} = ? AND resource.file = ?", (pointer.local, file)
            if not base:
                yield f"{_BY_LOCAL} = ? AND resource.base = ''", (pointer.local,)
        for token in pointer.identifiers:
            kind, values = (" AND identifier.type = ?", (token, pointer.type)) if pointer.type else ("", (token,))
            yield f"identifier.token = ?{kind}", values


def _one_of(found: list[tuple[int, int]], file: int) -> int | str:
    """The one thing that was found; of several, the one in the same file."""
    for candidates in ({head for head, _ in found}, {head for head, row_file in found if row_file == file}):
        if len(candidates) == 1:
            return candidates.pop()
    return AMBIGUOUS
