"""What was sent to or about one person, for their own record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ..models import Message
from .words import channel_in_words, kind_in_words, state_in_words, why_in_words


@dataclass(frozen=True, slots=True)
class MessageRow:
    """One message: what, which way, when, and what became of it. `at` is when it went, or when that was decided."""

    id: UUID
    what: str
    way: str
    at: datetime
    state: str
    state_words: str
    why: str


def list_messages_about(person_id: UUID, *, limit: int = 50) -> tuple[MessageRow, ...]:
    """The messages about one person, newest first. The caller has checked and recorded that the reader may see them."""
    found = Message.objects.filter(person_id=person_id).order_by("-created_at", "-pk")[:limit]
    return tuple(
        MessageRow(
            id=message.pk,
            what=kind_in_words(message.kind),
            way=channel_in_words(message.channel),
            at=message.sent_at or message.changed_at,
            state=message.state,
            state_words=state_in_words(message.state),
            why=why_in_words(message.reason),
        )
        for message in found
    )
