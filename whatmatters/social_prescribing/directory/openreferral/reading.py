"""Reading a feed of Open Referral, whatever its version and form, into listings.

Serves the import of directories. Gives out, one by one, services as HSDS documents, what was mended in them, what was
rejected and why, and what hangs on no service. Nothing that came is lost: it is in one of these. Pure: no clock, no
database of ours, no network. Source: HSDS 3.0, HSDS-UK 3.0 (rulebook 4.3).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from .files import ENDS, TABLE_ENDS, Allowance, FeedFile, is_other_encoding, opened
from .found import (
    AGAIN,
    Found,
    Limits,
    Listed,
    Loose,
    Mended,
    Raw,
    Rejected,
    UnreadableFeed,
    short_reference,
    with_what_hangs,
)
from .mending import Mender, storable
from .plain_text import plain
from .reading_json import read_json_files
from .reading_tables import read_tables
from .references import Names, id_text
from .seen import Seen, nothing_seen

__all__ = ["Found", "Limits", "Listed", "Loose", "Mended", "Rejected", "UnreadableFeed", "read_feed"]

_DEFAULT = Limits()
_WESTERN = "Some letters were not UTF-8 and were read as Windows-1252. Save the file as UTF-8."


def read_feed(path: Path, *, namespace: UUID, limits: Limits = _DEFAULT) -> Iterator[Found]:
    """Everything that a feed holds, in the order of its files.

    `path` is a folder, a file or a zip; `namespace` is the feed's own, in which ids that are no UUIDs become UUIDs.
    The notes on a listing follow it at once. Raises `UnreadableFeed`, at the first item or later, when the feed cannot
    be read at all, is damaged in the middle, or is larger than `limits`.
    """
    with opened(path, limits) as files, nothing_seen() as seen:
        finisher = _Finisher(namespace, seen)
        yield from _encodings(files, limits)
        for raw in _read(files, limits):
            yield from finisher.finished(raw) if isinstance(raw, Raw) else (raw,)


def _read(files: tuple[FeedFile, ...], limits: Limits) -> Iterator[Raw | Rejected | Mended]:
    """The raw records of the files: tables if there are any that we know, else JSON."""
    tables = tuple(file for file in files if file.ends(TABLE_ENDS))
    others = tuple(file for file in files if not file.ends(TABLE_ENDS))
    allowance = Allowance(limits)
    if tables:
        yield from read_tables(tables, allowance, is_alone=not others)
    if others:
        yield from read_json_files(others, allowance)


def _encodings(files: tuple[FeedFile, ...], limits: Limits) -> Iterator[Mended]:
    for file in files:
        if file.name.lower().endswith(ENDS) and is_other_encoding(file, limits):
            yield Mended(short_reference(file.name), "file", "encoding", _WESTERN)


class _Finisher:
    """Turns raw records into what the caller is given. One for each reading of a feed."""

    def __init__(self, namespace: UUID, seen: Seen) -> None:
        self._names, self._seen = Names(namespace), seen
        self._mender = Mender(self._names, lambda kind, key: seen.is_new(f"note {kind}", key))

    def finished(self, raw: Raw) -> Iterator[Found]:
        """The listing or loose record, with its notes; or why it is neither."""
        if why := self._why_not(raw):
            yield Rejected(raw.reference, raw.kind, why, storable(with_what_hangs(raw.source, raw.record)))
            return
        document, notes = self._mender.mend(raw.kind, raw.record, raw.reference)
        if raw.kind != "service":
            yield Loose(raw.kind, raw.reference, document)
        else:
            yield Listed(raw.reference, document, storable(raw.source))
        yield from notes

    def _why_not(self, raw: Raw) -> str:
        """Why a record cannot be given out at all; empty when it can."""
        if not isinstance(raw.record, dict):
            return "It is not an object with names and values. Send each service as one object."
        key = id_text(raw.record.get("id"))
        if raw.kind == "service" and not key:
            return "It has no id. Give each service an id that stays the same."
        if raw.kind == "service" and not _says_something(raw.record.get("name")):
            return "It has no name. Give the service a name."
        named = self._names.uuid_of(raw.kind, key) if key else raw.reference
        return "" if self._seen.is_new(raw.kind, named) else AGAIN


def _says_something(name: Any) -> bool:
    return isinstance(name, str | int | float) and bool(plain(str(name))[0])
