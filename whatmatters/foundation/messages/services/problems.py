"""See to what could not be sent: ask for another try, or say that it was dealt with in another way."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.errors import NotFound
from ..background import queue_job
from ..models import Message
from ..permissions import visible_to
from .changing import change_message, note_for_person
from .queueing import DELIVER


def queue_again(*, message_id: UUID, by: Actor, at: datetime) -> None:
    """Try once more to send a message that was given up or stopped; its kind is asked afresh whether it may go.

    Who may: link workers and care co-ordinators of the message's organisation. Raises `NotFound`, `Refused`.
    """
    with transaction.atomic():
        message = _locked(message_id, by)
        fresh = {"tries": 0, "reason": "", "send_after": at, "batch": None, "place": None}
        change_message(message, "queue_again", by=by, at=at, dealt_with_at=None, dealt_with_by="", **fresh)
        queue_job(DELIVER, message.pk)
        note_for_person("asked for a message to be tried again", message, by=by, at=at)


def mark_dealt_with(*, message_id: UUID, by: Actor, at: datetime) -> None:
    """Say that a message that did not go needs nothing more: the person was told in another way, or need not be.

    Who may: link workers and care co-ordinators of the message's organisation. Raises `NotFound`.
    """
    with transaction.atomic():
        message = _locked(message_id, by)
        if message.dealt_with_at is None:
            message.dealt_with_at, message.dealt_with_by = at, by.id
            message.save(update_fields=["dealt_with_at", "dealt_with_by"])
            note_for_person("dealt with a message that did not go", message, by=by, at=at)


def _locked(message_id: UUID, by: Actor) -> Message:
    message = visible_to(Message.objects.select_for_update(), by).filter(pk=message_id).first()
    if message is None:
        raise NotFound
    return message
