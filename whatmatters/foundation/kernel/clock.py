"""What time it is: asked at the edges only (views, jobs, commands) and handed inwards as `at`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def day_of(at: datetime) -> date:
    """The calendar day of a moment as people in England count it."""
    return at.astimezone(LONDON).date()
