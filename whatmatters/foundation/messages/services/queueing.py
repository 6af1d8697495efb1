"""Put a message in the outbox: ids only, once for each key, in the transaction of what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ..background import NotIds, queue_job
from ..kinds import MessageKind, kind_named
from ..models import Message

DELIVER = "whatmatters.foundation.messages.jobs.deliver"
LONGEST_KEY = 200


class KeyTaken(ValueError):
    """Another message has this key: a fault in the code that chose it."""


def queue_message(
    *,
    kind: str,
    subject_ids: Mapping[str, UUID | int],
    key: str,
    by: Actor,
    at: datetime,
    send_after: datetime | None = None,
) -> UUID:
    """Queue one message; with a key that is known, nothing new happens. Returns the message's id.

    Must be called in the transaction of what the message is about: both are kept, or neither. `kind` is the name of
    one in `MESSAGE_KINDS`, and `subject_ids` has exactly the ids that it needs; of these `person_id` and
    `organisation_id` say whom it is about and whose staff may see it. `key` is unique for ever and holds no words
    about anybody, such as `appointment-reminder:<uuid>:<version>`. It is sent at `send_after` or soon afterwards; at
    once without. Whether it may go, which way and what it says is decided then, not now.

    Who may: services of ours, each under its own permission. Raises `NotIds`, `KeyTaken`, `UnknownKind`.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("A message and what it is about must be in one transaction.")
    registered = kind_named(kind)
    stored = _checked(registered, subject_ids)
    if not key or len(key) > LONGEST_KEY:
        raise ValueError(f"{kind}: a key has 1 to {LONGEST_KEY} characters")
    row = _row(stored, subject_ids, by, at) | {"kind": kind, "send_after": max(at, send_after or at)}
    message, is_new = Message.objects.get_or_create(key=key, defaults=row)
    if (message.kind, message.subject_ids) != (kind, stored):
        raise KeyTaken(f"{kind}: another message has this key")
    if is_new:
        queue_job(DELIVER, message.id, after=message.send_after, is_awaited=registered.at_any_time)
    return message.id


def _checked(kind: MessageKind, subject_ids: Mapping[str, Any]) -> dict[str, str | int]:
    """The ids as they are stored. Raises `NotIds` when one is missing, unknown, or not an id."""
    if subject_ids.keys() != kind.ids:
        raise NotIds(f"{kind.name} needs exactly these ids: {', '.join(sorted(kind.ids))}")
    for name, value in subject_ids.items():
        if isinstance(value, bool) or not isinstance(value, UUID | int):
            raise NotIds(f"{kind.name}: {name} is a {type(value).__name__}, not an id")
    return {name: str(value) if isinstance(value, UUID) else value for name, value in subject_ids.items()}


def _row(stored: dict[str, str | int], subject_ids: Mapping[str, Any], by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "subject_ids": stored,
        "person_id": subject_ids.get("person_id"),
        "organisation_id": subject_ids.get("organisation_id"),
        "created_at": at,
        "created_by": by.id,
        "created_by_name": by.name,
        "changed_at": at,
        "changed_by": by.id,
    }
