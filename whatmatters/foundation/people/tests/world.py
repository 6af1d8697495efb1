"""A small world for tests: organisations, people who work there, and persons, made through the services.

Everything is invented: NHS numbers from the 999 range, telephone numbers from Ofcom's drama ranges, example.org.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

from whatmatters.foundation.kernel.actor import Actor, Post, Role
from whatmatters.foundation.people.models import Organisation, Person
from whatmatters.foundation.people.models.organisations import OrganisationKind
from whatmatters.foundation.people.services.registering import NewPerson, register_person

NOW = datetime(2026, 11, 2, 10, 30, tzinfo=UTC)
TODAY = date(2026, 11, 2)
SYSTEM = Actor.system("test")
NHS_NUMBER = "9990000018"
OTHER_NHS_NUMBER = "9990000026"


def an_organisation(name: str = "Riverside Surgery", kind: str = OrganisationKind.PRACTICE) -> Organisation:
    """An open organisation."""
    return Organisation.objects.create(name=name, kind=kind, phone="01632 960 123")


def somebody(role: Role | None, organisation: Organisation, name: str = "Sam Lee") -> Actor:
    """Somebody who works at an organisation, in a role."""
    posts = (Post(role, organisation.id, organisation.name),) if role else ()
    return Actor(f"account-{uuid4().hex[:8]}", name, posts)


def a_link_worker(organisation: Organisation, name: str = "Lin Ker") -> Actor:
    """A social prescribing link worker."""
    return somebody(Role.LINK_WORKER, organisation, name)


def the_person(person: Person) -> Actor:
    """The person, signed in."""
    return Actor(f"person-{person.id}", person.full_name, person_id=person.id)


def a_person(organisation: Organisation, by: Actor | None = None, at: datetime = NOW, **given: object) -> Person:
    """A person whom an organisation cares for."""
    said = {"given_names": "Amina", "family_name": "Khan", "birth_date": date(1958, 3, 12)} | given
    new = NewPerson(**said)  # type: ignore[arg-type]
    person_id = register_person(
        new=new,
        organisation_id=organisation.id,
        consent_said_by="Amina, in person" if organisation.needs_consent else "",
        is_somebody_else=True,
        by=by or SYSTEM,
        at=at,
    )
    return Person.objects.get(pk=person_id)
