"""When a service meets, read from its schedules: which day, from when to when, every week or one week of the month.

Serves the index, the page of a listing and its calendar. Hours past midnight belong to the day on which they begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE_DAY = 24 * 60
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(frozen=True, slots=True)
class Meeting:
    """One time of the week. Minutes count from midnight; a meeting that ends after midnight ends above 1440.

    `week_of_month` is 1 to 5, -1 for the last, 0 for every week. `has_times` is false when only the day is known.
    """

    weekday: int
    opens_minute: int
    closes_minute: int
    week_of_month: int = 0
    has_times: bool = True


def list_meetings(document: dict[str, Any]) -> Iterator[Meeting]:
    """Every meeting of the document's schedules, each once."""
    seen = set()
    for schedule in schedules_of(document):
        for meeting in _meetings_of(schedule):
            if meeting not in seen:
                seen.add(meeting)
                yield meeting


def schedules_of(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schedules of the service, and of it at each of its places."""
    yield from document.get("schedules") or ()
    for at in document.get("service_at_locations") or ():
        yield from at.get("schedules") or ()
        yield from (at.get("location") or {}).get("schedules") or ()


def _meetings_of(schedule: dict[str, Any]) -> Iterator[Meeting]:
    opens, closes = minutes(schedule.get("opens_at")), minutes(schedule.get("closes_at"))
    has_times = opens is not None and closes is not None
    start, end = (opens or 0, closes or WHOLE_DAY) if has_times else (0, WHOLE_DAY)
    if end <= start:
        end += WHOLE_DAY
    is_monthly = schedule.get("freq") == "MONTHLY"
    for week, day in _BYDAY.findall(str(schedule.get("byday") or "").upper()):
        yield Meeting(DAYS.index(day), start, end, int(week or 0) if is_monthly else 0, has_times)


def minutes(said: Any) -> int | None:
    """Minutes after midnight of `10:30` or `10:30:00`; None when it is not a time."""
    read = re.match(r"([01]?\d|2[0-4]):([0-5]\d)", str(said or ""))
    return int(read[1]) * 60 + int(read[2]) if read else None


def clock(minute: int) -> str:
    """Minutes after midnight as people say them: 10am, 2:30pm, midday."""
    hour, rest = divmod(minute % WHOLE_DAY, 60)
    if not rest and hour in (0, 12):
        return "midday" if hour else "midnight"
    return f"{hour % 12 or 12}{f':{rest:02d}' if rest else ''}{'am' if hour < 12 else 'pm'}"
