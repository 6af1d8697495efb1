"""How long a session counts."""

from __future__ import annotations

from datetime import datetime

from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _
from .practice import minutes


def time_out_reasons(*, started_at: datetime, seen_at: datetime, at: datetime) -> Reasons:
    """Why a session no longer counts at a moment; empty while it does. Times are aware.

    Source: rulebook 8.3 (30 minutes without use, or 12 hours), taken over for local accounts as our practice.
    """
    if at - seen_at > minutes("session-idle", at):
        return (Reason("session.idle", _("You were signed out because nobody used this page for a while.")),)
    if at - started_at > minutes("session-longest", at):
        return (Reason("session.longest", _("You were signed out because you had been signed in for a long time.")),)
    return YES
