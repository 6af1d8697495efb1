"""A row as FHIR: a Patient, and a Condition for each health condition in words.

Serves the staging of spreadsheets. Nothing is checked here: the import does that for rows and records alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from whatmatters.foundation.fhir.elements import codeable_concept, coding, extension, ods_code
from whatmatters.foundation.fhir.entries import Entry, Fault, Place, Resource
from whatmatters.foundation.fhir.writing import without_empty
from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM, bare_nhs_number
from whatmatters.foundation.kernel.reasons import Reason

from ..naming import OUR_STRUCTURES
from ..taking.circle import ROLE_SYSTEM
from ..taking.communication import INTERPRETER_URL, PREFERENCE_URL
from ..taking.particulars import ETHNICITY_URL
from .cells import date_text, gender_code, is_yes, language_code, phone_text, way_code

ROW_REFERENCE = f"{OUR_STRUCTURES}/NamingSystem/spreadsheet-reference"
_WAY_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-PreferredContactMethod"
_ETHNICITY_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-EthnicCategoryEngland"
_NO_GENDER = Reason(
    "not-supported", "The gender is none that we know, and was left out: female, male, other or not known."
)
Row = Mapping[str, str]


def entries_of(row: Row, place: Place) -> Iterator[Entry | Fault]:
    """The entries that stand for one row; and what of it has no place here."""
    if row["gender"] and not gender_code(row["gender"]):
        yield Fault(place, _NO_GENDER)
    known_by = _known_by(row)
    patient = without_empty(
        {
            "resourceType": "Patient",
            "id": known_by,
            "extension": _extensions(row),
            "identifier": _identifiers(row),
            "name": _names(row),
            "telecom": _telecom(row),
            "gender": gender_code(row["gender"]),
            "birthDate": date_text(row["birth_date"]),
            "deceasedDateTime": date_text(row["died_on"]),
            "address": _addresses(row),
            "contact": _contacts(row),
            "communication": _communication(row),
            "generalPractitioner": _practice(row),
        }
    )
    yield Entry(place, patient)
    for number, condition in enumerate(_conditions(row, known_by), 1):
        yield Entry(place.inside(number), condition)


def _known_by(row: Row) -> str:
    """A name for the row that stays when other cells change: the reference, else the NHS number, else who it is."""
    telling = row["reference"] or bare_nhs_number(row["nhs_number"])
    if not telling:
        telling = "\n".join(row[name].casefold() for name in ("given_names", "family_name", "birth_date", "postcode"))
    return f"row-{hashlib.blake2b(telling.encode(), digest_size=16).hexdigest()}"


def _identifiers(row: Row) -> list[dict[str, Any]]:
    nhs = {"system": NHS_NUMBER_SYSTEM, "value": row["nhs_number"]} if row["nhs_number"] else None
    own = {"system": ROW_REFERENCE, "value": row["reference"], "type": {"text": "Reference of the spreadsheet"}}
    return [one for one in (nhs, own if row["reference"] else None) if one]


def _names(row: Row) -> list[dict[str, Any]]:
    official = {
        "use": "official",
        "prefix": [row["title"]],
        "given": [row["given_names"]],
        "family": row["family_name"],
    }
    return [official, {"use": "usual", "given": [row["preferred_name"]]} if row["preferred_name"] else {}]


def _telecom(row: Row) -> list[dict[str, Any]]:
    return [
        {"system": "phone", "use": "mobile", "value": phone_text(row["mobile"])} if row["mobile"] else {},
        {"system": "phone", "use": "home", "value": phone_text(row["phone"])} if row["phone"] else {},
        {"system": "email", "value": row["email"]} if row["email"] else {},
    ]


def _addresses(row: Row) -> list[dict[str, Any]]:
    lines = [line for name in ("address_1", "address_2", "address_3") for line in row[name].split("\n")]
    parts = {"line": lines, "city": row["town"], "postalCode": row["postcode"]}
    return [{"use": "home", **parts}] if any(map(any, parts.values())) else []


def _contacts(row: Row) -> list[dict[str, Any]]:
    kin = _contact(row["kin_name"], row["kin_phone"], coding(ROLE_SYSTEM, "N"), row["kin_relation"] or "Next of kin")
    carer = _contact(row["carer_name"], row["carer_phone"], coding(ROLE_SYSTEM, "CAREGIVER"), "Carer")
    return [kin, carer]


def _contact(name: str, phone: str, role: dict[str, Any], relation: str) -> dict[str, Any]:
    if not (name or phone):
        return {}
    telecom = [{"system": "phone", "value": phone_text(phone)}] if phone else []
    relationship = [codeable_concept(role), codeable_concept(text=relation)]
    return {"relationship": relationship, "name": {"text": name}, "telecom": telecom}


def _communication(row: Row) -> list[dict[str, Any]]:
    code = language_code(row["language"])
    if not row["language"]:
        return []
    language = codeable_concept(coding("urn:ietf:bcp:47", code, row["language"])) if code else {"text": row["language"]}
    return [{"language": language, "preferred": True}]


def _practice(row: Row) -> list[dict[str, Any]]:
    code, name = row["practice_code"].replace(" ", ""), row["practice_name"]
    return (
        [{"type": "Organization", "identifier": ods_code(code) if code else {}, "display": name}]
        if code or name
        else []
    )


def _extensions(row: Row) -> list[dict[str, Any]]:
    found = []
    if row["ethnicity"]:
        said = row["ethnicity"]
        coded = [coding(_ETHNICITY_SYSTEM, said.upper())] if len(said) <= 2 else []
        found.append(extension(ETHNICITY_URL, CodeableConcept=codeable_concept(*coded, text=said)))
    if is_yes(row["interpreter"]):
        found.append(extension(INTERPRETER_URL, Boolean=True))
    if code := way_code(row["way"]):
        way = codeable_concept(coding(_WAY_SYSTEM, code, row["way"]))
        found.append(extension(PREFERENCE_URL, extension("PreferredContactMethod", CodeableConcept=way)))
    return found


def _conditions(row: Row, known_by: str) -> Iterator[Resource]:
    words = [" ".join(one.split()) for one in row["conditions"].replace("\n", ";").split(";")]
    for one in dict.fromkeys(filter(None, words)):
        yield {
            "resourceType": "Condition",
            "id": f"{known_by}-{hashlib.blake2b(one.casefold().encode(), digest_size=8).hexdigest()}",
            "code": {"text": one},
            "subject": {"reference": f"Patient/{known_by}"},
        }
