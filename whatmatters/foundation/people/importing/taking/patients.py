"""A whole Patient, with the practice it names, as everything that we keep of it.

Serves new people and people who changed at their source.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from whatmatters.foundation.fhir.entries import Resource

from ..interface import PersonGroup
from ..naming import COMMUNICATION_NEEDS
from .circle import TakenMember, members_of_patient
from .communication import Needs, needs
from .numbers import OtherNumber, numbers
from .particulars import Death, Particulars, birth, death, ethnicity, gender, names
from .practice import Practice, general_practice
from .reaching import TakenAddress, TakenContact, addresses, contacts
from .reading import Taking

_NO_PLACE = {
    "photo": "A photograph was left out: the person chooses their own picture.",
    "multipleBirthBoolean": "That the person was born with a twin was left out.",
    "multipleBirthInteger": "The place in a multiple birth was left out.",
    "maritalStatus": "Whether the person is married was left out.",
}


@dataclass(frozen=True, slots=True)
class TakenPatient:
    """Everything that we keep of a Patient."""

    particulars: Particulars
    death: Death | None
    others: tuple[OtherNumber, ...]
    addresses: tuple[TakenAddress, ...]
    contacts: tuple[TakenContact, ...]
    needs: Needs
    members: tuple[TakenMember, ...]
    practice: Practice | None

    def as_content(self) -> dict[str, Any]:
        """What was taken, as JSON: to be compared with what is here when it changes at its source."""
        return {
            "particulars": self.particulars.as_content()
            | {"practice": self.practice.ods_code if self.practice else ""},
            "died": None if self.death is None else str(self.death.died_on or "yes"),
            "identifiers": [plain(one.as_columns()) for one in self.others],
            "addresses": [plain(one.as_columns()) for one in self.addresses],
            "contacts": [plain(one.as_columns()) for one in self.contacts],
            "members": [plain(one.as_columns()) for one in self.members],
            "needs": plain(self.needs.as_columns()) if self.needs.says_anything else {},
        }


def take_patient(group: PersonGroup, taking: Taking, day: date) -> TakenPatient:
    """Read a Patient. `day` is today: names and addresses that hold now are preferred."""
    patient = group.patient.resource
    said_of_them: dict[str, Any] = names(patient, taking, day) | ethnicity(patient, taking)
    who = Particulars(**said_of_them, **birth(patient, taking, day))
    found, practice = numbers(patient, taking), general_practice(group, taking)
    said = needs(patient, taking)
    if any(entry.resource.get("questionnaire") == COMMUNICATION_NEEDS for entry in group.entries):
        # The whole of the needs comes by itself; what the Patient says is only a part of it.
        said = Needs(language=said.language)
    _say_what_has_no_place(patient, taking)
    return TakenPatient(
        particulars=replace(
            who,
            nhs_number=found.nhs_number,
            nhs_number_status=found.nhs_number_status,
            gender=gender(patient, taking),
            language=said.language,
        ),
        death=death(patient, taking, who.birth_date, day),
        others=found.others,
        addresses=addresses(patient, taking, day),
        contacts=contacts(patient, taking, day),
        needs=said,
        members=(*members_of_patient(patient, taking, day), *practice.members),
        practice=practice.practice,
    )


def _say_what_has_no_place(patient: Resource, taking: Taking) -> None:
    for name, words in _NO_PLACE.items():
        if patient.get(name):
            taking.leave_out(f"patient.{name}", words, f"Patient.{name}")


def plain(columns: dict[str, Any]) -> dict[str, Any]:
    """Columns as JSON keeps them: days as text. To be compared with what was kept."""
    return {name: str(value) if isinstance(value, date) else value for name, value in columns.items()}
