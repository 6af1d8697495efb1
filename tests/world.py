"""A small invented place for tests: two organisations, their staff, and people they care for.

Serves tests of every component that need people and actors without going through sign-in. Everything is made straight
in the tables, so that a test of one component does not depend on the services of another.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from whatmatters.foundation.kernel.actor import Actor, Post, Role
from whatmatters.foundation.people.models import CareRelationship, Consent, Organisation, Person, ProxyGrant
from whatmatters.foundation.people.sections import Section

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
TODAY = date(2026, 11, 20)
_MADE = {"created_at": AT, "created_by": "test", "created_by_name": "Test"}


def an_organisation(name: str = "Riverside Surgery", kind: str = "practice") -> Organisation:
    """An organisation of some kind."""
    return Organisation.objects.create(name=name, kind=kind, place="Riverside")


def a_person(name: str = "Mary Okafor", *, cared_for_by: Organisation | None = None, **columns: object) -> Person:
    """A person, and the relationship that lets an organisation see them."""
    given, _, family = name.partition(" ")
    person = Person.objects.create(
        given_names=given,
        family_name=family,
        search_name=name.casefold(),
        **({"birth_date": date(1944, 3, 9)} | _MADE | columns),
    )
    if cared_for_by:
        a_relationship(person, cared_for_by)
    return person


def a_relationship(
    person: Person, organisation: Organisation, *, basis: str = "direct-care", ends_before: date | None = None
) -> CareRelationship:
    """An organisation that cares for a person since a month ago."""
    return CareRelationship.objects.create(
        person=person,
        organisation=organisation,
        basis=basis,
        starts_on=TODAY - timedelta(days=30),
        ends_before=ends_before,
        **_MADE,
    )


def staff(organisation: Organisation, role: Role = Role.LINK_WORKER, name: str = "Sam Patel") -> Actor:
    """Somebody with a post at an organisation."""
    return Actor(id=str(uuid4()), name=name, posts=(Post(role, organisation.id, organisation.name),))


def themself(person: Person) -> Actor:
    """The person, signed in."""
    return Actor(id=str(uuid4()), name=person.full_name, person_id=person.id)


def a_proxy(person: Person, *sections: Section, name: str = "Ada Okafor", ends_before: date | None = None) -> Actor:
    """Somebody who may act for the person in these sections."""
    actor = Actor(id=str(uuid4()), name=name)
    ProxyGrant.objects.create(
        person=person,
        proxy_id=actor.id,
        proxy_name=name,
        sections=frozenset(sections),
        starts_on=TODAY - timedelta(days=3),
        ends_before=ends_before,
        **_MADE,
    )
    return actor


def said(person: Person, organisation: Organisation | None, decision: str, *sections: Section) -> Consent:
    """What the person said about sharing with an organisation."""
    return Consent.objects.create(
        person=person,
        purpose="sharing",
        organisation=organisation,
        decision=decision,
        sections=frozenset(sections),
        decided_at=AT,
        decided_by="test",
        decided_by_name="Test",
    )


def stranger_id() -> UUID:
    """The id of nothing."""
    return uuid4()
