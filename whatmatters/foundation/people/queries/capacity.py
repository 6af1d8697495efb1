"""Assessments of capacity, each of one decision at one time, as pages and other components read them.

What is kept from the person for somebody's safety is shown to whoever sees the section of safeguarding, and to nobody
else: not to the person, and not to a proxy.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ...kernel.plain import long_date
from ..models import CapacityRecord, Person
from ..permissions import Access, Deed, reasons_against
from ..rules.capacity import FINDINGS, kind_for
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment. `hidden_why` is set when it is kept from the person, for those who may know."""

    id: UUID
    kind: str
    decision: str
    finding: str
    finding_words: str
    reasons: str
    how_supported: str
    persons_view: str
    best_interests: str
    who_was_asked: str
    less_restrictive: str
    assessed_on: date
    assessor_name: str
    assessor_role: str
    look_again_on: date | None
    is_look_again_due: bool
    written_by: str
    hidden_why: str


@dataclass(frozen=True, slots=True)
class CapacityPage:
    """The assessments, newest first. `kind` is the test for the person's age today: `mca` or `gillick`."""

    banner: PersonBanner
    kind: str
    assessments: tuple[Assessment, ...]
    may_record: bool
    may_hide: bool


def get_capacity_page(person_id: UUID, *, by: Actor, at: datetime) -> CapacityPage:
    """The page of assessments, recorded as a read.

    Who may: whoever sees decisions: the person, a proxy with that section, care staff. Raises `NotFound`.
    """
    access = look_at(
        person_id,
        action="opened the assessments of capacity",
        needs=Section.DECISIONS,
        shows=[Section.DECISIONS],
        by=by,
        at=at,
    )
    age = Person.objects.get(pk=person_id).age_on(day_of(at))
    return CapacityPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        kind=kind_for(age),
        assessments=tuple(_assessment(row, day_of(at)) for row in _shown(person_id, access)),
        may_record=not reasons_against(Deed.RECORD_CAPACITY, access),
        may_hide=not reasons_against(Deed.HIDE_FROM_PERSON, access),
    )


def get_assessment(person_id: UUID, capacity_id: UUID, *, by: Actor, at: datetime) -> tuple[CapacityPage, Assessment]:
    """One assessment, to keep it from the person or show it again, recorded as a read. Raises `NotFound`."""
    page = get_capacity_page(person_id, by=by, at=at)
    found = next((row for row in page.assessments if row.id == capacity_id), None)
    if found is None or not page.may_hide:
        raise NotFound
    return page, found


def _shown(person_id: UUID, access: Access) -> list[CapacityRecord]:
    rows = CapacityRecord.objects.filter(person=person_id).order_by("-assessed_on", "-created_at")
    return list(rows if Section.SAFEGUARDING in access else rows.filter(hidden_at__isnull=True))


_TEXTS = (
    "id",
    "kind",
    "decision",
    "finding",
    "reasons",
    "how_supported",
    "persons_view",
    "best_interests",
    "who_was_asked",
    "less_restrictive",
    "assessed_on",
    "assessor_name",
    "assessor_role",
    "look_again_on",
    "hidden_why",
)


def _assessment(row: CapacityRecord, day: date) -> Assessment:
    return Assessment(
        **{name: getattr(row, name) for name in _TEXTS},
        finding_words=str(FINDINGS[row.finding]),
        is_look_again_due=row.look_again_on is not None and row.look_again_on <= day,
        written_by=row.created_by_name,
    )


def lacks_capacity(capacity_id: UUID | None, person_id: UUID) -> bool:
    """Whether this record of this person finds that they cannot make the decision it is about.

    Serves services that need such a record to go on. The caller has checked that the actor may write in the record.
    """
    if capacity_id is None:
        return False
    return CapacityRecord.objects.filter(pk=capacity_id, person=person_id, finding="lacks").exists()


def list_lacking(person_id: UUID) -> tuple[tuple[str, str], ...]:
    """The assessments that find a lack of capacity, newest first, as (id, words) to choose from.

    Those that are kept from the person are left out: whoever chooses may be a proxy.
    Serves pages that need one to go on. The caller has checked that the actor may write in the record.
    """
    rows = CapacityRecord.objects.filter(person=person_id, finding="lacks", hidden_at__isnull=True)
    rows = rows.order_by("-assessed_on", "-created_at")
    return tuple((str(row.id), f"{row.decision} ({long_date(row.assessed_on)}, {row.assessor_name})") for row in rows)
