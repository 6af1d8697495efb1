"""One message from the queue to its end, with a real mail server."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from ...kernel.audit import list_events_about
from ...kernel.errors import NotFound
from ..channels import CannotGo, TryLater
from ..kinds import Later
from ..models import Message
from ..services import pick_up_messages, queue_message, send_message
from . import wiring
from .conftest import AT

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(minutes=10)


def test_it_arrives(queued, mail_server, worker):
    message = queued()
    assert send_message(message_id=message.id, by=worker, at=LATER) == "sent"
    (received,) = mail_server.received
    assert received["To"] == wiring.ADDRESS
    assert received["Subject"] == "A time to meet"
    assert received["Message-ID"] == f"<{message.id}@care.example.org>"
    assert "We meet on Tuesday" in received.get_body(("plain",)).get_content()
    message.refresh_from_db()
    assert (message.channel, message.subject, message.sent_at, message.tries) == ("email", "A time to meet", LATER, 1)


def test_what_is_kept_are_ids_and_the_subject_line(queued, mail_server, worker):
    message = queued()
    send_message(message_id=message.id, by=worker, at=AT)
    kept = json.dumps(Message.objects.filter(pk=message.id).values().get(), default=str)
    assert wiring.ADDRESS not in kept
    assert "Tuesday" not in kept


def test_the_person_sees_that_it_was_sent(queued, mail_server, worker):
    message = queued()
    send_message(message_id=message.id, by=worker, at=AT)
    (event,) = list_events_about(message.person_id)
    assert event.action == "sent a message (e-mail)"


def test_a_second_try_of_what_was_sent_sends_nothing(queued, mail_server, worker):
    message = queued()
    for _ in range(2):
        assert send_message(message_id=message.id, by=worker, at=AT) == "sent"
    assert len(mail_server.received) == 1


def test_nothing_goes_before_its_time(queued, mail_server, worker):
    message = queued(send_after=AT + timedelta(days=1))
    assert send_message(message_id=message.id, by=worker, at=LATER) == "queued"
    assert send_message(message_id=message.id, by=worker, at=AT + timedelta(days=1)) == "sent"


def test_a_server_that_is_away_is_waited_for_and_nothing_is_lost(queued, mail_server, worker):
    message = queued()
    mail_server.stop()
    assert send_message(message_id=message.id, by=worker, at=AT) == "failed"
    message.refresh_from_db()
    assert (message.reason, message.send_after) == ("mail-server", AT + timedelta(minutes=1))
    assert send_message(message_id=message.id, by=worker, at=AT + timedelta(seconds=59)) == "failed"
    mail_server.start()
    assert send_message(message_id=message.id, by=worker, at=AT + timedelta(minutes=1)) == "sent"
    assert len(mail_server.received) == 1


def test_after_enough_tries_somebody_is_told(queued, settings, worker):
    settings.SMTP_URL = "smtp://127.0.0.1:1"
    message, at, states = queued(), AT, []
    for _ in range(9):
        states.append(send_message(message_id=message.id, by=worker, at=at))
        message.refresh_from_db()
        at = max(at, message.send_after)
    assert states == ["failed"] * 7 + ["given-up"] * 2
    assert (message.tries, message.reason) == (8, "mail-server")
    assert at - AT > timedelta(days=1)


@pytest.mark.parametrize(
    ("recipients", "words", "state", "reason"),
    [
        ("550 no such mailbox", "", "given-up", "address-refused"),
        ("451 try later", "", "failed", "mail-server"),
        ("", "554 looks like spam", "given-up", "words-refused"),
        ("", "452 full", "failed", "mail-server"),
        ("", "421 closing", "failed", "mail-server"),
    ],
)
def test_never_is_told_from_not_now(queued, mail_server, worker, recipients, words, state, reason):
    mail_server.refuse_recipients, mail_server.refuse_words = recipients, words
    message = queued()
    assert send_message(message_id=message.id, by=worker, at=AT) == state
    message.refresh_from_db()
    assert message.reason == reason


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (TryLater("prepare"), "failed", "prepare"),
        (CannotGo("address"), "given-up", "address"),
        (
            CannotGo("an-adapters-own-code-that-is-far-too-long-for-us"),
            "given-up",
            "an-adapters-own-code-that-is-far-too-long-for-us"[:40],
        ),
        (NotFound(), "stopped", "gone"),
        (RuntimeError("Mina Begum has no address"), "failed", "prepare"),
        ("yes", "given-up", "prepare"),
        (replace(wiring.EMAIL, subject="About your cancer"), "given-up", "subject"),
        (replace(wiring.EMAIL, address="not an address"), "given-up", "address"),
        (replace(wiring.SMS, address="12"), "given-up", "number"),
        (replace(wiring.SMS, text="long " * 200), "given-up", "too-long"),
    ],
)
def test_a_kind_that_errs_stops_nothing_else(queued, mail_server, worker, caplog, answer, state, reason):
    message = queued(answer)
    assert send_message(message_id=message.id, by=worker, at=AT) == state
    message.refresh_from_db()
    assert message.reason == reason
    assert not mail_server.received
    assert "Mina" not in caplog.text


def test_a_persons_safe_times_are_waited_for_without_counting_as_a_try(queued, mail_server, worker):
    message = queued(Later(AT + timedelta(hours=3)))
    assert send_message(message_id=message.id, by=worker, at=AT) == "queued"
    message.refresh_from_db()
    assert (message.send_after, message.tries) == (AT + timedelta(hours=3), 0)


def test_no_text_message_at_night_unless_it_is_waited_for(queued, worker, ola):
    night = AT.replace(hour=23)
    message = queued(wiring.SMS, at=night)
    assert send_message(message_id=message.id, by=worker, at=night) == "queued"
    message.refresh_from_db()
    assert message.send_after == (night + timedelta(days=1)).replace(hour=8)
    person_id = uuid4()
    wiring.ANSWERS[person_id] = wiring.SMS
    urgent = queue_message(kind="password", subject_ids={"person_id": person_id}, key="p", by=ola, at=night)
    assert send_message(message_id=urgent, by=worker, at=night) == "sent"


def test_news_about_nobody_has_its_own_subject_line(mail_server, worker, ola):
    wiring.ANSWERS[None] = replace(
        wiring.EMAIL, subject="News of November", stop_address="https://x.example.org/stop/1"
    )
    message_id = queue_message(kind="news", subject_ids={"issue_id": 7}, key="news:7", by=ola, at=AT)
    assert send_message(message_id=message_id, by=worker, at=AT) == "sent"
    (received,) = mail_server.received
    assert received["Subject"] == "News of November"
    assert received["List-Unsubscribe"] == "<https://x.example.org/stop/1>"
    assert received["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_without_a_server_it_is_a_file(queued, worker, settings):
    message = queued()
    assert send_message(message_id=message.id, by=worker, at=AT) == "sent"
    (kept,) = (settings.HOME / "mail").iterdir()
    assert kept.name == f"{message.id}.eml"
    assert b"Subject: A time to meet" in kept.read_bytes()
    assert kept.stat().st_mode & 0o077 == 0


def test_a_letter_waits_to_be_printed(queued, worker):
    message = queued(wiring.LETTER)
    assert send_message(message_id=message.id, by=worker, at=AT) == "to-print"
    message.refresh_from_db()
    assert (message.channel, message.sent_at) == ("letter", None)


def test_a_letter_of_no_organisation_is_a_problem_to_see(worker, ola):
    person_id = uuid4()
    wiring.ANSWERS[person_id] = wiring.LETTER
    message_id = queue_message(kind="password", subject_ids={"person_id": person_id}, key="p", by=ola, at=AT)
    assert send_message(message_id=message_id, by=worker, at=AT) == "given-up"


def test_the_worker_died_while_it_was_sending(queued, mail_server, worker):
    """Taken, and never heard of again: after its lease it is taken up, and goes once."""
    message = queued()
    Message.objects.update(state="sending", tries=1, lease=uuid4(), lease_until=AT + timedelta(minutes=5))
    assert send_message(message_id=message.id, by=worker, at=AT + timedelta(minutes=4)) == "sending"
    assert send_message(message_id=message.id, by=worker, at=AT + timedelta(minutes=6)) == "sent"
    assert len(mail_server.received) == 1


def test_a_message_that_kills_its_workers_is_not_tried_for_ever(queued, mail_server, worker):
    message = queued()
    Message.objects.update(state="sending", tries=8, lease=uuid4(), lease_until=AT)
    assert send_message(message_id=message.id, by=worker, at=LATER) == "given-up"
    message.refresh_from_db()
    assert message.reason == "worker-gone"


def test_messages_that_lost_their_job_are_picked_up(queued, worker):
    queued(), queued(send_after=AT + timedelta(days=1))
    assert pick_up_messages(by=worker, at=LATER) == 0, "their jobs are in the queue"
    DBTaskResult.objects.all().delete()
    assert pick_up_messages(by=worker, at=AT + timedelta(minutes=1)) == 0, "not overdue yet"
    assert pick_up_messages(by=worker, at=LATER) == 1


def test_a_message_that_is_gone_is_no_error(worker):
    assert send_message(message_id=uuid4(), by=worker, at=AT) == ""
