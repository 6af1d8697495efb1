"""Ways for a message to go, each behind one small interface.

Serves the service that sends. `deliver` hands a prepared message to the way it names, and either returns, which means
that the way has taken it, or raises one of two refusals: `TryLater` and `CannotGo`. Letters do not go through here:
they wait for a person who prints them (`services.letters`).
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ..kinds import Channel, Prepared
from . import email, sms
from .refusals import CannotGo, TryLater

__all__ = ["CannotGo", "TryLater", "deliver", "is_writing_files"]


def deliver(prepared: Prepared, *, subject: str, reference: UUID, at: datetime) -> None:
    """Hand over one e-mail or text message. `reference` is the same each time this message is tried.

    Raises `TryLater` when another try may succeed, `CannotGo` when none will.
    """
    if prepared.channel == Channel.EMAIL:
        email.send(prepared, subject=subject, reference=reference, at=at)
    elif prepared.channel == Channel.SMS:
        sms.send(prepared, reference=reference, at=at)
    else:
        raise CannotGo("not-by-this-way")


def is_writing_files(channel: Channel) -> bool:
    """Whether messages of this way are written to a folder because no server is named."""
    return email.is_writing_files() if channel == Channel.EMAIL else sms.is_writing_files()
