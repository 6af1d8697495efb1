"""The general practice of a Patient, by its ODS code, and the general practitioner by name.

Serves new people and people who changed at their source. A practice without an ODS code is not made into an
organisation: two practices may share a name. Source: UK Core Patient, Organization; ODS codes of practices have a
letter and five digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.fhir.entries import Entry, Resource
from whatmatters.foundation.fhir.references import contained_in
from whatmatters.foundation.fhir.values.contacts import addresses, contact_points
from whatmatters.foundation.fhir.values.identifiers import ODS_SYSTEM, identifiers, value_in
from whatmatters.foundation.fhir.values.names import human_names

from ..interface import PersonGroup
from .circle import TakenMember
from .reading import Taking

_PRACTICE_CODE = re.compile(r"[A-Z][0-9]{5}")


@dataclass(frozen=True, slots=True)
class Practice:
    """A GP practice: its ODS code, and what the record says of it."""

    ods_code: str
    name: str
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class GeneralPractice:
    """Where and by whom the person is looked after in general practice."""

    practice: Practice | None = None
    members: tuple[TakenMember, ...] = ()


def general_practice(group: PersonGroup, taking: Taking) -> GeneralPractice:
    """The practice, from `generalPractitioner` or, failing that, a managing organisation that is a practice."""
    patient = group.patient
    practice: Practice | None = None
    members: list[TakenMember] = []
    for reference in _references(patient.resource.get("generalPractitioner")):
        found = list(_named(reference, patient, group))
        practice = practice or next(filter(None, (_practice(one, reference, taking) for one in found)), None)
        if practice is None and (member := _member(found, reference, taking)):
            members.append(member)
    if practice is None:
        for reference in _references([patient.resource.get("managingOrganization")]):
            offered = (_practice(one, reference, taking) for one in _named(reference, patient, group))
            practice = next((one for one in offered if one and _PRACTICE_CODE.fullmatch(one.ods_code)), None)
    return GeneralPractice(practice, tuple(dict.fromkeys(members)))


def _references(value: Any) -> list[Resource]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _named(reference: Resource, seen_from: Entry, group: PersonGroup) -> Iterator[Resource]:
    """What a reference names, and what that names in turn: a practitioner's role leads to its organisation."""
    target = reference.get("reference")
    found: Resource | None = None
    place = seen_from
    if isinstance(target, str) and target.startswith("#"):
        found = contained_in(seen_from.resource, target[1:])
    elif entry := group.find(reference, seen_from=seen_from):
        found, place = entry.resource, entry
    if found is None:
        yield {"resourceType": str(reference.get("type") or ""), "identifier": [reference.get("identifier")]}
        return
    yield found
    if found.get("resourceType") == "PractitionerRole":
        for part in ("organization", "practitioner"):
            if isinstance(found.get(part), dict):
                yield from _named(found[part], place, group)


def _practice(found: Resource, reference: Resource, taking: Taking) -> Practice | None:
    if found.get("resourceType") not in ("Organization", ""):
        return None
    where = "Patient.generalPractitioner"
    listed = [one for one in _references(found.get("identifier")) if one]
    ods = value_in(identifiers(listed, where).value, ODS_SYSTEM).upper()
    ods = ods if 0 < len(ods) <= 12 else ""
    if not ods:
        return None
    name = _name(found, reference) or f"Organisation {ods}"
    phones = contact_points(found.get("telecom"), where).value
    places = addresses(found.get("address"), where).value
    return Practice(
        ods,
        taking.fit(name, 200, where) or f"Organisation {ods}",
        next((one.value[:40] for one in phones if one.system == "phone"), ""),
        "\n".join(places[0].all_lines) if places else "",
    )


def _member(found: list[Resource], reference: Resource, taking: Taking) -> TakenMember | None:
    """Somebody or some practice known by name only: a professional in the circle."""
    name = next(filter(None, (_name(one, reference) for one in found)), "") or str(reference.get("display") or "")
    fitted = taking.fit(name, 140, "Patient.generalPractitioner")
    if not fitted:
        words = "The general practice is not in the file, and is not named by an ODS code: it was left out."
        taking.leave_out("practice.unknown", words, "Patient.generalPractitioner")
        return None
    return TakenMember(name=fitted, relationship="General practice", is_professional=True)


def _name(found: Resource, reference: Resource) -> str:
    name = found.get("name")
    if isinstance(name, str):
        return name
    people = human_names(name, "name").value if isinstance(name, list) else ()
    return people[0].full if people else str(reference.get("display") or "")
