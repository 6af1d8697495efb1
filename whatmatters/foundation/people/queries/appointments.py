"""Times to meet: of one person, and of whoever works here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.errors import NotFound
from ...kernel.reasons import Reasons
from ..models import Appointment, Organisation
from ..permissions import KNOWING, Deed, reasons_against, visible_to
from ..rules.appointments import WAYS_TO_MEET
from ..sections import Section
from ..states import APPOINTMENT
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment, with the moves that its state allows."""

    id: UUID
    person_id: UUID
    person_name: str
    starts_at: datetime
    minutes: int
    how: str
    place: str
    about: str
    with_name: str
    organisation_name: str
    state: str
    state_words: str
    ended_why: str
    is_over: bool
    moves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AppointmentsPage:
    """A person's appointments, and what the reader may do with them."""

    banner: PersonBanner
    to_come: tuple[Meeting, ...]
    past: tuple[Meeting, ...]
    organisations: tuple[tuple[UUID, str], ...]
    may_offer: bool
    may_answer: bool
    may_record: bool
    reasons_against_offering: Reasons


def get_appointments_page(person_id: UUID, *, by: Actor, at: datetime) -> AppointmentsPage:
    """The page of one person's appointments, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="opened the appointments",
        needs=Section.APPOINTMENTS,
        shows=[Section.APPOINTMENTS],
        by=by,
        at=at,
    )
    rows = _rows(person_id).order_by("starts_at")
    meetings = [_meeting(row, at) for row in rows]
    is_open = {"offered", "booked"}
    against = reasons_against(Deed.OFFER_APPOINTMENT, access)
    return AppointmentsPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        to_come=tuple(meeting for meeting in meetings if meeting.state in is_open),
        past=tuple(meeting for meeting in reversed(meetings) if meeting.state not in is_open),
        organisations=_organisations(by) if not against else (),
        may_offer=not against,
        may_answer=not reasons_against(Deed.ANSWER_APPOINTMENT, access),
        may_record=not reasons_against(Deed.RECORD_ATTENDANCE, access),
        reasons_against_offering=against,
    )


def get_appointment(appointment_id: UUID, *, by: Actor, at: datetime) -> tuple[PersonBanner, Meeting]:
    """One appointment, recorded as a read. Raises `NotFound`."""
    row = Appointment.objects.select_related("organisation", "person").filter(pk=appointment_id).first()
    if row is None:
        raise NotFound
    access = look_at(
        row.person_id,
        action="opened an appointment",
        needs=Section.APPOINTMENTS,
        shows=[Section.APPOINTMENTS],
        by=by,
        at=at,
    )
    return get_banner(row.person_id, by=by, at=at, access=access), _meeting(row, at)


def list_next_appointments(person_id: UUID, *, at: datetime, most: int = 3) -> tuple[Meeting, ...]:
    """What is to come. The caller has checked and records the read."""
    rows = _rows(person_id).filter(state__in=["offered", "booked"], starts_at__gte=at).order_by("starts_at")[:most]
    return tuple(_meeting(row, at) for row in rows)


def list_my_appointments(*, since: datetime, until: datetime, by: Actor, at: datetime) -> tuple[Meeting, ...]:
    """Whom the actor meets from `since` up to but not including `until`, recorded as a list."""
    rows = Appointment.objects.select_related("organisation", "person").filter(
        with_id=by.id, starts_at__gte=since, starts_at__lt=until, state__in=["offered", "booked", "attended", "missed"]
    )
    found = [_meeting(row, at) for row in visible_to(rows, by, Section.APPOINTMENTS, at).order_by("starts_at")]
    record_listing("opened the list of own appointments", by=by, at=at, people=[one.person_id for one in found])
    return tuple(found)


def _rows(person_id: UUID) -> QuerySet[Appointment]:
    return Appointment.objects.select_related("organisation", "person").filter(person=person_id)


def _organisations(by: Actor) -> tuple[tuple[UUID, str], ...]:
    """The open organisations for which the actor may offer a time."""
    mine = [post.organisation_id for post in by.posts if post.role in KNOWING]
    rows = Organisation.objects.filter(pk__in=mine, is_open=True).order_by("name")
    return tuple(rows.values_list("pk", "name"))


def _meeting(row: Appointment, at: datetime) -> Meeting:
    return Meeting(
        id=row.id,
        person_id=row.person_id,
        person_name=row.person.full_name,
        starts_at=row.starts_at,
        minutes=row.minutes,
        how=str(WAYS_TO_MEET.get(row.how, row.how)),
        place=row.place,
        about=row.about,
        with_name=row.with_name,
        organisation_name=row.organisation.name,
        state=row.state,
        state_words=APPOINTMENT.states[row.state],
        ended_why=row.ended_why,
        is_over=row.starts_at <= at,
        moves=tuple(move.name for move in APPOINTMENT.moves.values() if row.state in move.sources),
    )
