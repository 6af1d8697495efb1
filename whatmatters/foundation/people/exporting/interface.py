"""What a component offers so that its part of a person's record goes out with the rest.

Serves the table `EXPORTERS` in `whatmatters/project/wiring.py`. The writer reads one person at a time inside one
transaction, calls each exporter, and puts what they give into one Bundle or NDJSON file. An exporter

- gives plain FHIR R4 resources (`dict`, decimals as `Decimal`) with `resourceType` and `id`; the id is the row's own
  UUID, so that the same row has the same name in every export;
- points at the person with `{"reference": outgoing.patient}` and at its own resources with `Type/id`; the writer
  turns these into what the Bundle needs;
- gives everything the component holds about the person, whoever asks: `by` may export (the writer has asked), and a
  secret address, and what is kept from the person for somebody's safety, is never given;
- writes no audit row: the writer records one for the person.

Refuses: to know what a goal or a plan is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

Resource = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The person whose record goes out: their id, the reference that every resource of theirs uses, and the moment."""

    person_id: UUID
    at: datetime

    @property
    def patient(self) -> str:
        """How a resource of this person refers to them."""
        return f"Patient/{self.person_id}"


ExportPerson = Callable[[Outgoing], Iterable[Resource]]
"""`export_person(outgoing: Outgoing) -> Iterable[Resource]`, in the person's transaction; a generator is welcome."""


@dataclass(frozen=True, slots=True)
class Exporter:
    """One line of `EXPORTERS`: the resource types that a component gives, and its function as a dotted path."""

    types: tuple[str, ...]
    export_person: str

    def __call__(self, outgoing: Outgoing) -> Iterable[Resource]:
        """Give this component's part of one person's record."""
        resources: Iterable[Resource] = import_string(self.export_person)(outgoing)
        return resources


def exporters() -> Sequence[Exporter]:
    """The table `EXPORTERS` of the project: who gives what, in the order of the file."""
    table: Sequence[Exporter] = import_string(f"{settings.WIRING}.EXPORTERS")
    return table
