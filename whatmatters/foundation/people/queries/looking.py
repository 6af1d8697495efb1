"""Look at one record: what the actor may see, recorded once, marked when it was opened in an emergency.

Serves every page about one person. A record that was joined into another leads to the one that is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.audit import EMERGENCY, record_read
from ...kernel.errors import NotFound
from ..models import Person
from ..permissions import Access, access_to
from ..sections import Section


class JoinedInto(NotFound):
    """The record was joined into another one, which the actor may see: `kept_id` is where to go."""

    def __init__(self, kept_id: UUID) -> None:
        self.kept_id = kept_id
        super().__init__("This record was joined into another.")


def look_at(
    person_id: UUID,
    *,
    action: str,
    needs: Section | None = None,
    shows: Iterable[Section] | None = None,
    by: Actor,
    at: datetime,
) -> Access:
    """The actor's access to a record, recorded as a read of the sections that are shown.

    `needs` is the section without which the page is not there; `shows` are those the page has (all, when not given).
    Raises `NotFound`, `JoinedInto`, `AuditUnavailable`.
    """
    access = access_to(person_id, by, at)
    if not access.sections or (needs is not None and needs not in access):
        raise _not_there(person_id, by, at)
    shown = access.sections if shows is None else access.sections & frozenset(shows)
    record_look(action, access, shown, by=by, at=at)
    return access


def record_look(action: str, access: Access, shown: Iterable[Section], *, by: Actor, at: datetime) -> None:
    """Record a read of one record through this access: an emergency is marked as one, with its reason."""
    kind = {"kind": EMERGENCY, "why": access.emergency} if access.emergency else {}
    record_read(
        action, by=by, at=at, person_id=access.person_id, sections=shown, organisations=access.organisations, **kind
    )


def _not_there(person_id: UUID, by: Actor, at: datetime) -> NotFound:
    """Why there is no page: nothing is said but where a joined record went, to whoever may see that one."""
    kept_id = kept_record_of(person_id)
    if kept_id != person_id and access_to(kept_id, by, at).sections:
        return JoinedInto(kept_id)
    return NotFound()


def kept_record_of(person_id: UUID) -> UUID:
    """The record that is kept of this person: itself, unless it was joined into another."""
    for _step in range(20):
        kept_id = Person.objects.filter(pk=person_id).values_list("merged_into", flat=True).first()
        if kept_id is None:
            break
        person_id = kept_id
    return person_id
