"""The background work of the directory."""

from __future__ import annotations

from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, Refused
from whatmatters.foundation.messages.background import job

from .services import confirming, feeds, meaning

WORKER = Actor.system("worker")


@job
def ask_contacts() -> None:
    """Ask the contacts of listings whether they are still true; a second run on the same day asks nobody twice."""
    confirming.ask_contacts(by=WORKER, at=now())


@job
def make_vectors() -> None:
    """Work out what listings mean that are new or were changed."""
    meaning.make_vectors(by=WORKER, at=now())


@job
def take_held(run_id: UUID) -> None:
    """Take in a feed that had shrunk and that a steward said yes to; nothing when that was done before."""
    try:
        feeds.approve_run(run_id=run_id, by=WORKER, at=now())
    except (NotFound, Refused):
        return
