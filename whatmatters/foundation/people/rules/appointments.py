"""When and how people can meet."""

from __future__ import annotations

from datetime import datetime, timedelta

from ...kernel.clock import day_of
from ...kernel.reasons import YES, Reason, Reasons
from ...kernel.translating import _, lazy
from .settings import SETTINGS

WAYS_TO_MEET = {
    "in-person": lazy("In person"),
    "home": lazy("At home"),
    "telephone": lazy("By telephone"),
    "video": lazy("By video"),
}


def time_reasons(starts_at: datetime, minutes: int, state: str, *, at: datetime) -> Reasons:
    """Why nobody can meet then. A time of today that has passed may be written down afterwards."""
    if state != "active":
        return (Reason("appointment.person", _("This person's record is not in use."), "starts_at"),)
    if starts_at < at - timedelta(days=1):
        return (Reason("appointment.past", _("This time has gone. Choose a time to come."), "starts_at"),)
    longest = SETTINGS.value("appointment.longest", day_of(at))
    if not 5 <= minutes <= longest:
        text = _("Choose between 5 and %(longest)d minutes.") % {"longest": longest}
        return (Reason("appointment.minutes", text, "minutes"),)
    return YES
