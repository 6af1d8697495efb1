"""Days, times of day and moments as they are written in the world, read into those of the standard.

Serves mending. A reading is certain or it is not made: 05/04/2024 is two days, 31/02/2024 is none, so both stay as
they came. Source: HSDS 3.0 (days ISO 8601, times and moments RFC 3339).
"""

from __future__ import annotations

import re
from datetime import date, datetime

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ].*)?", re.A)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T,].*)?", re.A)
_DAY_IN_WORDS = re.compile(
    r"(?:[a-z]+,? +)?(\d{1,2})(?:st|nd|rd|th)? +(?:of +)?([a-z]{3,9})\.?,? +(\d{4})", re.I | re.A
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?: .*)?", re.I | re.A)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?", re.A)
_CLOCK = re.compile(
    r"(\d{1,2})([:.h])?([0-5]\d)?(?::([0-5]\d)(?:\.\d+)?)? *(am|a\.m\.?|pm|p\.m\.?)?(Z|[+-]\d\d:\d\d)?", re.I | re.A
)
_NAMED = {"noon": "12:00:00", "midday": "12:00:00", "12 noon": "12:00:00", "midnight": "00:00:00"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.A)
_LOOSE_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(\.\d+)?)? ?(Z|UTC|[+-]\d\d:?\d\d)?", re.A)

WEEKDAYS = {
    "monday": "MO",
    "tuesday": "TU",
    "wednesday": "WE",
    "thursday": "TH",
    "friday": "FR",
    "saturday": "SA",
    "sunday": "SU",
}


def day_of(text: str) -> str | None:
    """The day that a text names, as `2024-03-15`; None when it names none, or may mean two."""
    text = text.strip()
    if found := _DAY.fullmatch(text):
        return _iso(found[1], found[2], found[3])
    if found := _SLASHED.fullmatch(text):
        return _slashed(int(found[1]), int(found[2]), found[3])
    if found := _DAY_IN_WORDS.fullmatch(text):
        return _iso(found[3], _month(found[2]), found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return _iso(found[3], _month(found[1]), found[2])
    return None


def _slashed(first: int, second: int, year: str) -> str | None:
    """A day written with strokes, when only one reading of it is a day or both are the same."""
    if first > 12 or first == second:
        return _iso(year, second, first)
    return _iso(year, first, second) if second > 12 else None


def _iso(year: str, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _month(word: str) -> int:
    start = word[:3].lower()
    return _MONTHS.index(start) + 1 if start in _MONTHS else 0


def time_of(text: str) -> str | None:
    """The time of day that a text names, as `09:00:00`; 24:00 is midnight. None when it names none."""
    text = text.strip()
    if _TIME.fullmatch(text):
        return text
    if named := _NAMED.get(text.lower()):
        return named
    found = _CLOCK.fullmatch(text)
    return _clock(found) if found else None


def _clock(found: re.Match[str]) -> str | None:
    digits, between, minutes, seconds, half, zone = found.groups()
    if not half and not (between and minutes) and len(digits + (minutes or "")) != 4:
        return None
    hour = _hour(int(digits), (half or "").lower()[:1])
    if hour is None or (hour == 24 and int((minutes or "0") + (seconds or "0"))):
        return None
    return f"{hour % 24:02d}:{minutes or '00'}:{seconds or '00'}{zone or ''}"


def _hour(hour: int, half: str) -> int | None:
    """The hour of the day, 24 for its end; `half` is `a`, `p` or nothing."""
    if not half:
        return hour if hour <= 24 else None
    if hour > 12:
        return hour if half == "p" and hour < 24 else None
    return hour % 12 + (12 if half == "p" else 0)


def moment_of(text: str) -> str | None:
    """The moment that a text names, with its offset; without one it is taken as UTC. None when it names none."""
    text = text.strip()
    if _MOMENT.fullmatch(text):
        return text if _is_moment(text) else None
    if not (found := _LOOSE_MOMENT.fullmatch(text)):
        return None
    day, time, seconds, parts, zone = found.groups()
    zone = "Z" if zone in (None, "Z", "UTC") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    moment = f"{day}T{time or '00:00'}{seconds or ':00'}{parts or ''}{zone}"
    return moment if _is_moment(moment) else None


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(re.sub(r"\.\d+", "", text))
    except ValueError:
        return False
    return True
