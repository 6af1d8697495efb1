"""Moved away, back again, and died: what stops, at once, and what does not start again by itself.

Refuses to leave anything running: letters, reminders and appointments stop in the transaction that records the death,
here and in every component that is wired.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import keep_rule
from ...kernel.plain import clean_text
from ...messages.kinds import StopReason
from ...messages.services import stop_messages_about
from ..models import Appointment, Person
from ..permissions import Access, Deed
from ..rules.particulars import death_reasons, why_reasons
from ..states import APPOINTMENT, PERSON
from ..wired import stop_all_for_death
from .keeping import person_for


@transaction.atomic
def record_death(*, person_id: UUID, died_on: date | None, told_by: str, by: Actor, at: datetime) -> None:
    """Record that the person has died: every letter, reminder and appointment stops at once.

    `died_on` may be unknown; `told_by` says from whom we know. Who may: staff who know the person. Raises `NotFound`,
    `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.RECORD_DEATH, person_id, by, at)
    keep_rule(
        PERSON.reasons_against("record_death", person.state)
        + death_reasons(died_on, person.birth_date, day=day_of(at))
        + why_reasons(told_by)
    )
    person.died_on = died_on
    _move(person, "record_death", at)
    stop_messages_about(person_id=person_id, reason=StopReason.DIED, by=by, at=at)
    cancelled = _cancel_appointments(person_id, by, at)
    stop_all_for_death(person_id=person_id, by=by, at=at)
    _record("recorded that the person has died", person, access, told_by, by, at, appointments_cancelled=cancelled)


@transaction.atomic
def correct_death(*, person_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """The death was recorded by mistake: the record is in use again. What was stopped stays stopped, and is made anew.

    Who may and raises: as `record_death`.
    """
    person, access = person_for(Deed.RECORD_DEATH, person_id, by, at)
    keep_rule(PERSON.reasons_against("correct_death", person.state) + why_reasons(why))
    person.died_on = None
    _move(person, "correct_death", at)
    _record("corrected a death that was recorded by mistake", person, access, why, by, at)


@transaction.atomic
def record_move_away(*, person_id: UUID, moved_on: date | None, why: str = "", by: Actor, at: datetime) -> None:
    """The person now lives elsewhere: nothing is sent any more. Who may and raises: as `record_death`."""
    person, access = person_for(Deed.RECORD_MOVE, person_id, by, at)
    keep_rule(PERSON.reasons_against("record_move_away", person.state))
    _move(person, "record_move_away", at, on=moved_on)
    stop_messages_about(person_id=person_id, reason=StopReason.GONE, by=by, at=at)
    _record("recorded that the person has moved away", person, access, why, by, at)


@transaction.atomic
def record_return(*, person_id: UUID, why: str = "", by: Actor, at: datetime) -> None:
    """The person is back. Who may and raises: as `record_death`."""
    person, access = person_for(Deed.RECORD_MOVE, person_id, by, at)
    keep_rule(PERSON.reasons_against("record_return", person.state))
    _move(person, "record_return", at)
    _record("recorded that the person is back", person, access, why, by, at)


def _move(person: Person, move: str, at: datetime, *, on: date | None = None) -> None:
    person.state, person.state_on = PERSON.after(move), on or day_of(at)
    person.save(update_fields=["state", "state_on", "died_on"])


def _cancel_appointments(person_id: UUID, by: Actor, at: datetime) -> int:
    still_to_come = Appointment.objects.filter(
        person=person_id, state__in=APPOINTMENT.moves["cancel"].sources, starts_at__gt=at
    )
    return still_to_come.update(
        state=APPOINTMENT.after("cancel"), ended_why=_("The person has died"), changed_at=at, changed_by=by.id
    )


def _record(action: str, person: Person, access: Access, why: str, by: Actor, at: datetime, **details: int) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=person.id,
        subject=f"person:{person.id}",
        why=clean_text(why),
        details=details,
        organisations=access.organisations,
    )
