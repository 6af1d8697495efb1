"""Move a message from one state to another, and tell the trail of the person whom it is about.

Serves the other services here. Refuses a move that is not in the table.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import keep_rule
from ..models import Message
from ..states import MESSAGE


def change_message(message: Message, move: str, *, by: Actor, at: datetime, **values: Any) -> None:
    """Make one move and save it with the values given. The caller holds the row's lock. Raises `Refused`."""
    keep_rule(MESSAGE.reasons_against(move, message.state))
    changed = values | {"state": MESSAGE.after(move), "changed_at": at, "changed_by": by.id}
    for name, value in changed.items():
        setattr(message, name, value)
    message.save(update_fields=list(changed))


def note_for_person(action: str, message: Message, *, by: Actor, at: datetime) -> None:
    """Record in the person's trail what became of a message; of one that is about nobody, nothing."""
    if message.person_id is not None:
        details = {"kind": message.kind, "channel": message.channel, "reason": message.reason}
        record_change(
            action, by=by, at=at, person_id=message.person_id, subject=f"message:{message.pk}", details=details
        )
