"""Real workers as processes of their own: killed while they send, told to stop, and several at once."""

from __future__ import annotations

import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from subprocess import Popen

import pytest
from django.db import connection

from ...kernel.clock import now
from ..background import run_worker
from ..models import JobAttempt, Message
from .mail_server import MailServer
from .worker_process import start_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start(settings: object, mail_server: MailServer) -> Iterator[Callable[..., Popen[bytes]]]:
    """Start a worker; whatever still runs at the end is ended."""
    started: list[Popen[bytes]] = []

    def start_one(*arguments: str) -> Popen[bytes]:
        started.append(start_worker(settings, str(connection.settings_dict["NAME"]), *arguments))
        return started[-1]

    yield start_one
    for process in started:
        process.kill()
        process.wait()


def wait_until(true: Callable[[], object], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


def let_leases_run_out() -> None:
    """As if the minutes of both leases had gone by."""
    past = now() - timedelta(seconds=1)
    assert JobAttempt.objects.filter(outcome="running").update(lease_until=past)
    assert Message.objects.filter(state="sending").update(lease_until=past)


def work() -> bool:
    """Another worker does what waits; in this process, because starting one takes long."""
    run_worker(threading.Event(), only_what_waits=True)
    return True


@pytest.mark.parametrize(
    ("held_at", "copies"),
    [("RCPT", 1), ("ANSWER", 2)],
    ids=["before the mail was handed over", "between handing over and recording: the documented window"],
)
def test_killed_while_it_sends(queued, mail_server, start, held_at, copies):
    """Nothing is lost; and in the one window in which it is doubled, both copies have one Message-ID."""
    message = queued(at=now())
    mail_server.hold_at = held_at
    mail_server.gate.clear()
    worker = start()
    wait_until(mail_server.reached.is_set)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    mail_server.gate.set()
    message.refresh_from_db()
    assert message.state == "sending"

    work()
    message.refresh_from_db()
    assert message.state == "sending", "its leases still run"

    let_leases_run_out()
    wait_until(lambda: work() and Message.objects.get(pk=message.pk).state == "sent")
    assert len(mail_server.received) == copies
    assert {mail["Message-ID"] for mail in mail_server.received} == {f"<{message.pk}@care.example.org>"}


def test_told_to_stop_it_finishes_what_it_has_in_hand(queued, mail_server, start):
    first, second = queued(at=now()), queued(at=now())
    mail_server.gate.clear()
    worker = start()
    wait_until(mail_server.reached.is_set)
    worker.terminate()
    time.sleep(0.3)
    assert worker.poll() is None
    mail_server.gate.set()
    assert worker.wait(30) == 0
    states = set(Message.objects.filter(pk__in=[first.pk, second.pk]).values_list("state", flat=True))
    assert states == {"sent", "queued"}


def test_told_to_stop_while_idle_it_stops_at_once(queued, mail_server, start):
    queued(at=now())
    worker = start()
    wait_until(lambda: mail_server.received)
    worker.terminate()
    assert worker.wait(5) == 0


def test_several_workers_send_each_message_once(queued, mail_server, start):
    messages = [queued(at=now()) for _ in range(40)]
    workers = [start("--once") for _ in range(3)]
    for worker in workers:
        assert worker.wait(60) == 0
    wait_until(lambda: not Message.objects.exclude(state="sent").exists())
    arrived = Counter(mail["Message-ID"] for mail in mail_server.received)
    assert arrived == {f"<{message.pk}@care.example.org>": 1 for message in messages}
    assert JobAttempt.objects.values("worker").distinct().count() > 1, "they shared the work"
