"""Delete what has served its turn: sessions, kept text, counts of tries, links and codes long past."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from ...kernel.actor import Actor
from ..models import EmailChange, FailedTries, KeptText, OneTimePass, Session
from ..rules.practice import minutes


def remove_what_is_old(*, by: Actor, at: datetime) -> int:
    """Delete it and return how many rows went. A session that ran out stays as long as typed text is kept for it.

    Who may: the worker. The audit trail keeps who signed in and what was sent; these rows are not history.
    """
    kept_text, links = at - minutes("kept-text", at), at - minutes("links-kept", at)
    old = (
        Session.objects.filter(seen_at__lt=kept_text - minutes("session-longest", at)),
        Session.objects.filter(account=None, seen_at__lt=at - 2 * minutes("code-owed", at)),
        KeptText.objects.filter(kept_at__lt=kept_text),
        FailedTries.objects.filter(last_at__lt=at - minutes("tries-window", at) - timedelta(minutes=1)),
        EmailChange.objects.filter(expires_at__lt=at),
        OneTimePass.objects.filter(Q(used_at__lt=links) | Q(revoked_at__lt=links) | Q(expires_at__lt=links)),
    )
    return sum(rows.delete()[0] for rows in old)
