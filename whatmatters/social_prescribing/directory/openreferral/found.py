"""What reading a feed gives out, and how much it is willing to read.

Serves `reading` and every part of this package. Refuses to decide what becomes of a record: that is the caller's.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

LONGEST_REFERENCE = 300
LONGEST_RAW = 10_000

AGAIN = "A record with this id came before in this feed. Give each its own id, or send it once."

Document = dict[str, Any]
"""One HSDS object, nested, ready for JSON."""


class UnreadableFeed(Exception):
    """The feed cannot be read at all. Says what was expected and what was found instead."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one feed may be. Bytes are counted after unpacking; depth is objects and lists inside each other."""

    unpacked_bytes: int = 2_000_000_000
    record_bytes: int = 1_000_000
    depth: int = 64
    files: int = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """A service. `reference` is its id in the source, `source` the record as it came."""

    reference: str
    document: Document
    source: Document


@dataclass(frozen=True, slots=True)
class Loose:
    """A record that hangs on no service: an organisation, a term, a line of metadata. Kept, to be given back."""

    kind: str
    reference: str
    record: Document


@dataclass(frozen=True, slots=True)
class Mended:
    """One value that was not as the standard wants it. What came is kept beside it, in `original_values`.

    `reference` is that of the listing or loose record in which it was found, `kind` the object's own.
    """

    reference: str
    kind: str
    field: str
    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that cannot be a listing. `why` is in plain words and says what to do; `raw` is what came."""

    reference: str
    kind: str
    why: str
    raw: Any


Found = Listed | Loose | Mended | Rejected


@dataclass(frozen=True, slots=True)
class Raw:
    """A record of a feed, already in the shape of HSDS but with its values as they came."""

    kind: str
    reference: str
    record: Any
    source: Any


def short_reference(text: str) -> str:
    """A reference that fits a column: as it is, or its beginning and a digest of the whole."""
    if len(text) <= LONGEST_REFERENCE:
        return text
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=12).hexdigest()
    return f"{text[:260]}…{digest}"


def short_raw(text: str) -> str:
    """The beginning of a text that is too long, or too broken, to be kept whole."""
    return text if len(text) <= LONGEST_RAW else f"{text[:LONGEST_RAW]}…"


def with_what_hangs(source: Any, record: Any) -> Any:
    """A record as it came, with the objects that were found to hang on it: what is kept of one that is rejected."""
    if not isinstance(source, dict) or not isinstance(record, dict):
        return source
    hanging = {name: value for name, value in record.items() if isinstance(value, dict | list) and name not in source}
    return source | hanging
