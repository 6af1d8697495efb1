"""A person as a UK Core Patient, with the practice that it names.

Serves the export. Secret addresses, and ways of contact that are not safe, never go out: whoever reads the file does
not know our marks. Source: UK Core Patient 2.6.1, Organization 2.5.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from whatmatters.foundation.fhir import elements
from whatmatters.foundation.fhir.elements import codeable_concept, coding, extension
from whatmatters.foundation.fhir.values.contacts import ContactPoint as Reached
from whatmatters.foundation.fhir.writing import resource, without_empty
from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM

from ..importing.naming import CONTACT_NOTE
from ..importing.taking.communication import INTERPRETER_URL, PREFERENCE_URL
from ..importing.taking.particulars import ETHNICITY_URL
from ..importing.taking.reaching import contact_kind
from ..models import Address, CommunicationNeeds, ContactPoint, Organisation, Person, PersonIdentifier
from ..rules.particulars import language_label
from .interface import Outgoing, Resource

_ETHNICITY_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland"
_WAY_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod"
_FORMAT_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredWrittenCommunicationFormat"
_WAYS = {"letter": "1", "phone": "3", "email": "4", "sms": "9"}
_FORMATS = {"large-print": "11", "braille": "12", "audio": "13"}
_SYSTEMS = {"phone": "phone", "mobile": "phone", "email": "email", "other": "other"}


def export_person(outgoing: Outgoing) -> Iterator[Resource]:
    """The person, and their practice. Five statements."""
    person = Person.objects.select_related("gp_practice").get(pk=outgoing.person_id)
    if person.gp_practice:
        yield _practice(person.gp_practice)
    yield resource(
        "Patient",
        id=str(person.id),
        profile="Patient",
        extension=list(_extensions(person)),
        identifier=list(_identifiers(person)),
        name=_names(person),
        telecom=list(_telecom(person)),
        gender=person.gender,
        birthDate=person.birth_date or person.birth_date_text,
        deceasedDateTime=person.died_on if person.state == "died" else None,
        deceasedBoolean=True if person.state == "died" and not person.died_on else None,
        address=list(_addresses(person)),
        communication=_language(person),
        generalPractitioner=[elements.reference("Organization", str(person.gp_practice_id))]
        if person.gp_practice
        else [],
    )


def _practice(practice: Organisation) -> Resource:
    return resource(
        "Organization",
        id=str(practice.id),
        profile="Organization",
        identifier=[elements.ods_code(practice.ods_code)] if practice.ods_code else [],
        name=practice.name,
        telecom=[elements.contact_point("phone", practice.phone)] if practice.phone else [],
        address=[{"text": practice.address}] if practice.address else [],
    )


def _names(person: Person) -> list[dict[str, Any]]:
    """The name for letters, and the one to be called by."""
    given = person.given_names.split()
    official = elements.human_name(person.family_name, *given, prefix=person.title)
    if not (person.family_name or given):
        return [without_empty({"use": "usual", "text": person.preferred_name, "prefix": [person.title]})]
    usual = {"use": "usual", "given": person.preferred_name.split()} if person.preferred_name else {}
    return [official, usual]


def _identifiers(person: Person) -> Iterator[dict[str, Any]]:
    if person.nhs_number:
        yield elements.nhs_number(person.nhs_number, verification=person.nhs_number_status)
    for one in PersonIdentifier.objects.filter(person=person).order_by("pk"):
        is_old = one.system == NHS_NUMBER_SYSTEM and one.label.endswith("old")
        kind = {"text": one.label} if one.label else None
        yield elements.identifier(one.system, one.value, use="old" if is_old else "", type=kind)


def _telecom(person: Person) -> Iterator[dict[str, Any]]:
    for one in ContactPoint.objects.filter(person=person, is_safe=True).order_by("rank", "pk"):
        point = elements.contact_point(_SYSTEMS[one.kind], one.value, use=_use(one), rank=max(one.rank, 1))
        more: dict[str, Any] = {"period": _period(None, one.ends_before)}
        if one.note:
            more["extension"] = [extension(CONTACT_NOTE, String=one.note)]
        yield without_empty(point | more)


def _use(point: ContactPoint) -> str:
    """FHIR has one word for where a number is and for what it is: "mobile" only where the number does not show it."""
    use = point.use if point.use in ("home", "work", "temp", "old") else ""
    shows = contact_kind(Reached(point.value, "phone", use)) == "mobile"
    return "mobile" if point.kind == "mobile" and not shows else use


def _addresses(person: Person) -> Iterator[dict[str, Any]]:
    for one in Address.objects.filter(person=person, is_secret=False).order_by("pk"):
        place = elements.address(
            *one.lines.split("\n"),
            city=one.city,
            postcode=one.postcode,
            use=one.use if one.use in ("home", "work", "temp", "old", "billing") else "home",
        )
        yield without_empty(place | {"country": one.country, "period": _period(one.starts_on, one.ends_before)})


def _period(starts_on: date | None, ends_before: date | None) -> dict[str, Any]:
    """FHIR counts the last day in."""
    last = ends_before - timedelta(days=1) if ends_before else None
    return elements.period(starts_on, max(last, starts_on) if last and starts_on else last)


def _language(person: Person) -> list[dict[str, Any]]:
    if not person.language:
        return []
    language = coding("urn:ietf:bcp:47", person.language, language_label(person.language))
    return [{"language": codeable_concept(language), "preferred": True}]


def _extensions(person: Person) -> Iterator[dict[str, Any]]:
    if person.ethnicity or person.ethnicity_code:
        coded = [coding(_ETHNICITY_SYSTEM, person.ethnicity_code, person.ethnicity)] if person.ethnicity_code else []
        yield extension(ETHNICITY_URL, CodeableConcept=codeable_concept(*coded, text=person.ethnicity))
    needs = CommunicationNeeds.objects.filter(person=person).order_by("-number").first()
    if needs is None:
        return
    if {"language-interpreter", "bsl-interpreter"} & set(needs.support):
        yield extension(INTERPRETER_URL, Boolean=True)
    if parts := list(_preference(needs)):
        yield extension(PREFERENCE_URL, *parts)


def _preference(needs: CommunicationNeeds) -> Iterator[dict[str, Any]]:
    """As much of the needs as UK Core has words for; the whole goes out beside it."""
    if code := _WAYS.get(needs.preferred_way):
        yield extension("PreferredContactMethod", CodeableConcept=codeable_concept(coding(_WAY_SYSTEM, code)))
    if needs.safe_times:
        yield extension("PreferredContactTimes", String=needs.safe_times)
    if code := next((_FORMATS[one] for one in needs.formats if one in _FORMATS), ""):
        written = codeable_concept(coding(_FORMAT_SYSTEM, code))
        yield extension("PreferredWrittenCommunicationFormat", CodeableConcept=written)
