"""Who looked at the record, and who changed it: for the person alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.audit import EMERGENCY, LISTED, AuditRow, list_events_about
from ...kernel.clock import day_of
from ...kernel.errors import allow
from ..models import Person
from ..permissions import Deed, reasons_against
from ..rules.settings import SETTINGS
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at

_EVERYTHING = 1_000_000


@dataclass(frozen=True, slots=True)
class Looked:
    """One line: who, as what and where, when, what they did, what they were shown, and why.

    `is_list` when the person was one of several in a list; `is_emergency` when there was no relationship.
    """

    at: datetime
    who: str
    role: str
    organisation: str
    action: str
    why: str
    sections: tuple[str, ...]
    is_own: bool
    is_list: bool
    is_emergency: bool


@dataclass(frozen=True, slots=True)
class WhoLooked:
    """A page of what happened to the record, newest first; pages count from 1."""

    banner: PersonBanner
    rows: tuple[Looked, ...]
    page: int
    has_next: bool
    with_own: bool


def get_who_looked(person_id: UUID, *, page: int = 1, with_own: bool = False, by: Actor, at: datetime) -> WhoLooked:
    """Who looked and who changed something, with those records that were joined into this one; recorded as a read.

    `with_own` shows the times the person looked themself, too. Who may: the person alone. Raises `NotFound`.
    """
    access = look_at(person_id, action="opened who looked", needs=Section.ACCESS, shows=[Section.ACCESS], by=by, at=at)
    allow(reasons_against(Deed.SEE_WHO_LOOKED, access))
    size = SETTINGS.value("search.page", day_of(at))
    start = (max(page, 1) - 1) * size
    people, left_out = (person_id, *_joined_into(person_id)), "" if with_own else by.id
    rows = list_events_about(*people, limit=size + 1, offset=start, without_reads_by=left_out)
    banner = get_banner(person_id, by=by, at=at, access=access)
    looked = tuple(_looked(row, by.id) for row in rows[:size])
    return WhoLooked(banner, looked, page, len(rows) > size, with_own)


def list_looks(person_id: UUID, *, by: Actor) -> tuple[Looked, ...]:
    """Everything that happened to the record, newest first, the person's own looks too, with joined records.

    For the copy that the person takes away. The caller has checked that this is the person, and records the read.
    """
    rows = list_events_about(person_id, *_joined_into(person_id), limit=_EVERYTHING)
    return tuple(_looked(row, by.id) for row in rows)


def _looked(row: AuditRow, own_id: str) -> Looked:
    return Looked(
        at=row.at,
        who=row.who,
        role=row.role,
        organisation=row.organisation,
        action=row.action,
        why=row.why,
        sections=tuple(Section(section).label for section in row.sections),
        is_own=row.actor_id == own_id,
        is_list=row.kind == LISTED.label,
        is_emergency=row.kind == EMERGENCY.label,
    )


def _joined_into(person_id: UUID) -> list[UUID]:
    """The records that were joined into this one, and into those."""
    found: list[UUID] = []
    newest = [person_id]
    while newest:
        newest = list(Person.objects.filter(merged_into__in=newest).values_list("pk", flat=True))
        found += newest
    return found
