"""Writes FHIR R4 JSON: one resource as bytes, Bundles and NDJSON as streams.

Serves every export and the staging area. Decimals are written digit for digit as they came (72.50 stays 72.50).
Refuses what FHIR cannot say: a moment without a time zone, a number that is not finite. `resource` leaves out what is
empty, which FHIR forbids; the writers write what they are given.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, BinaryIO, Self

import orjson

from .entries import TYPE, Resource

UK_CORE = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-"
"""What the address of every UK Core profile begins with. Source: rulebook 3.7 (UK Core 2.0.0, June 2025)."""

_OPTIONS = orjson.OPT_PASSTHROUGH_DATETIME


def to_json(value: Any, *, sort_keys: bool = False) -> bytes:
    """A resource, or part of one, as UTF-8 JSON.

    Raises `TypeError` for what FHIR or JSON cannot say.
    """
    options = _OPTIONS | (orjson.OPT_SORT_KEYS if sort_keys else 0)
    return orjson.dumps(value, default=_written, option=options)


def _written(value: Any) -> Any:
    """How the things that JSON does not know are written in FHIR."""
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError("FHIR has no way to write a number that is not finite.")
        return orjson.Fragment(str(value).encode())
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise ValueError("A moment in FHIR needs its time zone.")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"FHIR has no way to write {type(value).__name__}.")


def resource(kind: str, *, id: str = "", profile: str = "", **elements: Any) -> Resource:
    """A resource of this kind without its empty elements. `profile` is a full address or a UK Core name ("Patient").

    Elements whose FHIR names are Python words are given by mapping: `**{"for": …}`. Absent things are None, "", [] or
    {}; False and 0 are kept.
    """
    meta = without_empty({**(elements.pop("meta", None) or {}), "profile": [_profile(profile)] if profile else []})
    return without_empty({TYPE: kind, "id": id, "meta": meta, **elements})


def _profile(name: str) -> str:
    """The address of a profile."""
    return name if ":" in name else f"{UK_CORE}{name}"


def without_empty(value: Any) -> Any:
    """The same without anything empty at any depth, because FHIR forbids empty objects, lists and text."""
    if isinstance(value, Mapping):
        parts = {name: without_empty(part) for name, part in value.items()}
        return {name: part for name, part in parts.items() if not _is_empty(part)}
    if isinstance(value, list | tuple):
        return [part for part in map(without_empty, value) if not _is_empty(part)]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str | dict | list) and not value)


class NdjsonWriter:
    """Writes resources one to a line, as FHIR's bulk data format does."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, resource: Resource) -> None:
        """Write one resource."""
        self._stream.write(to_json(resource) + b"\n")


class BundleWriter:
    """Writes a Bundle entry by entry, so that one of any size needs no memory.

    Used in a `with` block. When the block fails, the Bundle is left unfinished on purpose: a broken file is noticed,
    a shortened one is not.
    """

    def __init__(self, stream: BinaryIO, *, type: str = "collection", timestamp: datetime | None = None) -> None:
        self._stream = stream
        self._head = without_empty({TYPE: "Bundle", "type": type, "timestamp": timestamp})
        self._count = 0

    def __enter__(self) -> Self:
        self._stream.write(to_json(self._head)[:-1])
        return self

    def add(self, resource: Resource, *, full_url: str = "", **more: Any) -> None:
        """Write one entry. `more` are its other elements, such as `search` or `request`."""
        entry = {**({"fullUrl": full_url} if full_url else {}), "resource": resource, **without_empty(more)}
        self._stream.write((b"," if self._count else b',"entry":[') + to_json(entry))
        self._count += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self._stream.write(b"]}" if self._count else b"}")
