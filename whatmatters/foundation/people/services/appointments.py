"""Appointments: offered, agreed, called off, and how they went; a reminder in the person's own way.

Refuses a move that the state table does not have. The reminder is queued when the person agrees, and what it says and
whether it may go is decided when it is sent (`queries.reminding`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, allow, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ...messages.kinds import StopReason
from ...messages.services import queue_message, stop_message
from ..models import Appointment
from ..permissions import Access, Deed
from ..queries.reminding import REMINDER
from ..rules.appointments import time_reasons
from ..rules.settings import SETTINGS
from ..states import APPOINTMENT
from .keeping import made, person_for
from .relationships import open_organisation


@dataclass(frozen=True, slots=True)
class Offer:
    """A time to meet. `how` is a code of `rules.appointments.WAYS_TO_MEET`; `with_id` is the account of whom."""

    organisation_id: UUID
    starts_at: datetime
    with_id: str
    with_name: str
    minutes: int = 45
    how: str = "in-person"
    place: str = ""
    about: str = ""


@transaction.atomic
def offer_appointment(*, person_id: UUID, offer: Offer, is_agreed: bool = False, by: Actor, at: datetime) -> UUID:
    """Offer a time, or (`is_agreed`) write down one that the person has said yes to; the appointment's id.

    Who may: staff who know the person, at their own organisation. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.OFFER_APPOINTMENT, person_id, by, at)
    allow(_reasons_against_other(by, offer.organisation_id))
    keep_rule(time_reasons(offer.starts_at, offer.minutes, person.state, at=at))
    appointment = Appointment.objects.create(
        person=person,
        organisation=open_organisation(offer.organisation_id),
        with_id=offer.with_id,
        with_name=clean_text(offer.with_name)[:200],
        starts_at=offer.starts_at,
        minutes=offer.minutes,
        how=offer.how,
        place=clean_text(offer.place)[:200],
        about=clean_text(offer.about)[:200],
        changed_at=at,
        changed_by=by.id,
        **made(by, at),
    )
    _record("offered an appointment", appointment, access, by, at)
    if is_agreed:
        _move(appointment, "book", access, by, at)
        _queue_reminder(appointment, by, at)
    return appointment.id


@transaction.atomic
def book_appointment(*, appointment_id: UUID, by: Actor, at: datetime) -> None:
    """Say yes to a time that was offered; a reminder is queued.

    Who may: the person, a proxy who sees appointments, staff who know them. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    appointment, access = _appointment(Deed.ANSWER_APPOINTMENT, appointment_id, by, at)
    _move(appointment, "book", access, by, at)
    _queue_reminder(appointment, by, at)


@transaction.atomic
def cancel_appointment(*, appointment_id: UUID, why: str = "", by: Actor, at: datetime) -> None:
    """Call it off. Who may and raises: as `book_appointment`."""
    appointment, access = _appointment(Deed.ANSWER_APPOINTMENT, appointment_id, by, at)
    appointment.ended_why = clean_text(why)[:200]
    _move(appointment, "cancel", access, by, at)
    stop_message(key=reminder_key(appointment), reason=StopReason.SUPERSEDED, by=by, at=at)


@transaction.atomic
def record_attended(*, appointment_id: UUID, by: Actor, at: datetime) -> None:
    """It took place. Who may: staff who know the person. Raises `NotFound`, `NotAllowed`, `Refused`."""
    appointment, access = _appointment(Deed.RECORD_ATTENDANCE, appointment_id, by, at)
    _move(appointment, "record_attended", access, by, at)


@transaction.atomic
def record_missed(*, appointment_id: UUID, why: str = "", by: Actor, at: datetime) -> None:
    """Nobody came, or nobody answered. Who may and raises: as `record_attended`."""
    appointment, access = _appointment(Deed.RECORD_ATTENDANCE, appointment_id, by, at)
    appointment.ended_why = clean_text(why)[:200]
    _move(appointment, "record_missed", access, by, at)


def reminder_key(appointment: Appointment) -> str:
    """The key under which the reminder of one appointment is queued."""
    return f"appointment-reminder:{appointment.id}"


def _appointment(deed: Deed, appointment_id: UUID, by: Actor, at: datetime) -> tuple[Appointment, Access]:
    appointment = Appointment.objects.select_for_update().filter(pk=appointment_id).first()
    if appointment is None:
        raise NotFound
    _, access = person_for(deed, appointment.person_id, by, at)
    return appointment, access


def _move(appointment: Appointment, move: str, access: Access, by: Actor, at: datetime) -> None:
    keep_rule(APPOINTMENT.reasons_against(move, appointment.state))
    appointment.state, appointment.changed_at, appointment.changed_by = APPOINTMENT.after(move), at, by.id
    appointment.save(update_fields=["state", "changed_at", "changed_by", "ended_why"])
    _record(_ACTIONS[move], appointment, access, by, at)


_ACTIONS = {
    "book": "agreed to an appointment",
    "cancel": "called off an appointment",
    "record_attended": "wrote that an appointment took place",
    "record_missed": "wrote that an appointment was missed",
}


def _queue_reminder(appointment: Appointment, by: Actor, at: datetime) -> None:
    hours = SETTINGS.value("appointment.reminder-hours", day_of(at))
    send_after = appointment.starts_at - timedelta(hours=hours)
    if appointment.starts_at <= at:
        return
    queue_message(
        kind=REMINDER,
        subject_ids={
            "person_id": appointment.person_id,
            "organisation_id": appointment.organisation_id,
            "appointment_id": appointment.id,
        },
        key=reminder_key(appointment),
        by=by,
        at=at,
        send_after=max(send_after, at),
    )


def _reasons_against_other(by: Actor, organisation_id: UUID) -> Reasons:
    if by.is_system or organisation_id in by.organisation_ids:
        return YES
    return (Reason("appointment.not-yours", _("Choose an organisation that you work for.")),)


def _record(action: str, appointment: Appointment, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=appointment.person_id,
        subject=f"appointment:{appointment.id}",
        organisations=[appointment.organisation_id, *access.organisations],
    )
