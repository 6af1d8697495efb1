"""The raw records of a folder of tables: services one by one, then what hangs on none of them.

Serves reading. What hangs on services is put into a temporary index first; services stream past it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from .dialects.choosing import dialect_of_tables
from .dialects.shapes import Table, TableDialect
from .files import EXPECTED, Allowance, FeedFile, open_text
from .flattening import parts_of
from .found import AGAIN, Document, Mended, Raw, Rejected, UnreadableFeed, short_reference, with_what_hangs
from .json_columns import EXTRA_DOCUMENTS, EXTRA_RECORDS, cell_of, restored
from .kinds import SHARED
from .mending import storable
from .nesting import ATTRIBUTABLE, Nester, links_of
from .references import id_text
from .table_index import Stored, TableIndex, new_index
from .table_rows import Row, heading_of, read_rows

_GAP = "The feed has no record with this id. Add the record, or take the link away."


@dataclass(frozen=True, slots=True)
class _Source:
    """One file of the feed and what is in it."""

    file: FeedFile
    table: Table


def read_tables(
    files: tuple[FeedFile, ...], allowance: Allowance, *, is_alone: bool
) -> Iterator[Raw | Rejected | Mended]:
    """Every record of these tables. `is_alone`: there is nothing else in the feed.

    Raises `UnreadableFeed` when no dialect fits, or the services' table lacks what makes a listing.
    """
    headings = {file.stem: _heading(file, Allowance(allowance.limits)) for file in files}
    dialect = dialect_of_tables({stem: frozenset(names) for stem, names in headings.items()})
    if dialect is None:
        if is_alone:
            raise UnreadableFeed(f"{EXPECTED}; we found only {', '.join(file.name for file in files[:6])}.")
        return
    table_of = dialect.tables()
    sources = [_Source(file, _EXTRA.get(file.stem) or table_of(file.stem)) for file in files]
    for source in sources:
        _check_heading(source, headings[source.file.stem], dialect)
    with new_index() as index:
        yield from _Reader(dialect, index, allowance).read(sources)


def _heading(file: FeedFile, allowance: Allowance) -> list[str]:
    with open_text(file, allowance) as text:
        return heading_of(text)


def _check_heading(source: _Source, names: list[str], dialect: TableDialect) -> None:
    """Raises `UnreadableFeed` when a table of services cannot be one."""
    if source.table.kind != "service":
        return
    if not names:
        raise UnreadableFeed(
            f"{source.file.name} is empty. We expected a row of headings: {', '.join(dialect.required)}…"
        )
    if missing := [name for name in dialect.required if name not in names]:
        found = ", ".join(names[:6])
        raise UnreadableFeed(
            f"{source.file.name} has no column “{missing[0]}”. We expected {dialect.name}; we found {found}."
        )


class _Reader:
    """Reads the tables of one feed, once."""

    def __init__(self, dialect: TableDialect, index: TableIndex, allowance: Allowance) -> None:
        self._dialect, self._index, self._allowance = dialect, index, allowance
        self._nester = Nester(index)

    def read(self, sources: list[_Source]) -> Iterator[Raw | Rejected | Mended]:
        """Everything in the tables."""
        services = [source for source in sources if source.table.kind == "service"]
        for source in sources:
            if source.table.kind != "service":
                yield from self._index_table(source)
        if self._index.has_links:
            self._index_services(services)
        self._index.link(may_own=ATTRIBUTABLE)
        for source in services:
            yield from self._services(source)
        yield from self._left_over()

    def _rows(self, source: _Source, allowance: Allowance) -> Iterator[Row]:
        with open_text(source.file, allowance) as text:
            yield from read_rows(text, allowance.limits)

    def _cells(self, row: Row) -> Document:
        """The row's cells; where we wrote the folder ourselves, columns of JSON are read as such."""
        return restored(row.cells) if self._dialect.is_ours else dict(row.cells)

    def _index_table(self, source: _Source) -> Iterator[Rejected]:
        """Put a table into the index; its broken rows are given out."""
        for row in self._rows(source, self._allowance):
            if row.why:
                yield self._broken(source, row)
                continue
            record = source.table.reshape(self._cells(row))
            kind = source.table.kind
            self._index.add(kind, id_text(record.get("id")), record, links_of(kind, record))

    def _index_services(self, services: list[_Source]) -> None:
        """Put the ids of all services in, so that it is known what hangs on one. Broken rows are told later."""
        for source in services:
            for row in self._rows(source, Allowance(self._allowance.limits)):
                if not row.why:
                    record = source.table.reshape(self._cells(row))
                    self._index.add("service", id_text(record.get("id")), None)

    def _services(self, source: _Source) -> Iterator[Raw | Rejected | Mended]:
        for row in self._rows(source, self._allowance):
            if row.why:
                yield self._broken(source, row)
                continue
            cells = self._cells(row)
            record = source.table.reshape(dict(cells))
            reference = short_reference(id_text(record.get("id")) or f"{source.file.name} row {row.number}")
            whole = self._whole(record)
            if why := self._dialect.refuses(cells):
                yield Rejected(reference, "service", why, storable(with_what_hangs(cells, whole)))
                self._nester.gaps.clear()
            else:
                yield Raw("service", reference, whole, cells)
                yield from self._gaps(reference)

    def _whole(self, record: Document) -> Document:
        """A service with all that hangs on it; or as it was given back whole, when tables could not say it.

        What the whole document holds is looked up all the same, so that it does not count as left over.
        """
        key = id_text(record.get("id"))
        self._dialect.prepare(record, self._index)
        nested = self._dialect.modernise("service", self._nester.nested("service", key, record))
        found = self._index.find(EXTRA_DOCUMENTS, key)
        whole = found.record.get("document") if found else None
        if not isinstance(whole, dict):
            return nested
        for part in parts_of("service", whole)[1:]:
            self._index.find(part.kind, part.key)
        return whole

    def _gaps(self, reference: str) -> Iterator[Mended]:
        """Links that led nowhere in the record just put together."""
        for kind, link in dict.fromkeys(self._nester.gaps):
            yield Mended(reference, kind, link, _GAP)
        self._nester.gaps.clear()

    def _broken(self, source: _Source, row: Row) -> Rejected:
        place = short_reference(f"{source.file.name} row {row.number}")
        return Rejected(place, source.table.kind, row.why, storable(row.raw))

    def _left_over(self) -> Iterator[Raw | Rejected | Mended]:
        """What hangs on no service."""
        for row in self._index.left_over(shared=SHARED):
            first = self._index.find(row.kind, row.key) if row.key else None
            if row.kind == EXTRA_RECORDS:
                yield _extra(row.record)
            elif first and first.number != row.number:
                yield Rejected(_reference(row), row.kind, AGAIN, storable(row.record))
            else:
                row, reference = first or row, _reference(row)
                record = self._dialect.modernise(row.kind, self._nester.nested(row.kind, row.key, row.record))
                yield Raw(row.kind, reference, record, record)
                yield from self._gaps(reference)


def _reference(row: Stored) -> str:
    """The row's id; without one, what follows from its words alone, so that it stays when other rows come and go."""
    if row.key:
        return short_reference(row.key)
    said = cell_of(row.record).encode("utf-8", "replace")
    return short_reference(f"{row.kind} {hashlib.blake2b(said, digest_size=8).hexdigest()}")


def _extra(record: Document) -> Raw:
    """A record that was given back beside the tables of the standard."""
    kind, reference = str(record.get("kind") or "record"), str(record.get("reference") or "")
    return Raw(kind, short_reference(reference), record.get("record"), record)


_EXTRA = {
    EXTRA_DOCUMENTS: Table(EXTRA_DOCUMENTS, lambda row: row | {"id": row.get("service_id")}),
    EXTRA_RECORDS: Table(EXTRA_RECORDS),
}
