"""What every service here does first and last: take the record for writing, and say who wrote it.

Serves the modules of this folder. Refuses a record that was joined into another: what is written must go to the one
that is kept.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.errors import NotFound
from ..models import Person
from ..permissions import Access, Deed, check


def locked_person(person_id: UUID) -> Person:
    """The record, locked until the transaction ends. Raises `NotFound` when there is none, or it was joined."""
    person = Person.objects.select_for_update().filter(pk=person_id).exclude(state="merged").first()
    if person is None:
        raise NotFound
    return person


def person_for(deed: Deed, person_id: UUID, by: Actor, at: datetime) -> tuple[Person, Access]:
    """The locked record, and the actor's access to it. Raises `NotFound` and `NotAllowed`."""
    person = locked_person(person_id)
    return person, check(deed, person_id, by, at)


def made(by: Actor, at: datetime) -> dict[str, Any]:
    """The `created_…` columns."""
    return {"created_at": at, "created_by": by.id, "created_by_name": by.name}


def written(by: Actor, at: datetime) -> dict[str, Any]:
    """The `written_…` columns."""
    return {"written_at": at, "written_by": by.id, "written_by_name": by.name}
