"""The background work of sign-in."""

from __future__ import annotations

from ..kernel.actor import Actor
from ..kernel.clock import now
from ..messages.background import job
from .services import housekeeping


@job
def remove_what_is_old() -> None:
    """Delete sessions, kept text, tries and links that have served their turn."""
    housekeeping.remove_what_is_old(by=Actor.system("worker"), at=now())
