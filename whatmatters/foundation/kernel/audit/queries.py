"""Read the trail: what happened to one person's record, as that person may see it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..actor import Role
from ..models import AuditEvent, AuditKind, AuditMention
from .journal import the_journal

HIDDEN_SECTIONS = {"safeguarding"}
"""Sections whose reading is shown as an event, but never by name."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One line of "who looked"."""

    at: datetime
    kind: str
    action: str
    actor_id: str
    who: str
    role: str
    organisation: str
    why: str
    sections: tuple[str, ...]


def list_events_about(
    *person_ids: UUID, limit: int = 50, offset: int = 0, without_reads_by: str = ""
) -> list[AuditRow]:
    """What happened to one person's record, newest first, including the reads of a second ago.

    Several ids are of one person: a record that others were joined into. The caller has checked that the reader may see
    it. Lists that named the person are shown as such, without the others they named. `without_reads_by` leaves out what
    one actor only read, such as the person's own looks.
    """
    the_journal().drain()
    # Two questions, each answered in order from its own index: one with OR would read the whole trail.
    most = offset + limit
    about = AuditEvent.objects.filter(person_id__in=person_ids).order_by("-happened_at", "-id")
    if without_reads_by:
        about = about.exclude(kind=AuditKind.READ, actor_id=without_reads_by)
    named = AuditMention.objects.filter(person_id__in=person_ids).order_by("-event").select_related("event")[:most]
    events = {event.pk: event for event in (*about[:most], *(mention.event for mention in named))}
    in_order = sorted(events.values(), key=lambda event: (event.happened_at, event.pk), reverse=True)
    return [_row(event) for event in in_order[offset:most]]


def _row(event: AuditEvent) -> AuditRow:
    sections = json.loads(event.details).get("sections", [])
    return AuditRow(
        at=event.happened_at,
        kind=AuditKind(event.kind).label,
        action=event.action,
        actor_id=event.actor_id,
        who=event.actor_name,
        role=Role(event.role).label if event.role else "",
        organisation=event.organisation_name,
        why=event.why,
        sections=tuple(section for section in sections if section not in HIDDEN_SECTIONS),
    )
