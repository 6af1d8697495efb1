"""Stop messages that must not go any more: the person died, took consent back, or what they were about has changed.

Serves components, in the transaction of what happened. What has not left does not leave: a message that is being sent
at this moment is not tried again, and a letter that was printed is marked, so that it is taken out of the pile.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from ...kernel.actor import Actor
from ..kinds import StopReason
from ..models import LetterCopy, Message
from ..states import MESSAGE
from .changing import change_message, note_for_person


def stop_messages_about(
    *, person_id: UUID, reason: StopReason, by: Actor, at: datetime, kinds: Iterable[str] | None = None
) -> int:
    """Stop every message about this person that has not gone, or those of some kinds. Returns how many.

    Must be called in the transaction of what happened. Who may: services of ours, each under its own permission.
    """
    found = Message.objects.filter(person_id=person_id)
    return _stop(found if kinds is None else found.filter(kind__in=list(kinds)), reason, by, at)


def stop_message(*, key: str, reason: StopReason, by: Actor, at: datetime) -> bool:
    """Stop the message that was queued with this key. Whether there was one that had not gone.

    Must be called in the transaction of what happened. Who may: services of ours, each under its own permission.
    """
    return bool(_stop(Message.objects.filter(key=key), reason, by, at))


def _stop(messages: QuerySet[Message], reason: StopReason, by: Actor, at: datetime) -> int:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("Stopping messages and why it is done must be in one transaction.")
    stopped = 0
    for message in messages.select_for_update().filter(state__in=MESSAGE.moves["stop"].sources).order_by("pk"):
        if message.state == "sending":
            message.stop_asked = reason
            message.save(update_fields=["stop_asked"])
        else:
            _stop_one(message, reason, by, at)
        stopped += 1
    return stopped


def _stop_one(message: Message, reason: StopReason, by: Actor, at: datetime) -> None:
    LetterCopy.objects.filter(message=message).delete()
    change_message(message, "stop", by=by, at=at, reason=reason)
    note_for_person("stopped a message", message, by=by, at=at)
