"""How to communicate with the person: the six steps as they stand, and every version before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.clock import day_of
from ..models import CommunicationNeeds
from ..permissions import Deed, live_relationships, reasons_against
from ..rules.communication import FORMATS, SUPPORT, WAYS
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class NeedsNow:
    """One version of the person's needs; `formats`, `support` and `way` are codes, the `_words` what they mean."""

    number: int
    asked_how: str
    formats: tuple[str, ...]
    support: tuple[str, ...]
    formats_words: tuple[str, ...]
    support_words: tuple[str, ...]
    interpreter_language: str
    in_words: str
    show_alert: bool
    may_share: bool | None
    how_met: str
    review_on: date | None
    is_review_due: bool
    preferred_way: str
    way_words: str
    safe_times: str
    unsafe_ways: str
    may_leave_message: bool | None
    written_at: datetime
    written_by_name: str


@dataclass(frozen=True, slots=True)
class CommunicationPage:
    """The six steps on one page: what holds now, the versions before, and whether the reader may write."""

    banner: PersonBanner
    now: NeedsNow | None
    versions: tuple[NeedsNow, ...]
    may_write: bool


def get_communication_page(person_id: UUID, *, by: Actor, at: datetime) -> CommunicationPage:
    """The page of how to communicate with the person, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="opened how to communicate",
        needs=Section.COMMUNICATION,
        shows=[Section.COMMUNICATION],
        by=by,
        at=at,
    )
    rows = CommunicationNeeds.objects.filter(person=person_id).order_by("-number")
    versions = tuple(needs_now(row, day_of(at)) for row in rows)
    return CommunicationPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        now=versions[0] if versions else None,
        versions=versions,
        may_write=not reasons_against(Deed.WRITE_COMMUNICATION, access),
    )


def find_needs(person_id: UUID, *, day: date) -> NeedsNow | None:
    """What holds now, for a page of which it is a part. The caller has checked and records the read."""
    row = CommunicationNeeds.objects.filter(person=person_id).order_by("-number").first()
    return needs_now(row, day) if row else None


def needs_now(row: CommunicationNeeds, day: date) -> NeedsNow:
    """One version in words."""
    return NeedsNow(
        number=row.number,
        asked_how=row.asked_how,
        formats=tuple(row.formats),
        support=tuple(row.support),
        formats_words=tuple(str(FORMATS.get(code, code)) for code in row.formats),
        support_words=tuple(str(SUPPORT.get(code, code)) for code in row.support),
        interpreter_language=row.interpreter_language,
        in_words=row.in_words,
        show_alert=row.show_alert,
        may_share=row.may_share,
        how_met=row.how_met,
        review_on=row.review_on,
        is_review_due=row.review_on is not None and row.review_on <= day,
        preferred_way=row.preferred_way,
        way_words=str(WAYS.get(row.preferred_way, "")),
        safe_times=row.safe_times,
        unsafe_ways=row.unsafe_ways,
        may_leave_message=row.may_leave_message,
        written_at=row.written_at,
        written_by_name=row.written_by_name,
    )


@dataclass(frozen=True, slots=True)
class NeedsReview:
    """Somebody who should be asked again how to communicate."""

    person_id: UUID
    person_name: str
    review_on: date


def list_needs_to_review(*, before: date, most: int = 30, by: Actor, at: datetime) -> tuple[NeedsReview, ...]:
    """Whom on the actor's own caseload to ask again before a day, soonest first, recorded as a list."""
    held = live_relationships(by, Section.COMMUNICATION, at).filter(worker_id=by.id).values("person")
    newer = CommunicationNeeds.objects.filter(person=OuterRef("person"), number__gt=OuterRef("number"))
    newest = CommunicationNeeds.objects.filter(~Exists(newer), person__in=held)
    rows = newest.filter(review_on__lt=before, person__state="active")
    found = tuple(
        NeedsReview(row.person_id, row.person.full_name, row.review_on)
        for row in rows.select_related("person").order_by("review_on", "person")[:most]
        if row.review_on
    )
    record_listing("opened whom to ask again", by=by, at=at, people=[one.person_id for one in found])
    return found
