"""Find the one record of somebody whose identity was proven elsewhere. Serves `accounts` (NHS login)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..models import Person


@dataclass(frozen=True, slots=True)
class ProvenPerson:
    """The record that fits a proven identity."""

    person_id: UUID
    name: str


def find_proven_person(*, nhs_number: str, birth_date: date, family_name: str) -> ProvenPerson | None:
    """The record in use that has this NHS number, birth date and family name, when there is exactly one.

    All three must fit (rulebook 8.3 and 11: a check digit proves typing, not a person). Names are compared without
    regard to case, accents, spaces and hyphens. Records of people who died, and those joined into another, never fit.
    """
    in_use = Person.objects.filter(nhs_number=nhs_number, birth_date=birth_date, state__in=("active", "moved-away"))
    fitting = [person for person in in_use[:3] if _bare(person.family_name) == _bare(family_name) != ""]
    return ProvenPerson(fitting[0].id, fitting[0].full_name) if len(fitting) == 1 else None


def _bare(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalpha())
