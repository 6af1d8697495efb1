"""Appointments keep to their states, and a reminder goes the person's way or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused
from whatmatters.foundation.messages.kinds import Prepared, Stopped, StopReason
from whatmatters.foundation.messages.models import Message
from whatmatters.foundation.people.models import Appointment, Organisation, Person
from whatmatters.foundation.people.queries.appointments import get_appointments_page, list_my_appointments
from whatmatters.foundation.people.queries.reminding import prepare_reminder
from whatmatters.foundation.people.services.appointments import (
    Offer,
    book_appointment,
    cancel_appointment,
    offer_appointment,
    record_attended,
    record_missed,
)
from whatmatters.foundation.people.services.communication import Needs, write_communication
from whatmatters.foundation.people.services.contacts import NewContact, add_contact_point
from whatmatters.foundation.people.states import APPOINTMENT

from .world import NOW, an_organisation, somebody

LATER = NOW + timedelta(days=9)


@pytest.fixture
def meeting(surgery: Organisation, amina: Person, lin: Actor) -> Appointment:
    """A time that was offered."""
    offer = Offer(surgery.id, LATER, lin.id, lin.name, how="telephone", about="Something private")
    return Appointment.objects.get(pk=offer_appointment(person_id=amina.id, offer=offer, by=lin, at=NOW))


MOVES: dict[str, Any] = {
    "book": book_appointment,
    "cancel": cancel_appointment,
    "record_attended": record_attended,
    "record_missed": record_missed,
}


@pytest.mark.parametrize("state", list(APPOINTMENT.states))
@pytest.mark.parametrize("move", list(MOVES))
def test_only_the_moves_of_the_table_are_made(meeting: Appointment, lin: Actor, state: str, move: str) -> None:
    Appointment.objects.update(state=state)
    if state in APPOINTMENT.moves[move].sources:
        MOVES[move](appointment_id=meeting.id, by=lin, at=NOW)
        assert Appointment.objects.get().state == APPOINTMENT.after(move)
    else:
        with pytest.raises(Refused):
            MOVES[move](appointment_id=meeting.id, by=lin, at=NOW)


def test_the_person_answers_but_does_not_write_how_it_went(meeting: Appointment, herself: Actor) -> None:
    book_appointment(appointment_id=meeting.id, by=herself, at=NOW)
    with pytest.raises(NotAllowed):
        record_missed(appointment_id=meeting.id, by=herself, at=NOW)
    cancel_appointment(appointment_id=meeting.id, why="I am away", by=herself, at=NOW)
    assert Message.objects.get().state == "stopped"


def test_a_time_is_offered_by_staff_at_their_own_organisation(amina: Person, lin: Actor, herself: Actor) -> None:
    elsewhere = an_organisation("Elsewhere")
    offer = Offer(elsewhere.id, LATER, lin.id, lin.name)
    with pytest.raises(NotAllowed):
        offer_appointment(person_id=amina.id, offer=offer, by=lin, at=NOW)
    with pytest.raises(NotAllowed):
        offer_appointment(person_id=amina.id, offer=offer, by=herself, at=NOW)
    with pytest.raises(NotFound):
        offer_appointment(person_id=amina.id, offer=offer, by=somebody(Role.CLINICIAN, elsewhere), at=NOW)


def reminder(meeting: Appointment, days: int = 7) -> object:
    return prepare_reminder({"appointment_id": meeting.id, "person_id": meeting.person_id}, NOW + timedelta(days=days))


def test_a_reminder_goes_the_persons_own_way_and_says_nothing_private(
    meeting: Appointment, amina: Person, lin: Actor
) -> None:
    add_contact_point(person_id=amina.id, contact=NewContact("email", "amina@example.org"), by=lin, at=NOW)
    add_contact_point(person_id=amina.id, contact=NewContact("mobile", "07700 900982"), by=lin, at=NOW)
    write_communication(person_id=amina.id, needs=Needs(preferred_way="sms"), based_on=0, by=lin, at=NOW)
    book_appointment(appointment_id=meeting.id, by=lin, at=NOW)
    assert Message.objects.get().send_after == LATER - timedelta(hours=48)
    ready = reminder(meeting)
    assert isinstance(ready, Prepared)
    assert (ready.channel, ready.address) == ("sms", "07700 900982")
    assert ready.text == (
        "You have an appointment with Lin Ker on 11 November 2026 at 10:30am. If you cannot come, call 01632 960 123."
    )
    assert "private" not in ready.text


def test_no_reminder_goes_when_it_is_too_late_called_off_or_unsafe(meeting: Appointment, lin: Actor) -> None:
    assert reminder(meeting) == Stopped(StopReason.SUPERSEDED)
    book_appointment(appointment_id=meeting.id, by=lin, at=NOW)
    assert reminder(meeting) == Stopped(StopReason.NO_SAFE_WAY)
    assert reminder(meeting, days=10) == Stopped(StopReason.SUPERSEDED)
    cancel_appointment(appointment_id=meeting.id, by=lin, at=NOW)
    assert reminder(meeting) == Stopped(StopReason.SUPERSEDED)


@pytest.mark.parametrize(("state", "reason"), [("died", StopReason.DIED), ("moved-away", StopReason.GONE)])
def test_no_reminder_goes_to_who_is_gone(meeting: Appointment, lin: Actor, state: str, reason: StopReason) -> None:
    book_appointment(appointment_id=meeting.id, by=lin, at=NOW)
    Person.objects.update(state=state)
    assert reminder(meeting) == Stopped(reason)


def test_lists_of_appointments(meeting: Appointment, amina: Person, lin: Actor, herself: Actor) -> None:
    assert [m.id for m in list_my_appointments(since=NOW, until=NOW + timedelta(days=30), by=lin, at=NOW)] == [
        meeting.id
    ]
    page = get_appointments_page(amina.id, by=herself, at=NOW)
    assert ([m.id for m in page.to_come], page.may_offer, page.may_answer) == ([meeting.id], False, True)
    other = somebody(Role.LINK_WORKER, an_organisation("Elsewhere"))
    Appointment.objects.update(with_id=other.id)
    assert list_my_appointments(since=NOW, until=NOW + timedelta(days=30), by=other, at=NOW) == ()
