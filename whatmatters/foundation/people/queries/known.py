"""What is known of who a person is, as values: for those who hold a record against a standard.

Refuses nothing and records nothing: the caller has checked that the reader may see who the person is, and records the
read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..models import CommunicationNeeds, Person, PersonIdentifier
from ..models.about import SNOMED_BY_HEADING, Heading
from ..models.persons import Gender
from ..permissions import Access
from ..sections import Section
from .banner import PersonBanner, banner_of


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Who somebody is. `gender`, `ethnicity` and `preferred_way` are empty where nobody knows or asked."""

    title: str
    given_names: str
    family_name: str
    preferred_name: str
    full_name: str
    birth_date: date | None
    gender: str
    ethnicity: str
    nhs_number: str
    other_identifiers: tuple[str, ...]
    practice_name: str
    practice_code: str
    preferred_way: str


def get_known_person(person_id: UUID, *, access: Access, day: date) -> tuple[PersonBanner, KnownPerson | None]:
    """The banner, and the values as they stand now; None where the reader may not see who the person is.

    Three statements.
    """
    person = Person.objects.select_related("gp_practice").get(pk=person_id)
    needs = CommunicationNeeds.objects.filter(person=person_id).order_by("-number").first()
    banner = banner_of(person, needs if Section.COMMUNICATION in access else None, access, day)
    return banner, _known(person, needs, access) if Section.IDENTITY in access else None


def _known(person: Person, needs: CommunicationNeeds | None, access: Access) -> KnownPerson:
    others = PersonIdentifier.objects.filter(person=person).order_by("pk").values_list("value", flat=True)
    return KnownPerson(
        title=person.title,
        given_names=person.given_names,
        family_name=person.family_name,
        preferred_name=person.preferred_name,
        full_name=person.full_name,
        birth_date=person.birth_date,
        gender=str(Gender(person.gender).label) if person.gender else "",
        ethnicity=person.ethnicity,
        nhs_number=person.nhs_number,
        other_identifiers=tuple(others),
        practice_name=person.gp_practice.name if person.gp_practice else "",
        practice_code=person.gp_practice.ods_code if person.gp_practice else "",
        preferred_way=needs.preferred_way if needs and Section.COMMUNICATION in access else "",
    )


def about_me_code(heading: str) -> str:
    """The SNOMED CT identifier of a heading of About Me (rulebook 3.3)."""
    return SNOMED_BY_HEADING[Heading(heading)]
