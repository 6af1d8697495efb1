"""Who a person is, in words: what pages show, and what each version keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.errors import allow
from ...kernel.identifiers import spaced_nhs_number
from ...kernel.plain import long_date
from ..models import Organisation, Person, PersonVersion
from ..models.persons import Gender
from ..permissions import Deed, reasons_against
from ..rules.particulars import PARTICULARS, language_label
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Version:
    """What the record said at one version, in words, who wrote it and why."""

    number: int
    facts: dict[str, str]
    why: str
    written_at: datetime
    written_by_name: str


@dataclass(frozen=True, slots=True)
class ParticularsPage:
    """Who the person is, to correct: values as a form takes them, the version, and every version before."""

    banner: PersonBanner
    version: int
    values: dict[str, Any]
    birth_date_text: str
    versions: tuple[Version, ...]


def get_particulars(person_id: UUID, *, by: Actor, at: datetime) -> ParticularsPage:
    """Who the person is, to correct, recorded as a read. Who may: whoever may correct it. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="opened who the person is",
        needs=Section.IDENTITY,
        shows=[Section.IDENTITY],
        by=by,
        at=at,
    )
    allow(reasons_against(Deed.CORRECT_PARTICULARS, access))
    person = Person.objects.get(pk=person_id)
    values = {name: getattr(person, name) for name in PARTICULARS if name != "gp_practice"}
    return ParticularsPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        version=person.version,
        values=values | {"gp_practice": str(person.gp_practice_id or "")},
        birth_date_text=person.birth_date_text,
        versions=tuple(_versions(person_id)),
    )


def _versions(person_id: UUID) -> Iterator[Version]:
    for row in PersonVersion.objects.filter(person=person_id).order_by("-number"):
        facts = {str(PARTICULARS[name]): words for name, words in row.content.items() if name in PARTICULARS}
        yield Version(row.number, facts, row.why, row.written_at, row.written_by_name)


def particulars_in_words(person: Person) -> dict[str, str]:
    """Each particular that is known, by its name in `rules.particulars.PARTICULARS`, in that order."""
    said = {name: value_in_words(name, _value(person, name)) for name in PARTICULARS}
    return {name: words for name, words in said.items() if words}


def value_in_words(name: str, value: Any) -> str:
    """One particular in words; empty when it is not known."""
    if not value:
        return ""
    if name == "nhs_number":
        return spaced_nhs_number(value)
    if name == "gender":
        return str(Gender(value).label)
    if name == "language":
        return language_label(value)
    if name == "gp_practice":
        return value.name if isinstance(value, Organisation) else _practice_name(value)
    return long_date(value) if isinstance(value, date) else str(value)


def _value(person: Person, name: str) -> Any:
    return (person.birth_date or person.birth_date_text) if name == "birth_date" else getattr(person, name)


def _practice_name(practice_id: Any) -> str:
    return Organisation.objects.filter(pk=practice_id).values_list("name", flat=True).first() or ""
