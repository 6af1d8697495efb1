"""Somebody who is here already: what changed at its source is followed, what was corrected here stands.

Serves the runner. A particular is followed only when it changed at its source and is here still what came from there.
The versions of the record are kept. What comes from a second source only fills what is empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.reasons import Reason

from ...models import CareRelationship, Person
from ...services.lifecycle import record_death
from ...services.naming import fill_search_name, index_names
from ...services.versions import keep_first_version, keep_version
from ..interface import ImportedCounts, OriginColumns
from ..taking.patients import TakenPatient
from .hanging import bring_up_to_date
from .new_people import Receiving, relationship

_WORDS = {
    "title": "The title",
    "given_names": "The given names",
    "family_name": "The family name",
    "preferred_name": "The preferred name",
    "birth_date": "The birth date",
    "birth_date_text": "The birth date",
    "nhs_number": "The NHS number",
    "nhs_number_status": "The status of the NHS number",
    "gender": "The gender",
    "ethnicity": "The ethnicity",
    "ethnicity_code": "The ethnicity",
    "language": "The language",
    "practice": "The GP practice",
}
_NAMES = ("given_names", "family_name", "preferred_name")


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes for somebody who is here: `before` is what came last from the same source, None when nothing did."""

    entry: Entry
    taken: TakenPatient
    before: dict[str, Any] | None
    origin: OriginColumns
    practice_id: UUID | None


def update_person(person: Person, coming: Coming, into: Receiving, counts: ImportedCounts) -> None:
    """Bring a locked record up to date with what came."""
    changes = _changes(person, coming, counts)
    if changes:
        keep_first_version(person)
        for name, value in changes.items():
            setattr(person, name, value)
        person.version += 1
        fill_search_name(person)
        person.save()
        if changes.keys() & set(_NAMES):
            index_names([person])
        keep_version(person, why=_why(coming), by=into.by, at=into.at)
    bring_up_to_date(person, coming.entry, coming.taken, coming.before, coming.origin, into, counts)
    _follow_death(person, coming, into, counts)


def _why(coming: Coming) -> str:
    return "Changed in the record it came from" if coming.before is not None else "Filled in from another record"


def _changes(person: Person, coming: Coming, counts: ImportedCounts) -> dict[str, Any]:
    """The columns to change, by name. What differs and stays is said once for each particular."""
    now = coming.taken.as_content()["particulars"]
    before = (coming.before or {}).get("particulars", {})
    here = coming.taken.particulars.as_columns().keys() | {"practice"}
    changes, kept = {}, []
    for name in sorted(here):
        ours = _as_text(person, name)
        if now[name] == ours or now[name] == before.get(name, "" if coming.before is None else now[name]):
            continue
        if ours == before.get(name, ""):
            changes[_column(name)] = (
                coming.practice_id if name == "practice" else getattr(coming.taken.particulars, name)
            )
        else:
            kept.append(_WORDS[name])
    for words in dict.fromkeys(kept):
        text = f"{words} is not the same here and where it comes from. What is here stands."
        counts.keep(coming.entry, Reason("kept.here", text))
    return changes


def _column(name: str) -> str:
    return "gp_practice_id" if name == "practice" else name


def _as_text(person: Person, name: str) -> str:
    """A particular of the record, as text: to be compared with what came."""
    if name == "practice":
        return person.gp_practice.ods_code if person.gp_practice else ""
    value = getattr(person, name)
    return str(value) if value is not None else ""


def _follow_death(person: Person, coming: Coming, into: Receiving, counts: ImportedCounts) -> None:
    """Record a death that the source reports; everything stops at once. A death that is here is never taken back."""
    death = coming.taken.death
    if death is None:
        if person.state == "died":
            text = "The record here says that the person has died; the one that came does not. What is here stands."
            counts.keep(coming.entry, Reason("kept.died", text))
        return
    if person.state in ("active", "moved-away"):
        record_death(
            person_id=person.id, died_on=_day(death.died_on, person), told_by="Another record", by=into.by, at=into.at
        )


def _day(died_on: date | None, person: Person) -> date | None:
    """The day of death, unless what is here of the birth date makes it impossible."""
    if died_on and person.birth_date and died_on < person.birth_date:
        return None
    return died_on


def receive(person: Person, into: Receiving) -> bool:
    """The receiving organisation cares for the person from today, unless it ever did; whether that is new."""
    if CareRelationship.objects.filter(person=person, organisation=into.organisation).exists():
        return False
    relationship(person, into).save(force_insert=True)
    return True
