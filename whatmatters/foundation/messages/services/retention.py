"""Forget what letters said, when it is no longer needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ..models import LetterCopy
from ..rules import SETTINGS


def remove_old_letters(*, by: Actor, at: datetime) -> int:
    """Delete the words of letters that were posted long enough ago. Returns how many. Who may: the worker.

    That a letter was sent, when, and under which subject line stays. Idempotent.
    """
    before = at - timedelta(days=SETTINGS.value("letters.kept", day_of(at)))
    deleted, _ = LetterCopy.objects.filter(message__state="posted", message__batch__posted_at__lt=before).delete()
    return deleted
