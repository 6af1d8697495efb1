"""Who may be named to whom, for components that do not know persons.

Serves the outbox (`NAME_PEOPLE` of the wiring). Refuses to name anybody whom the reader may not reach anyway.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.permissions import visible_people
from whatmatters.foundation.people.sections import Section


def list_names(people: Iterable[UUID], *, by: Actor, at: datetime) -> dict[UUID, str]:
    """The full names of those whose contact details the reader may see now; the others are left out."""
    seen = visible_people(by, Section.CONTACT, at).filter(pk__in=list(people))
    return {person.pk: person.full_name for person in seen}
