"""Somebody who was not here before: the rows of a new record.

Serves the runner, which writes the rows of many people together. The organisation that receives the person gets a
relationship; a charity or group sees nothing by it until the person's consent is recorded (rulebook 8.2).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.plain import clean_text

from ...models import (
    Address,
    CareRelationship,
    CircleMember,
    CommunicationNeeds,
    Consent,
    ContactPoint,
    Organisation,
    Person,
    PersonIdentifier,
)
from ...models.access import ConsentDecision, Purpose
from ...rules.communication import review_due_on
from ...rules.consent import FIRST_SECTIONS
from ...services.keeping import made, written
from ...services.naming import fill_search_name
from ...services.relationships import basis_for
from ..interface import OriginColumns
from ..taking.communication import Needs
from ..taking.patients import TakenPatient


@dataclass(frozen=True, slots=True)
class Receiving:
    """Who receives people, who brings them in and when. `consent` says who gave the people's consent, and how."""

    organisation: Organisation
    by: Actor
    at: datetime
    consent: str = ""


def new_person(taken: TakenPatient, origin: OriginColumns, into: Receiving, practices: Mapping[str, UUID]) -> Person:
    """The record itself. `practices` gives the organisation of an ODS code."""
    person = Person(
        **taken.particulars.as_columns(),
        **origin.columns,
        **made(into.by, into.at),
        gp_practice_id=practices.get(taken.practice.ods_code) if taken.practice else None,
    )
    if taken.death:
        person.state, person.died_on = "died", taken.death.died_on
        person.state_on = taken.death.died_on or day_of(into.at)
    fill_search_name(person)
    return person


def rows_of(person: Person, taken: TakenPatient, origin: OriginColumns, into: Receiving) -> Iterator[Model]:
    """Everything that hangs on a new record, but the words of its name."""
    yield relationship(person, into)
    if into.consent and into.organisation.needs_consent:
        yield _consent(person, into)
    columns = origin.columns
    for number in taken.others:
        yield PersonIdentifier(person=person, **number.as_columns())
    for address in taken.addresses:
        yield Address(person=person, **columns, **address.as_columns())
    for contact in taken.contacts:
        yield ContactPoint(person=person, **columns, **contact.as_columns())
    for member in taken.members:
        yield CircleMember(person=person, **columns, **made(into.by, into.at), **member.as_columns())
    if taken.needs.says_anything:
        yield needs_row(person, taken.needs, 1, into)


def relationship(person: Person, into: Receiving) -> CareRelationship:
    """The receiving organisation cares for the person from today."""
    return CareRelationship(
        person=person,
        organisation=into.organisation,
        basis=basis_for(into.organisation),
        purpose="Brought in from another record",
        search_name=person.search_name,
        starts_on=day_of(into.at),
        **made(into.by, into.at),
    )


def needs_row(person: Person, needs: Needs, number: int, into: Receiving) -> CommunicationNeeds:
    """One version of how to communicate, as the record says. To be asked again like any other."""
    return CommunicationNeeds(
        person=person,
        number=number,
        asked_how="Came with the record from another system",
        review_on=review_due_on(day_of(into.at)),
        **needs.as_columns(),
        **written(into.by, into.at),
    )


def _consent(person: Person, into: Receiving) -> Consent:
    return Consent(
        person=person,
        purpose=Purpose.SHARING,
        organisation=into.organisation,
        decision=ConsentDecision.GIVEN,
        sections=FIRST_SECTIONS,
        decided_for_by=clean_text(into.consent)[:140],
        decided_at=into.at,
        decided_by=into.by.id,
        decided_by_name=into.by.name,
    )
