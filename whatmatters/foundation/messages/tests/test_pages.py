"""The pages of letters and of what could not be sent, through the real client and middleware, with real persons."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ...kernel.actor import Role
from ...kernel.audit import list_events_about
from ...kernel.clock import now
from ...kernel.posting import new_posting_token
from ...people.services.lifecycle import record_death
from ...people.tests.world import a_person, an_organisation
from ..background import run_worker
from ..channels import CannotGo
from ..kinds import Stopped, StopReason
from ..models import LetterBatch, Message, ScheduleMark
from ..queries import count_outbox, list_messages_about
from ..services import queue_message, send_message
from . import wiring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_names(monkeypatch):
    monkeypatch.setattr(wiring, "NAME_PEOPLE", "whatmatters.project.naming.list_names")


@pytest.fixture
def network():
    return an_organisation("Harbourside Network")


@pytest.fixture
def client_of(signed_in, network):
    def of(role: Role, organisation=network, name="Ola Okoye") -> Client:
        return signed_in(name, posts=[(role, organisation.id)])

    return of


@pytest.fixture
def send(network, worker):
    """Queue a reminder about somebody and send it, so that it is where the answer leads."""

    def about(person, answer: wiring.Chosen, organisation=network) -> Message:
        wiring.ANSWERS[person.id] = answer
        at = now()
        ids = {"person_id": person.id, "organisation_id": organisation.id}
        with transaction.atomic():
            made = queue_message(
                kind="reminder", subject_ids=ids, key=f"{person.id}:{Message.objects.count()}", by=worker, at=at
            )
        send_message(message_id=made, by=worker, at=at)
        return Message.objects.get(pk=made)

    return about


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def press(client: Client, name: str, *ids: object) -> str:
    """Press a button, and say what the next page says above itself."""
    response = client.post(reverse(f"messages:{name}", args=ids), {"posting": new_posting_token()}, follow=True)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def test_a_link_worker_prints_and_posts(client_of, network, send):
    person, link_worker = a_person(network), client_of(Role.LINK_WORKER)
    message = send(person, wiring.LETTER)
    assert "Amina Khan" in page(link_worker, "/letters/")
    assert "The batch is made" in press(link_worker, "make_batch", network.id)
    batch = LetterBatch.objects.get()
    shown = page(link_worker, f"/letters/{batch.id}/")
    assert "Amina Khan" in shown
    assert "Open the PDF first" in shown

    pdf = link_worker.get(f"/letters/{batch.id}/letters.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert (pdf.headers["Content-Type"], pdf.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert "1 letter is marked as posted." in press(link_worker, "posted", batch.id)
    assert "no longer marked as posted" in press(link_worker, "not_posted", batch.id)
    assert "waits to be printed again" in press(link_worker, "print_again", message.id)
    looked = {event.action for event in list_events_about(person.id) if event.who == "Ola Okoye"}
    assert {"letters to print", "letters of a batch", "printed letters", "posted a letter"} <= looked


def test_a_button_pressed_twice_does_it_once(client_of, network, send):
    link_worker = client_of(Role.LINK_WORKER)
    send(a_person(network), wiring.LETTER)
    token = {"posting": new_posting_token()}
    address = reverse("messages:make_batch", args=[network.id])
    first, second = (link_worker.post(address, token) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert LetterBatch.objects.count() == 1


def test_somebody_who_died_after_printing_is_named_to_be_taken_out(client_of, network, send):
    person, link_worker = a_person(network), client_of(Role.LINK_WORKER)
    message = send(person, wiring.LETTER)
    send(a_person(network, given_names="Bilal"), wiring.LETTER)
    press(link_worker, "make_batch", network.id)
    batch = LetterBatch.objects.get()
    link_worker.get(f"/letters/{batch.id}/letters.pdf")
    at = now()
    record_death(person_id=person.id, died_on=at.date(), told_by="the GP", by=link_worker.actor, at=at)
    shown = page(link_worker, f"/letters/{batch.id}/")
    assert "Take out of the pile" in shown
    assert "The person has died" in shown
    message.refresh_from_db()
    assert (message.state, message.reason) == ("stopped", "died")


def test_whom_one_may_not_see_is_not_named(client_of, network, send):
    """A letter of our organisation about somebody whom we no longer care for."""
    elsewhere = an_organisation("Elsewhere")
    send(a_person(elsewhere, given_names="Zofia"), wiring.LETTER)
    shown = page(client_of(Role.LINK_WORKER), "/letters/")
    assert "Zofia" not in shown
    assert "Somebody you cannot see" in shown


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.LINK_WORKER, Role.CARE_COORDINATOR)])
def test_others_do_not_print(client_of, network, send, role):
    message = send(a_person(network), wiring.LETTER)
    press(client_of(Role.CARE_COORDINATOR), "make_batch", network.id)
    batch, client = LetterBatch.objects.get(), client_of(role)
    assert client.get("/letters/").status_code == 403
    assert client.get(f"/letters/{batch.id}/").status_code == 404
    assert client.get(f"/letters/{batch.id}/letters.pdf").status_code == 404
    for name, found in (("make_batch", network.id), ("posted", batch.id), ("print_again", message.id)):
        assert client.post(reverse(f"messages:{name}", args=[found])).status_code in (403, 404)
    assert client.get("/outbox/").status_code == (200 if role == Role.ADMINISTRATOR else 403)


def test_a_stranger_is_led_to_sign_in(network):
    for address in ("/letters/", "/outbox/"):
        assert "sign-in" in Client().get(address).headers["Location"]


def test_a_link_worker_sees_to_what_could_not_be_sent(client_of, network, send):
    link_worker, person = client_of(Role.LINK_WORKER), a_person(network)
    message = send(person, CannotGo("address-refused"))
    stopped = send(person, Stopped(StopReason.NO_SAFE_WAY))
    shown = page(link_worker, "/outbox/")
    assert "Amina Khan" in shown
    assert "does not know this e-mail address" in shown
    assert "no safe way" in shown
    wiring.ANSWERS[person.id] = wiring.EMAIL
    assert "We try to send it again" in press(link_worker, "try_again", message.id)
    assert Message.objects.get(pk=message.pk).state == "queued"
    assert "It is off the list" in press(link_worker, "dealt_with", stopped.id)
    assert "Amina Khan" not in page(link_worker, "/outbox/")


def test_an_administrator_sees_numbers_and_no_person(client_of, network, send, ola):
    send(a_person(network), CannotGo("address-refused"))
    send(a_person(network), CannotGo("address-refused"))
    send(a_person(an_organisation("Elsewhere")), CannotGo("number"), an_organisation("Not ours"))
    shown = page(client_of(Role.ADMINISTRATOR), "/outbox/")
    assert "does not know this e-mail address" in shown
    assert "The telephone number is not one" not in shown
    assert "Amina" not in shown
    assert "no mail server is set up" in shown


def test_a_worker_that_does_not_run_is_noticed(client_of):
    administrator = client_of(Role.ADMINISTRATOR)
    assert "has never run here" in page(administrator, "/outbox/")
    run_worker(threading.Event(), only_what_waits=True)
    assert "Nothing is being sent" not in page(administrator, "/outbox/")
    ScheduleMark.objects.update(due_at=now() - timedelta(minutes=12))
    assert "was last seen on" in page(administrator, "/outbox/")


def test_names_are_shown_as_text(client_of, network, send):
    send(a_person(network, given_names="<script>alert(1)</script>"), wiring.LETTER)
    shown = page(client_of(Role.LINK_WORKER), "/letters/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_a_page_costs_the_same_for_many_as_for_few(client_of, network, send):
    link_worker, taken = client_of(Role.LINK_WORKER), {"/letters/": [], "/outbox/": []}
    for size in (2, 12):
        for _ in range(size):
            send(a_person(network), wiring.LETTER)
            send(a_person(network), CannotGo("number"))
        for address, counts in taken.items():
            with CaptureQueriesContext(connection) as seen:
                page(link_worker, address)
            counts.append(len(seen))
    assert all(few == many <= 12 for few, many in taken.values()), taken


def test_many_problems_have_pages(client_of, network, send):
    person, link_worker = a_person(network), client_of(Role.LINK_WORKER)
    for _ in range(31):
        send(person, CannotGo("number"))
    assert "?page=2" in page(link_worker, "/outbox/")
    assert page(link_worker, "/outbox/?page=2").count("Dealt with") == 1
    for odd in ("0", "99", "-1", "x", "²", "9" * 5000):
        page(link_worker, f"/outbox/?page={odd}")


def test_old_problems_that_were_stopped_leave_the_list(client_of, network, send):
    message = send(a_person(network), Stopped(StopReason.DIED))
    Message.objects.filter(pk=message.pk).update(changed_at=now() - timedelta(days=31))
    assert "Everything that should go has gone." in page(client_of(Role.LINK_WORKER), "/outbox/")


def test_what_waits_is_counted_for_today(client_of, network, send):
    send(a_person(network), wiring.LETTER)
    send(a_person(network), CannotGo("number"))
    counted = count_outbox(by=client_of(Role.LINK_WORKER).actor, at=now())
    assert (counted.letters, counted.given_up) == (1, 1)
    nothing = count_outbox(by=client_of(Role.COACH).actor, at=now())
    assert (nothing.letters, nothing.given_up) == (0, 0)


def test_a_person_sees_what_was_sent_to_them(network, send):
    person = a_person(network)
    send(person, wiring.EMAIL)
    send(person, Stopped(StopReason.NOT_WANTED))
    rows = list_messages_about(person.id)
    assert [(row.what, row.way, row.state_words) for row in rows] == [
        ("A reminder", "", "Stopped, not sent"),
        ("A reminder", "E-mail", "Sent"),
    ]
    assert rows[0].why == "The person does not want such messages."
