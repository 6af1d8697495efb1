"""What must not go any more does not go, whatever it was doing at that moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction

from ...kernel.audit import list_events_about
from ..kinds import Stopped, StopReason
from ..services import send_message, stop_message, stop_messages_about
from . import wiring
from .conftest import AT

pytestmark = pytest.mark.django_db

LATER = AT + timedelta(minutes=10)


@pytest.mark.parametrize("reason", StopReason)
def test_what_must_not_go_does_not(queued, mail_server, worker, reason):
    message = queued(Stopped(reason))
    assert send_message(message_id=message.id, by=worker, at=AT) == "stopped"
    message.refresh_from_db()
    assert message.reason == reason
    assert not mail_server.received
    assert [event.action for event in list_events_about(message.person_id)] == ["did not send a message"]


def test_death_between_queueing_and_sending(queued, mail_server, worker, ola):
    message, other = queued(), queued()
    stopped = stop_messages_about(person_id=message.person_id, reason=StopReason.DIED, by=ola, at=AT)
    assert stopped == 1
    assert send_message(message_id=message.id, by=worker, at=LATER) == "stopped"
    assert send_message(message_id=other.id, by=worker, at=LATER) == "sent"
    assert len(mail_server.received) == 1


def test_consent_for_some_kinds_only(queued, ola):
    message = queued()
    about = {"person_id": message.person_id, "reason": StopReason.CONSENT, "by": ola, "at": AT}
    assert stop_messages_about(kinds=["password"], **about) == 0
    assert stop_messages_about(kinds=["reminder"], **about) == 1


def test_one_message_is_superseded(queued, ola):
    queued(key="meeting:1")
    assert stop_message(key="meeting:1", reason=StopReason.SUPERSEDED, by=ola, at=AT)
    assert not stop_message(key="meeting:1", reason=StopReason.SUPERSEDED, by=ola, at=AT)


def test_death_while_it_is_being_sent_means_no_second_try(queued, settings, worker, ola):
    settings.SMTP_URL = "smtp://127.0.0.1:1"

    def dies_meanwhile(ids, at):
        with transaction.atomic():
            stop_messages_about(person_id=ids["person_id"], reason=StopReason.DIED, by=ola, at=at)
        return wiring.EMAIL

    message = queued(dies_meanwhile)
    assert send_message(message_id=message.id, by=worker, at=AT) == "stopped"
    message.refresh_from_db()
    assert (message.reason, message.stop_asked) == ("died", "")


def test_what_went_while_somebody_stopped_it_is_recorded_as_gone(queued, mail_server, worker, ola):
    def dies_meanwhile(ids, at):
        with transaction.atomic():
            stop_messages_about(person_id=ids["person_id"], reason=StopReason.DIED, by=ola, at=at)
        return wiring.EMAIL

    message = queued(dies_meanwhile)
    assert send_message(message_id=message.id, by=worker, at=AT) == "sent"


@pytest.mark.django_db(transaction=True)
def test_stopping_is_in_the_transaction_of_what_happened(queued, ola):
    message = queued()
    with pytest.raises(RuntimeError, match="one transaction"):
        stop_messages_about(person_id=message.person_id, reason=StopReason.DIED, by=ola, at=AT)
    with suppress(ZeroDivisionError), transaction.atomic():
        stop_messages_about(person_id=message.person_id, reason=StopReason.DIED, by=ola, at=AT)
        raise ZeroDivisionError
    message.refresh_from_db()
    assert message.state == "queued"
