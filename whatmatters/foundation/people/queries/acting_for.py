"""Whom the actor acts for as a proxy: the people whose pages they may open, and what each grant covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ...kernel.actor import Actor
from ..permissions import live_grants


@dataclass(frozen=True, slots=True)
class ActsFor:
    """One person whom the actor acts for, and until when (the first day on which it no longer holds)."""

    person_id: UUID
    name: str
    relationship: str
    ends_before: date | None


def list_acted_for(*, by: Actor, at: datetime) -> tuple[ActsFor, ...]:
    """The people whom the actor acts for now, but not where all is hidden from them.

    Staff without grants cost one statement like everybody else.
    """
    if not by.id:
        return ()
    grants = live_grants(by, at).select_related("person").order_by("person__search_name")
    return tuple(
        ActsFor(g.person_id, g.person.full_name, g.relationship, g.ends_before)
        for g in grants
        if g.sections - g.hidden_sections
    )
