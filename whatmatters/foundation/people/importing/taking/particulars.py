"""Who a Patient is: name, birth date, gender, ethnicity, life and death, in the columns of `Person`.

Serves new people and people who changed at their source. Source: FHIR R4 Patient, UK Core Patient 2.6.1.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.codes import codeable_concept
from whatmatters.foundation.fhir.values.dates import moment, partial_date
from whatmatters.foundation.fhir.values.extensions import extension_value
from whatmatters.foundation.fhir.values.names import HumanName, human_names, liked_name_on, name_on
from whatmatters.foundation.fhir.values.reads import code, flag

from ...rules.particulars import birth_date_reasons, death_reasons
from .reading import Taking, columns_of

ETHNICITY_URL = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"
_GENDERS = ("female", "male", "other", "unknown")
LONGEST_NAME = 140


@dataclass(frozen=True, slots=True)
class Particulars:
    """The columns of `Person` that a record of another system fills. Empty means that it does not say."""

    title: str = ""
    given_names: str = ""
    family_name: str = ""
    preferred_name: str = ""
    birth_date: date | None = None
    birth_date_text: str = ""
    nhs_number: str = ""
    nhs_number_status: str = ""
    gender: str = ""
    ethnicity: str = ""
    ethnicity_code: str = ""
    language: str = ""

    @property
    def has_name(self) -> bool:
        """Whether there is any name at all."""
        return bool(self.given_names or self.family_name or self.preferred_name)

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)

    def as_content(self) -> dict[str, str]:
        """What was taken, as text: kept, so that a later correction by staff can be told from what came."""
        return {field.name: str(getattr(self, field.name) or "") for field in fields(self)}


@dataclass(frozen=True, slots=True)
class Death:
    """The record says that the person has died; `died_on` is empty when it does not say on which day."""

    died_on: date | None


def names(patient: Resource, taking: Taking, day: date) -> dict[str, str]:
    """The columns of the name: the one for letters and records, and what the person likes to be called."""
    given = taking.part(human_names(patient.get("name"), "Patient.name"))
    chosen, liked = name_on(given, day), liked_name_on(given, day)
    if chosen is None:
        return {}
    used = [name for name in (chosen, liked) if name]
    for name in given:
        if not any(name is one for one in used):
            words = f"Another name ({name.use or 'no use given'}) was left out: one name, and one to be called by, fit."
            taking.leave_out("name.other", words, "Patient.name")
    if not chosen.is_current(day):
        taking.flag(
            "name.old", "The only name is an old one, or one that stands for another. Check it.", "Patient.name"
        )
    return _columns(chosen, liked, taking)


def _columns(chosen: HumanName, liked: HumanName | None, taking: Taking) -> dict[str, str]:
    where = "Patient.name"
    preferred = "" if liked is None or liked is chosen else " ".join(liked.given) or liked.full
    if not (chosen.family or chosen.given):
        words = "The name came in one piece, so we do not know which part is the family name. Check it."
        taking.flag("name.one-piece", words, where)
        preferred = preferred or chosen.text
    if chosen.suffix:
        taking.leave_out("name.suffix", "Letters after the name were left out.", where)
    return {
        "title": taking.fit(" ".join(chosen.prefix), 40, where),
        "given_names": taking.fit(" ".join(chosen.given), LONGEST_NAME, where),
        "family_name": taking.fit(chosen.family, LONGEST_NAME, where),
        "preferred_name": taking.fit(preferred, LONGEST_NAME, where),
    }


def birth(patient: Resource, taking: Taking, day: date) -> dict[str, Any]:
    """The columns of the birth date. A partial one stays partial; one to come is flagged and not kept."""
    where = "Patient.birthDate"
    read = partial_date(patient.get("birthDate"), where, not_after=day)
    if read.value is None and read.reasons:
        words = "The birth date is no day of the calendar, or it is still to come. The person came in without it."
        taking.flag("birth-date.wrong", words, where)
    elif read.value is None:
        taking.flag("birth-date.missing", "There is no birth date. Add it when it is known.", where)
    elif not read.value.is_whole:
        taking.flag("birth-date.partial", "Only a part of the birth date is known. Add the rest when it is.", where)
        return {"birth_date": None, "birth_date_text": str(read.value)}
    if read.value is None:
        return {}
    taking.flag_all(birth_date_reasons(read.value.first_day, day=day), where)
    return {"birth_date": read.value.first_day, "birth_date_text": ""}


def death(patient: Resource, taking: Taking, born: date | None, day: date) -> Death | None:
    """Whether the record says that the person has died, and when."""
    if taking.part(flag(patient.get("deceasedBoolean"), "Patient.deceasedBoolean")):
        return Death(None)
    where = "Patient.deceasedDateTime"
    found = taking.part(moment(patient.get("deceasedDateTime"), where))
    if found is None:
        return None
    if not found.day.is_whole:
        taking.flag("death.partial", "The person has died; the day is not known exactly.", where)
        return Death(None)
    died_on = found.day.first_day
    if reasons := death_reasons(died_on, born, day=day):
        words = f"{reasons[0]} Recorded as died, without the day."
        taking.flag("death.day", words, where)
        return Death(None)
    return Death(died_on)


def gender(patient: Resource, taking: Taking) -> str:
    """Administrative gender. Sex at birth is not taken: the pair can disclose a transition (rulebook 3.5)."""
    found = taking.part(code(patient.get("gender"), "Patient.gender"))
    if found and found not in _GENDERS:
        taking.leave_out("gender.unknown", "This gender is not one that FHIR has.", "Patient.gender")
        return ""
    return found


def ethnicity(patient: Resource, taking: Taking) -> dict[str, str]:
    """Ethnicity as UK Core has it. Groupings of other countries do not map and are left out."""
    where = "Patient.extension"
    raw = extension_value(patient, ETHNICITY_URL)
    found = taking.part(codeable_concept(raw, where)) if isinstance(raw, dict) else None
    if found is None:
        if any("ethnicity" in url or "race" in url for url in _extension_urls(patient)):
            taking.leave_out("ethnicity.foreign", "Ethnicity in the groups of another country was left out.", where)
        return {}
    coded = found.coding_of()
    return {
        "ethnicity": taking.fit(found.label, 100, where),
        "ethnicity_code": taking.fit(coded.code, 10, where) if coded else "",
    }


def _extension_urls(patient: Resource) -> list[str]:
    listed = patient.get("extension")
    return [str(one.get("url")) for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
