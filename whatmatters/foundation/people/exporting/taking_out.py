"""Write people's whole records to a file, as a Bundle or as NDJSON.

Serves the command, and the copy that a person takes away. Who may write files: processes of ours. Each person is read
in a transaction, and the reading is recorded before anything of it is written. The file appears when it is whole, and
only its owner may read it.
"""

from __future__ import annotations

import gzip
import io
import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from whatmatters.foundation.fhir.writing import BundleWriter, NdjsonWriter
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_read
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound
from whatmatters.foundation.kernel.reasons import Reason

from ..models import Organisation, Person
from ..permissions import relationships_showing
from ..sections import Section
from .interface import Outgoing, Resource, exporters

_LOCAL = re.compile(r"[A-Z][A-Za-z]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
ENDINGS = (".json", ".ndjson", ".json.gz", ".ndjson.gz")


class NotAnExportFile(ValueError):
    """The name of the file does not say which kind is wanted."""


class Progress(Protocol):
    """Told how far an export is."""

    def taking(self, done: int, total: int) -> None:
        """So many people of all were written."""
        ...


@dataclass(slots=True)
class Written:
    """What was written: people, and resources by type."""

    people: int = 0
    resources: Counter[str] = field(default_factory=Counter)


def export_people(
    file: Path,
    *,
    person_ids: Iterable[UUID] = (),
    organisation: Organisation | None = None,
    progress: Progress,
    by: Actor,
    at: datetime,
) -> Written:
    """Write these people; those for whom an organisation cares and whom it may see now; or, with neither, everybody.

    Raises `NotAllowed`, `NotFound`, `NotAnExportFile`. Records that were joined into others are not written: the one
    that is kept has everything.
    """
    if not by.is_system:
        raise NotAllowed(Reason("people.export", "Records are written out by the command only."))
    if not file.name.lower().endswith(ENDINGS):
        raise NotAnExportFile(f"The name must end in one of {', '.join(ENDINGS)}.")
    chosen = _chosen(tuple(person_ids), organisation, at)
    written, total = Written(), len(chosen)
    with _new_file(file) as stream, _writer(file, stream, at) as writer:
        for person_id in chosen:
            _write_person(person_id, writer, written, by, at)
            progress.taking(written.people, total)
    return written


def bundle_of(person_id: UUID, *, types: Container[str], at: datetime) -> bytes:
    """One person's record as a Bundle, in memory, with the resources of these types only.

    Serves the copy that a person takes away. The caller has checked who may have which types, and records the read.
    """
    stream, outgoing = io.BytesIO(), Outgoing(person_id, at)
    with transaction.atomic(), BundleWriter(stream, type="collection", timestamp=at) as bundle:
        writer = _Writer(bundle, NdjsonWriter(stream))
        for exporter in exporters():
            for one in exporter(outgoing):
                if one["resourceType"] in types:
                    writer.add(one)
    return stream.getvalue()


def _chosen(person_ids: tuple[UUID, ...], organisation: Organisation | None, at: datetime) -> list[UUID]:
    """The ids of the people to write, in a stable order. Raises `NotFound`."""
    people = Person.objects.exclude(state="merged").order_by("created_at", "pk")
    if person_ids:
        found = set(people.filter(pk__in=person_ids).values_list("pk", flat=True))
        if found != set(person_ids):
            raise NotFound
        return list(dict.fromkeys(person_ids))
    if organisation is not None:
        held = relationships_showing(Section.IDENTITY, [organisation.pk], day_of(at))
        people = people.filter(Exists(held.filter(person=OuterRef("pk"))))
    return list(people.values_list("pk", flat=True).iterator(chunk_size=2000))


def _write_person(person_id: UUID, writer: _Writer, written: Written, by: Actor, at: datetime) -> None:
    record_read(
        "wrote the whole record out", by=by, at=at, person_id=person_id, sections=list(Section), why="An export"
    )
    outgoing = Outgoing(person_id, at)
    with transaction.atomic():
        for exporter in exporters():
            for one in exporter(outgoing):
                if writer.add(one):
                    written.resources[one["resourceType"]] += 1
    written.people += 1


class _Writer:
    """Writes each resource once; in a Bundle, references become the addresses of its entries."""

    def __init__(self, bundle: BundleWriter | None, lines: NdjsonWriter) -> None:
        self._bundle, self._lines = bundle, lines
        self._shared: set[str] = set()

    def add(self, resource: Resource) -> bool:
        """Write a resource, unless it is one that many people share and is there already."""
        if resource["resourceType"] == "Organization":
            if resource["id"] in self._shared:
                return False
            self._shared.add(resource["id"])
        if self._bundle:
            self._bundle.add(_pointing_inside(resource), full_url=f"urn:uuid:{resource['id']}")
        else:
            self._lines.add(resource)
        return True


def _pointing_inside(value: Any) -> Any:
    """The same, with `Goal/<uuid>` as `urn:uuid:<uuid>`: FHIR resolves references in a Bundle by `fullUrl`."""
    if isinstance(value, dict):
        return {
            name: _LOCAL.sub(r"urn:uuid:\1", part)
            if name == "reference" and isinstance(part, str) and _LOCAL.fullmatch(part)
            else _pointing_inside(part)
            for name, part in value.items()
        }
    return [_pointing_inside(part) for part in value] if isinstance(value, list) else value


@contextmanager
def _writer(file: Path, stream: BinaryIO, at: datetime) -> Iterator[_Writer]:
    if ".ndjson" in file.name.lower():
        yield _Writer(None, NdjsonWriter(stream))
        return
    with BundleWriter(stream, type="collection", timestamp=at) as bundle:
        yield _Writer(bundle, NdjsonWriter(stream))


@contextmanager
def _new_file(file: Path) -> Iterator[BinaryIO]:
    """A file that takes its name when it is whole. Packed when its name ends in .gz."""
    unfinished = file.with_name(f".{file.name}.unfinished")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw:
            if file.name.lower().endswith(".gz"):
                # Gathered first: the packer is slow on the many small pieces in which records are written.
                with (
                    gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6) as packed,
                    io.BufferedWriter(cast(io.RawIOBase, packed), 1 << 20) as gathered,
                ):
                    yield gathered
            else:
                yield raw
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
