"""Dates and moments, as exact as they were written and no more: "1970" stays a year.

Serves birth dates, when something was measured, began or ended. Refuses days that do not exist and days that lie
after the one the caller names (a birth date in the future).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from whatmatters.foundation.kernel.clock import LONDON
from whatmatters.foundation.kernel.reasons import Reason

from .reads import Read, Reading, not_a

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOMENT = re.compile(
    r"(?P<day>[0-9-]{4,10})(?:T(?P<time>[0-9:]{5,8})(?P<part>\.[0-9]{1,9})?(?P<zone>Z|[+-][0-9:]{5})?)?"
)
_NO_SUCH_DAY = "This is not a date in the calendar, written year-month-day."


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. `str()` gives it as FHIR writes it."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        month = f"-{self.month:02d}" if self.month else ""
        return f"{self.year:04d}{month}{f'-{self.day:02d}' if self.day else ''}"

    @property
    def is_whole(self) -> bool:
        """Whether it names one day."""
        return self.day is not None

    @property
    def first_day(self) -> date:
        """The earliest day that it may be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day that it may be."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])


@dataclass(frozen=True, slots=True)
class Moment:
    """A dateTime or instant: `text` as it was written, the (partial) day, and the aware moment if there is a time."""

    text: str
    day: PartialDate
    at: datetime | None = None


def partial_date(value: Any, where: str, *, not_after: date | None = None) -> Read[PartialDate | None]:
    """A FHIR date: a year, a month or a day. A date that begins after `not_after` is refused with a reason."""
    if value is None:
        return Read(None)
    if not isinstance(value, str):
        return Read(None, not_a("a date", where))
    found = _DATE.fullmatch(value.strip())
    read = PartialDate(*(int(part) if part else None for part in found.groups())) if found else None  # type: ignore[arg-type]
    if read is None or not _exists(read):
        return Read(None, (Reason("value", _NO_SUCH_DAY, where),))
    if not_after and read.first_day > not_after:
        return Read(None, (Reason("value", "This date lies in the future, so it cannot be right.", where),))
    return Read(read)


def _exists(day: PartialDate) -> bool:
    """Whether the calendar has it. Month and day 0 are refused by name, because `first_day` would read them as 1."""
    if 0 in (day.month, day.day):
        return False
    try:
        return day.first_day <= day.last_day
    except (ValueError, calendar.IllegalMonthError):
        return False


def moment(value: Any, where: str, *, not_after: date | None = None) -> Read[Moment | None]:
    """A FHIR dateTime or instant. A time without its zone is taken as UK time, and that is said."""
    if value is None:
        return Read(None)
    if not isinstance(value, str):
        return Read(None, not_a("a date and time", where))
    written = value.strip()
    found = _MOMENT.fullmatch(written)
    if not found:
        return Read(None, (Reason("value", _NO_SUCH_DAY, where),))
    reading = Reading()
    day = reading.part(partial_date(found["day"], where, not_after=not_after))
    if day is None:
        return reading.of(None)
    if not found["time"]:
        return reading.of(Moment(written, day))
    at = _at(found)
    if at is None or not day.is_whole:
        reading.refuse("value", "This time of day does not exist. The date was kept.", where)
        return reading.of(Moment(str(day), day))
    if at.tzinfo is None:
        at = at.replace(tzinfo=LONDON)
        reading.refuse("value", "The time has no time zone, so it was taken as UK time.", where)
    return reading.of(Moment(written, day, at))


def _at(found: re.Match[str]) -> datetime | None:
    """The moment, as exact as Python can hold it (a millionth of a second; a leap second is the one before it)."""
    time = found["time"]
    seconds = time[6:8] or "00"
    part = (found["part"] or ".0")[1:7].ljust(6, "0")
    clock = f"{time[:6].rstrip(':')}:{'59' if seconds == '60' else seconds}.{part}"
    zone = "+00:00" if found["zone"] == "Z" else found["zone"] or ""
    try:
        return datetime.fromisoformat(f"{found['day']}T{clock}{zone}")
    except ValueError:
        return None
