"""The whole way with the project's own wiring: an appointment, the person's way, the worker, and the end of it."""

from __future__ import annotations

import threading
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from ...kernel.clock import now
from ...people.services.appointments import Offer, cancel_appointment, offer_appointment
from ...people.services.lifecycle import record_death
from ...people.tests.world import a_link_worker, a_person, an_organisation
from ..background import run_worker
from ..models import Message
from ..services import make_letter_batch, open_letter_batch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_wiring(settings):
    settings.WIRING = "whatmatters.project.wiring"


@pytest.fixture
def network():
    return an_organisation("Harbourside Network")


@pytest.fixture
def lin(network):
    return a_link_worker(network)


@pytest.fixture
def book(network, lin):
    """Book an appointment for tomorrow; returns the person and the appointment's id."""

    def for_somebody(**particulars):
        person, at = a_person(network, **particulars), now()
        offer = Offer(network.id, at + timedelta(days=1), lin.id, lin.name)
        booked = offer_appointment(person_id=person.id, offer=offer, is_agreed=True, by=lin, at=at)
        return person, booked

    return for_somebody


def state() -> tuple[str, str]:
    """What became of the one message, and why, when the worker has done what waits."""
    run_worker(threading.Event(), only_what_waits=True)
    return Message.objects.values_list("state", "reason").get()


def test_by_email(book, mail_server):
    book(way="email", contact="amina@example.org")
    assert state() == ("sent", "")
    (received,) = mail_server.received
    assert received["To"] == "amina@example.org"
    assert "Khan" not in received["Subject"]
    assert "Lin Ker" in received.get_body(("plain",)).get_content()


def test_by_letter(book, network, lin):
    book(way="letter", contact="4 Quay Street\nHarbourside", postcode="TS1 1AA")
    assert state() == ("to-print", "")
    batch = make_letter_batch(organisation_id=network.id, by=lin, at=now())
    (page,) = PdfReader(BytesIO(open_letter_batch(batch_id=batch, by=lin, at=now()))).pages
    words = page.extract_text()
    assert all(line in words for line in ("Amina Khan", "4 Quay Street", "TS1 1AA", "Harbourside Network"))


def test_nobody_can_be_reached_who_gave_no_way(book, mail_server):
    book()
    assert state() == ("stopped", "no-safe-way")


def test_died_between_queueing_and_sending(book, mail_server, lin):
    person, _ = book(way="email", contact="amina@example.org")
    record_death(person_id=person.id, died_on=None, told_by="the GP", by=lin, at=now())
    assert state() == ("stopped", "died")
    assert not mail_server.received


def test_called_off_between_queueing_and_sending(book, mail_server, lin):
    _, booked = book(way="email", contact="amina@example.org")
    cancel_appointment(appointment_id=booked, by=lin, at=now())
    assert state() == ("stopped", "superseded")
    assert not mail_server.received
