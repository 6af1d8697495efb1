"""The background work of the outbox: deliver one message, pick up what was lost, forget what is old."""

from __future__ import annotations

from uuid import UUID

from ..kernel.actor import Actor
from ..kernel.clock import now
from . import background, services
from .background import job

WORKER = Actor.system("worker")


@job
def deliver(message_id: UUID) -> None:
    """Try to send one message; nothing when it has gone, was stopped, or another worker has it."""
    services.send_message(message_id=message_id, by=WORKER, at=now())


@job
def pick_up_messages() -> None:
    """Queue again the messages that lost their job or their worker."""
    services.pick_up_messages(by=WORKER, at=now())


@job
def remove_old_letters() -> None:
    """Delete the words of letters that were posted long enough ago."""
    services.remove_old_letters(by=WORKER, at=now())


@job
def remove_old_jobs() -> None:
    """Delete jobs that ended long ago."""
    background.remove_old_attempts(now())
