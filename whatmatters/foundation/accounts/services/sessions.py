"""Touch and end sessions. How one starts is in `door`."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import NotFound
from ..models import Session


def touch_session(*, session_id: UUID, at: datetime) -> None:
    """Note that a session is in use. Called at most once a minute for each."""
    Session.objects.filter(public_id=session_id, seen_at__lt=at).update(seen_at=at)


@transaction.atomic
def end_session(*, session_id: UUID, by: Actor, at: datetime) -> None:
    """End one of one's own sessions, on whatever computer it is. Raises `NotFound`."""
    deleted, _ = Session.objects.filter(public_id=session_id, account_id=UUID(by.id)).delete()
    if not deleted:
        raise NotFound
    record_change("ended a session", by=by, at=at, person_id=by.person_id, subject=f"account:{by.id}")


@transaction.atomic
def end_other_sessions(*, keep: UUID, by: Actor, at: datetime) -> int:
    """End all of one's own sessions but the one in use; how many there were."""
    ended = end_all_sessions(account_id=UUID(by.id), keep=keep)
    record_change("ended other sessions", by=by, at=at, person_id=by.person_id, subject=f"account:{by.id}")
    return ended


def end_all_sessions(*, account_id: UUID, keep: UUID | None = None) -> int:
    """End every session of an account, but one if it is named: because it closes, or its password changed."""
    ending = Session.objects.filter(account_id=account_id)
    deleted, _ = (ending.exclude(public_id=keep) if keep else ending).delete()
    return deleted
