"""A nested document as rows of the tables of HSDS 3.0, and rows in memory to be nested again.

Serves giving back. What has no column of its own gets one; what no table can say becomes JSON in a column.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .found import Document
from .json_columns import MARK, cell_of, restored
from .kinds import KINDS, LINKS_BY_KEY, PARENTS, Kind
from .nesting import links_of
from .references import id_text
from .table_index import Stored


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One row: its kind, its id, its cells, and (kind, id) of what it hangs on, if it does."""

    kind: str
    key: str
    cells: dict[str, str]
    owner: tuple[str, str] | None

    @property
    def is_misplaced(self) -> bool:
        """Whether a reader would hang it on something else than it hangs on here."""
        links = links_of(self.kind, restored(self.cells))
        return self.owner is not None and links[:1] != [self.owner]


@dataclass(slots=True)
class Part:
    """A document, or an object in it that other documents may hold too: its kind, its id, what it says, its rows.

    `gaps` are links, as (kind, id), to what is not in the document.
    """

    kind: str
    key: str
    thing: Document
    rows: list[FlatRow] = field(default_factory=list)
    gaps: list[tuple[str, str]] = field(default_factory=list)


def parts_of(kind: str, document: Document) -> list[Part]:
    """The document's own part first, then each shared object in it, as often as it comes."""
    part = Part(kind, str(document.get("id", "")), document)
    parts = [part]
    _flatten(KINDS[kind], document, None, part, parts)
    return parts


def _flatten(kind: Kind, thing: Document, owner: tuple[str, str] | None, part: Part, parts: list[Part]) -> None:
    cells: dict[str, str] = {}
    key = str(thing.get("id", ""))
    part.rows.append(FlatRow(kind.name, key, cells, owner))
    for name, value in thing.items():
        if name in kind.one and _is_linked(name, value):
            cells[LINKS_BY_KEY[name]] = value["id"]
            inner = Part(kind.one[name], value["id"], value)
            parts.append(inner)
            _flatten(KINDS[inner.kind], value, None, inner, parts)
        elif name in kind.many and _hangs(kind.many[name], kind.name, value):
            for one in value:
                _flatten(KINDS[kind.many[name]], one, (kind.name, key), part, parts)
        else:
            _put_cell(cells, kind, name, value)
    if owner:
        cells |= _link_to(kind.name, *owner)
    part.gaps += _gaps(kind, thing)


def _link_to(kind: str, owner: str, key: str) -> dict[str, str]:
    return {"link_id": key, "link_entity": owner} if kind == "attribute" else {f"{owner}_id": key}


def _is_linked(name: str, value: Any) -> bool:
    """Whether a nested object can be a row of its own, found by its id."""
    return name in LINKS_BY_KEY and isinstance(value, dict) and bool(value.get("id"))


def _hangs(kind: str, owner: str, value: Any) -> bool:
    """Whether rows of this kind can hang on such an owner."""
    is_possible = kind == "attribute" or f"{owner}_id" in PARENTS.get(kind, "").split()
    return is_possible and isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _gaps(kind: Kind, thing: Document) -> list[tuple[str, str]]:
    """What the object links to and does not hold."""
    links = ((inner, id_text(thing.get(LINKS_BY_KEY.get(name, "")))) for name, inner in kind.one.items())
    return [(inner, key) for inner, key in links if key]


def _put_cell(cells: dict[str, str], kind: Kind, name: str, value: Any) -> None:
    """Write one value: known fields and plain text as they are, all else as JSON under a marked name."""
    known = kind.fields.get(name)
    if isinstance(value, str) and not name.endswith(MARK) and name not in kind.nested:
        cells[name] = value
    elif known and isinstance(value, int | float) and not isinstance(value, bool):
        cells[name] = repr(value)
    else:
        cells[f"{name}{MARK}"] = cell_of(value)


class RowsInMemory:
    """The rows of a few parts, found as a reader of their tables would find them."""

    def __init__(self, parts: list[Part]) -> None:
        rows = [row for part in parts for row in part.rows]
        self._by_name: dict[tuple[str, str], FlatRow] = {}
        for row in rows:
            self._by_name.setdefault((row.kind, row.key), row)
        self._by_owner: dict[tuple[str, str], list[FlatRow]] = {}
        for row in self._by_name.values():
            links = links_of(row.kind, restored(row.cells))
            if owner := next((link for link in links if link in self._by_name), None):
                self._by_owner.setdefault(owner, []).append(row)

    def find(self, kind: str, key: str) -> Stored | None:
        """The row of this kind and id."""
        row = self._by_name.get((kind, key))
        return _stored(row) if row else None

    def hanging_on(self, kind: str, key: str) -> list[Stored]:
        """The rows that hang on this one."""
        return [_stored(row) for row in self._by_owner.get((kind, key), ())]


def _stored(row: FlatRow) -> Stored:
    return Stored(0, row.kind, row.key, restored(row.cells))
