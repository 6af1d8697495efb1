"""Rows of tables put together: a service with all that hangs on it, as one object in the shape of HSDS.

Serves reading of folders of tables. Values stay as they came. What a link leads to and the feed does not have is
told, and the link stays. Source: HSDS 3.0, "serialization" (tables and nested objects are two forms of one thing).
"""

from __future__ import annotations

from typing import Protocol

from .found import Document
from .kinds import KINDS, KINDS_BY_WORD, LINKS_BY_KEY, LIST_KEYS, PARENTS
from .references import id_text
from .table_index import ANY, Stored

_ANY_PARENTS = "service_id service_at_location_id location_id contact_id phone_id organization_id"
"""The links under whose object a row of a table is nested that the standard does not know."""

ATTRIBUTABLE = frozenset(name for name, kind in KINDS.items() if "attributes" in kind.many)
"""Kinds on which an attribute may hang. A term is not among them: attributes hold terms."""

_LINKED_KIND = {f"{kind}_id": kind for kind in KINDS}
_REMEMBERED = 512


def links_of(kind: str, record: Document) -> list[tuple[str, str]]:
    """What a row may hang on, best first, as (kind, id)."""
    if kind == "attribute":
        return _attribute_links(record)
    names = PARENTS.get(kind, "" if kind in KINDS else _ANY_PARENTS).split()
    return [(_LINKED_KIND[name], key) for name in names if (key := id_text(record.get(name)))]


def _attribute_links(record: Document) -> list[tuple[str, str]]:
    """An attribute says in `link_entity` what it hangs on; if it does not, a service, or whatever has the id."""
    key = id_text(record.get("link_id"))
    said = KINDS_BY_WORD.get(str(record.get("link_entity") or "").strip().lower())
    if not key or (said and said not in ATTRIBUTABLE):
        return []
    return [(said, key)] if said else [("service", key), (ANY, key)]


class Rows(Protocol):
    """Where rows are found: an index of a feed's tables, or a few rows in memory."""

    def find(self, kind: str, key: str) -> Stored | None:
        """The first row of this kind and id."""

    def hanging_on(self, kind: str, key: str) -> list[Stored]:
        """The rows that hang on this one."""


class Nester:
    """Puts the rows of one feed together. `gaps` tells, since it was last emptied, which links led nowhere."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._nested: dict[tuple[str, str], Document] = {}
        self.gaps: list[tuple[str, str]] = []

    def nested(self, kind: str, key: str, record: Document) -> Document:
        """The record with what hangs on it, and with the objects that it links to."""
        known = KINDS.get(kind)
        self._place_what_it_brought(record)
        for row in self._rows.hanging_on(kind, key) if key else ():
            _hang(record, LIST_KEYS.get(row.kind, row.kind), self.nested(row.kind, row.key, row.record))
        for name, inner in known.one.items() if known else ():
            self._resolve(kind, name, inner, record)
        return record

    def _place_what_it_brought(self, record: Document) -> None:
        """The places that a service's own row names link to places, too."""
        brought = record.get("service_at_locations")
        for at in brought if isinstance(brought, list) else ():
            if isinstance(at, dict):
                self._resolve("service_at_location", "location", "location", at)

    def _resolve(self, kind: str, name: str, inner: str, record: Document) -> None:
        """Put the object in that a link names, when the feed has it."""
        link = LINKS_BY_KEY.get(name, "")
        key = id_text(record.get(link))
        if not key:
            return
        if found := self._shared(inner, key):
            record[name] = found
        elif name not in record:
            self.gaps.append((kind, link))

    def _shared(self, kind: str, key: str) -> Document | None:
        """An organisation, place or term: put together once, as long as it is remembered."""
        if (kind, key) not in self._nested:
            if not (row := self._rows.find(kind, key)):
                return None
            if len(self._nested) >= _REMEMBERED:
                self._nested.clear()
            self._nested[kind, key] = self.nested(kind, key, row.record)
        return self._nested[kind, key]


def _hang(record: Document, key: str, thing: Document) -> None:
    """Add one object to a list of another; what stood there and is no list of objects is kept aside."""
    there = record.setdefault(key, [])
    if not isinstance(there, list):
        kept = record.get("original_values") or {}
        record["original_values"] = (kept if isinstance(kept, dict) else {"original_values": kept}) | {key: there}
        there = record[key] = []
    there.append(thing)
