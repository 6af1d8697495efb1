"""One person's entries, named, checked and read, before anything is written.

Serves the runner. Everything that can be refused without a database is refused here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from whatmatters.foundation.fhir.checking import check
from whatmatters.foundation.fhir.entries import Entry, Resource
from whatmatters.foundation.fhir.staging import Group, Staging
from whatmatters.foundation.kernel.reasons import Reason

from ..interface import ImportedCounts, Notice, NoticeKind, PersonGroup
from ..naming import Named, Naming
from ..taking.patients import TakenPatient, take_patient
from ..taking.reading import Taking

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_NO_NAME = Reason(
    "name.missing",
    "It gives no name, so nobody could tell whose record it is. Add a name where it comes from, and send it again.",
    "Patient.name",
)
_NOT_IN = "Because of this, the person was not taken in: a record comes in whole or not at all."


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """One person's entries with their names (by identity of the entry)."""

    group: PersonGroup
    names: dict[int, Named]

    @property
    def patient(self) -> Named:
        """The name of the Patient."""
        return self.names[id(self.group.patient)]

    @property
    def own_id(self) -> UUID | None:
        """The UUID in the Patient's name, where it is one: ours are."""
        last = self.patient.reference.replace(":", "/").rpartition("/")[2]
        return UUID(last) if _UUID.fullmatch(last) else None


@dataclass(frozen=True, slots=True)
class Prepared:
    """One person, read and checked: ready to be written."""

    named: NamedGroup
    taken: TakenPatient
    counts: ImportedCounts


def name_group(group: Group, staging: Staging, naming: Naming, types: Collection[str]) -> NamedGroup:
    """Bring one person's entries into memory, with their names. `types` are those that somebody takes."""
    entries = (group.patient, *group.resources(*types))
    by_place = {entry.place: entry for entry in entries}

    def find(reference: Resource, seen_from: Entry) -> Entry | None:
        found = staging.resolve(reference, seen_from)
        target = reference.get("reference")
        is_contained = isinstance(target, str) and target.startswith("#")
        return found if found is None or is_contained else by_place.get(found.place, found)

    return NamedGroup(PersonGroup(entries, find), {id(entry): naming.name(entry) for entry in entries})


def prepare(named: NamedGroup, day: date) -> Prepared | list[Notice]:
    """Check and read one person; or everything that speaks against taking the person in."""
    counts, refused = ImportedCounts(), []
    for entry in named.group.entries:
        checked = check(entry.resource)
        refused += [Notice(NoticeKind.REFUSED, entry.place, entry.type, _saying_so(one)) for one in checked.refused]
        counts.say(entry, (reason for reason in checked.flagged if reason.code != "informational"), ())
    if refused:
        return refused
    taking, patient = Taking(), named.group.patient
    taken = take_patient(named.group, taking, day)
    if not taken.particulars.has_name:
        return [Notice(NoticeKind.REFUSED, patient.place, patient.type, _NO_NAME)]
    counts.say(patient, taking.flagged, taking.left_out)
    return Prepared(named, taken, counts)


def _saying_so(reason: Reason) -> Reason:
    return Reason(reason.code, f"{reason} {_NOT_IN}", reason.field, reason.source)
