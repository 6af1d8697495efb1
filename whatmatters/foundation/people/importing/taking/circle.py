"""Who is around a Patient: the contacts in the record and RelatedPerson, as rows of the circle of support.

Serves new people and people who changed at their source. Nobody becomes a proxy or gets access by being imported.
Source: FHIR R4 Patient.contact, RelatedPerson; UK Core 2.5.0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.codes import CodeableConcept, codeable_concepts
from whatmatters.foundation.fhir.values.contacts import ContactPoint, contact_points
from whatmatters.foundation.fhir.values.extensions import extension_value
from whatmatters.foundation.fhir.values.names import HumanName, human_name, human_names, name_on
from whatmatters.foundation.fhir.values.periods import period

from ...rules.particulars import contact_reasons
from ..naming import OUR_STRUCTURES
from .reaching import contact_kind
from .reading import Taking, columns_of

ROLE_SYSTEM = "http://terminology.hl7.org/CodeSystem/v2-0131"
RELATION_SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
UK_RELATION_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole"
PROFESSIONAL = "professional"
KEY_WORKER = "key-worker"
CIRCLE_SYSTEM = f"{OUR_STRUCTURES}/CodeSystem/circle-role"
HOW_THEY_HELP_URL = f"{OUR_STRUCTURES}/StructureDefinition/how-they-help"
_CARERS = ("CAREGIVER", "Carer")
_RELATIONS = {
    "WIFE": "Wife", "HUSB": "Husband", "SPS": "Husband or wife", "DOMPART": "Partner", "SIGOTHR": "Partner",
    "MTH": "Mother", "NMTH": "Mother", "FTH": "Father", "NFTH": "Father", "PRN": "Parent", "CHILD": "Child",
    "DAUC": "Daughter", "DAU": "Daughter", "SONC": "Son", "SON": "Son", "SIB": "Brother or sister",
    "BRO": "Brother", "SIS": "Sister", "GRPRN": "Grandparent", "GRNDCHILD": "Grandchild", "AUNT": "Aunt",
    "UNCLE": "Uncle", "COUSN": "Cousin", "NEPHEW": "Nephew", "NIECE": "Niece", "FRND": "Friend", "NBOR": "Neighbour",
    "ROOM": "Shares a home", "GUARD": "Guardian",
}  # fmt: skip
"""Plain words for relations that come as a code without words. Source: HL7 v3 RoleCode."""


@dataclass(frozen=True, slots=True)
class TakenMember:
    """The columns of `CircleMember`."""

    name: str
    relationship: str = ""
    phone: str = ""
    email: str = ""
    is_carer: bool = False
    is_emergency_contact: bool = False
    is_next_of_kin: bool = False
    is_professional: bool = False
    is_key_worker: bool = False
    how_they_help: str = ""

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


def members_of_patient(patient: Resource, taking: Taking, day: date) -> tuple[TakenMember, ...]:
    """The contacts that the Patient itself names, those whose time is over left out."""
    listed = patient.get("contact")
    found = []
    for number, contact in enumerate(listed if isinstance(listed, list) else []):
        where = f"Patient.contact[{number}]"
        name = taking.part(human_name(contact.get("name"), f"{where}.name"))
        if member := _member(contact, name, taking, where, day):
            found.append(member)
    return tuple(dict.fromkeys(found))


def member_of_related_person(related: Resource, taking: Taking, day: date) -> TakenMember | None:
    """One RelatedPerson; None, and said, when there is neither name nor relation, or it is over."""
    names = taking.part(human_names(related.get("name"), "RelatedPerson.name"))
    if related.get("active") is False:
        taking.leave_out("circle.over", "It is marked as no longer in use, so it was left out.", "RelatedPerson.active")
        return None
    return _member(related, name_on(names, day), taking, "RelatedPerson", day)


def _member(who: Resource, name: HumanName | None, taking: Taking, where: str, day: date) -> TakenMember | None:
    held = taking.part(period(who.get("period"), f"{where}.period"))
    if held is not None and not held.holds_on(day):
        taking.leave_out("circle.over", "It is over by its dates, so it was left out.", where)
        return None
    relations = taking.part(codeable_concepts(who.get("relationship"), f"{where}.relationship"))
    relationship = taking.fit(_in_words(relations), 100, where)
    called = taking.fit(name.full if name else "", 140, where) or _organisation(who) or relationship
    if not called:
        taking.leave_out("circle.nameless", "Somebody with neither a name nor a relation was left out.", where)
        return None
    phone, email = _reach(taking.part(contact_points(who.get("telecom"), f"{where}.telecom")), taking, where, day)
    return TakenMember(
        name=called,
        relationship=relationship,
        phone=phone,
        email=email,
        is_carer=_is(relations, *_CARERS),
        is_emergency_contact=_has(relations, ROLE_SYSTEM, "C"),
        is_next_of_kin=_has(relations, ROLE_SYSTEM, "N"),
        is_professional=_has(relations, CIRCLE_SYSTEM, PROFESSIONAL),
        is_key_worker=_has(relations, CIRCLE_SYSTEM, KEY_WORKER),
        how_they_help=_how_they_help(who, taking, where),
    )


def _in_words(relations: tuple[CodeableConcept, ...]) -> str:
    """What somebody is to the person. Roles (next of kin, emergency contact) are kept as such, not in the words."""
    said = []
    for one in relations:
        if one.text:
            said.append(one.text)
        elif coding := one.coding_of(RELATION_SYSTEM):
            said.append(_RELATIONS.get(coding.code, coding.display or coding.code).capitalize())
        elif not one.coding_of(ROLE_SYSTEM) and not one.coding_of(CIRCLE_SYSTEM) and not _is((one,), *_CARERS):
            said.append(one.label)
    return ", ".join(dict.fromkeys(said))


def _is(relations: tuple[CodeableConcept, ...], *codes: str) -> bool:
    return any(coding.code in codes for one in relations for coding in one.codings)


def _has(relations: tuple[CodeableConcept, ...], system: str, code: str) -> bool:
    return any(one.has(system, code) for one in relations)


def _organisation(who: Resource) -> str:
    organisation = who.get("organization")
    display = organisation.get("display") if isinstance(organisation, dict) else None
    return display[:140] if isinstance(display, str) else ""


def _reach(points: tuple[ContactPoint, ...], taking: Taking, where: str, day: date) -> tuple[str, str]:
    """The first telephone number and the first e-mail address that hold; others have no place here."""
    phones = [one for one in points if one.is_current(day) and contact_kind(one) in ("phone", "mobile")]
    emails = [one for one in points if one.is_current(day) and contact_kind(one) == "email"]
    if len(phones) > 1 or len(emails) > 1:
        taking.leave_out("circle.contacts", "Further telephone numbers or emails of a contact were left out.", where)
    phone = taking.fit(phones[0].value, 40, where) if phones else ""
    email = emails[0].value if emails and not contact_reasons("email", emails[0].value) else ""
    if emails and not email:
        taking.leave_out("circle.email", "The email of a contact is not one that can be used, and was left out.", where)
    return phone, email


def _how_they_help(who: Resource, taking: Taking, where: str) -> str:
    said = extension_value(who, HOW_THEY_HELP_URL)
    return taking.fit(said, 5000, where) if isinstance(said, str) else ""
