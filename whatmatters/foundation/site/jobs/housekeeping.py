"""Jobs: queue an update for everybody who asked for it; forget what has been kept long enough."""

from __future__ import annotations

from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.clock import now
from ...messages.background import job
from ..services import queue_bulletin, remove_old_feedback, remove_old_requests

WORKER = Actor.system("site")


@job
def queue_bulletin_messages(bulletin_id: UUID) -> None:
    """Queue a sent update for each subscription to its topic; a second run queues nothing twice."""
    queue_bulletin(bulletin_id=bulletin_id, by=WORKER, at=now())


@job
def remove_what_is_old() -> None:
    """Forget comments that were kept long enough, and addresses that were typed and never confirmed."""
    at = now()
    remove_old_feedback(by=WORKER, at=at)
    remove_old_requests(by=WORKER, at=at)
