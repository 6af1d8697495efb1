"""What each attempt of the permission matrix acts on."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.models import Organisation, Person


@dataclass
class Scene:
    """A person with one of everything, and where the actor's organisation is."""

    person: Person
    other: Person
    surgery: Organisation
    elsewhere: Organisation
    actors: dict[str, Actor]
    contact_id: int
    entry_id: UUID
    member_id: UUID
    consent_id: UUID
    grant_id: UUID
    relationship_id: UUID
    appointment_id: UUID
