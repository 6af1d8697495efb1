"""The background work of people's records: likely duplicates by night, and files of people that were sent up."""

from __future__ import annotations

from uuid import UUID

from ..kernel.actor import Actor
from ..kernel.clock import now
from ..messages.background import job
from .services import uploading
from .services.duplicates import propose_all_duplicates

WORKER = Actor.system("worker")


@job
def propose_duplicates() -> None:
    """Compare all records with those like them; proposals wait for somebody to decide."""
    propose_all_duplicates(by=WORKER, at=now())


@job
def take_in_upload(upload_id: UUID) -> None:
    """Read a file of people that somebody sent up; nothing when it was read before."""
    uploading.take_in_upload(upload_id=upload_id, by=WORKER, at=now())


@job
def remove_old_uploads() -> None:
    """Delete files that were sent up and never read to their end."""
    uploading.remove_old_uploads(by=WORKER, at=now())
