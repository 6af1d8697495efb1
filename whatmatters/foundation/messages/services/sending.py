"""Send one message: take it, ask its kind, hand it over, record how that ended.

Serves the `deliver` job. The message is taken under a lease, in a transaction of its own, before anything leaves; the
handing over happens in no transaction; the outcome is recorded in a second one. A worker that is killed between
handing over and recording leaves a message that is sent again when the lease has run out, with the same reference, so
that the mail system can drop the second copy: that window is all (ADR 0021).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Q

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ..background import is_queued, queue_job
from ..channels import CannotGo, TryLater, deliver
from ..kinds import Channel, Later, Stopped
from ..models import Message
from ..rules import SETTINGS, lease_ends, wait_before_try
from .asking import ask_kind
from .changing import change_message, note_for_person
from .queueing import DELIVER

MOST_AT_ONCE = 1000
LONGEST_SUBJECT = 150
"""What is kept of a subject line: an editor of news may give more."""
GONE = ("sent", "stopped", "to-print", "in-batch", "printed", "posted")
NOTED = {"record_sent": "sent a message", "stop": "did not send a message", "give_up": "gave up sending a message"}
"""The endings that the person sees among the changes of their record."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How one try ended: the move it makes, and what is kept of it."""

    move: str
    reason: str = ""
    send_after: datetime | None = None
    channel: str = ""
    subject: str = ""


def send_message(*, message_id: UUID, by: Actor, at: datetime) -> str:
    """Try to send one message. Returns the state that it is in afterwards; empty when it is gone.

    Does nothing when the message is not due, was stopped, has gone, or another worker has it. Who may: the worker.
    """
    message = _take(message_id, by, at)
    if message is not None:
        _record(message, _try(message, at), by, at)
    return Message.objects.filter(pk=message_id).values_list("state", flat=True).first() or ""


def pick_up_messages(*, by: Actor, at: datetime) -> int:
    """Queue again the messages that lost their job or their worker. Returns how many. Who may: the worker.

    While jobs to deliver wait in the queue, nothing is lost, only late; then nothing is done.
    """
    if is_queued(DELIVER, at):
        return 0
    late = at - timedelta(minutes=SETTINGS.value("messages.overdue", day_of(at)))
    lost = Message.objects.filter(
        Q(state__in=("queued", "failed"), send_after__lt=late) | Q(state="sending", lease_until__lt=at)
    )
    found = list(lost.order_by("send_after").values_list("pk", flat=True)[:MOST_AT_ONCE])
    with transaction.atomic():
        for message_id in found:
            queue_job(DELIVER, message_id)
    return len(found)


def _take(message_id: UUID, by: Actor, at: datetime) -> Message | None:
    """Take the message for ourselves, until the lease runs out; None when it is not to be sent now."""
    due = Q(state__in=("queued", "failed"), send_after__lte=at) | Q(state="sending", lease_until__lt=at)
    with transaction.atomic():
        message = Message.objects.select_for_update().filter(due, pk=message_id).first()
        if message is None:
            return None
        if message.state == "sending" and wait_before_try(message.tries, at) is None:
            _give_up_lost(message, by, at)
            return None
        lease = {"tries": message.tries + 1, "lease": uuid4(), "lease_until": lease_ends(at)}
        change_message(message, "start_sending", by=by, at=at, **lease)
    return message


def _give_up_lost(message: Message, by: Actor, at: datetime) -> None:
    """A message whose workers were all killed while they sent it is not tried for ever."""
    change_message(message, "give_up", by=by, at=at, reason="worker-gone", lease=None, lease_until=None)
    note_for_person("gave up sending a message", message, by=by, at=at)


def _try(message: Message, at: datetime) -> Ending:
    """Ask the kind and hand the message over. Changes nothing in the database."""
    try:
        answer, subject = ask_kind(message, at)
        if isinstance(answer, Stopped):
            return Ending("stop", reason=answer.reason)
        if isinstance(answer, Later):
            return Ending("put_off", send_after=answer.until)
        if answer.channel == Channel.LETTER:
            return Ending("ask_for_print", channel=answer.channel, subject=subject)
        deliver(answer, subject=subject, reference=message.pk, at=at)
        return Ending("record_sent", channel=answer.channel, subject=subject)
    except CannotGo as refusal:
        return Ending("give_up", reason=refusal.code)
    except TryLater as refusal:
        wait = wait_before_try(message.tries, at)
        if wait is None:
            return Ending("give_up", reason=refusal.code)
        return Ending("record_failure", reason=refusal.code, send_after=at + wait)


def _record(taken: Message, ending: Ending, by: Actor, at: datetime) -> None:
    """Record how the try ended, unless the message meanwhile became another worker's or has gone already."""
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=taken.pk)
        if message.state in GONE or (message.lease != taken.lease and ending.move != "record_sent"):
            return
        ending = _stop_if_asked(message, ending)
        values: dict[str, Any] = {
            "reason": ending.reason,
            "lease": None,
            "lease_until": None,
            "stop_asked": "",
        }
        if ending.channel:
            values |= {"channel": ending.channel, "subject": ending.subject[:LONGEST_SUBJECT]}
        if ending.move == "record_sent":
            values["sent_at"] = at
        if ending.send_after is not None:
            values["send_after"] = ending.send_after
            queue_job(DELIVER, message.pk, after=ending.send_after)
        if ending.move == "put_off":
            values["tries"] = message.tries - 1
        change_message(message, ending.move, by=by, at=at, **values)
        if ending.move in NOTED:
            note_for_person(_in_words(ending), message, by=by, at=at)


def _stop_if_asked(message: Message, ending: Ending) -> Ending:
    """Somebody asked to stop it while it was being sent: what has not gone does not go."""
    if message.stop_asked and ending.move != "record_sent":
        return Ending("stop", reason=message.stop_asked)
    return ending


def _in_words(ending: Ending) -> str:
    return f"{NOTED[ending.move]} ({Channel(ending.channel).label.lower()})" if ending.channel else NOTED[ending.move]
