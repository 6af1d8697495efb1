"""One value of a field, read into what the standard allows there.

Serves mending. Each reader takes what came and gives a `Reading`: the value, or none; whether what came must be kept
beside it; and, when somebody should look at it, why. Refuses to guess. Source: HSDS 3.0 and HSDS-UK 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from .kinds import CHOICES
from .moments import WEEKDAYS, day_of, moment_of, time_of
from .plain_text import plain, printable
from .web_addresses import Address, web_address


@dataclass(frozen=True, slots=True)
class Reading:
    """`value` is None when what came cannot be used; `keep` says that what came is kept; `why` is for the steward."""

    value: Any
    keep: bool = False
    why: str = ""


WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "status": {
            "open": "active",
            "visible": "active",
            "published": "active",
            "live": "active",
            "current": "active",
            "approved": "active",
            "closed": "inactive",
            "hidden": "inactive",
            "draft": "inactive",
            "archived": "inactive",
            "unpublished": "inactive",
            "pending": "inactive",
            "expired": "inactive",
            "suspended": "temporarily closed",
            "paused": "temporarily closed",
            "on hold": "temporarily closed",
            "temporary closure": "temporarily closed",
            "temporarily_closed": "temporarily closed",
            "closed temporarily": "temporarily closed",
            "permanently closed": "defunct",
            "closed permanently": "defunct",
            "ceased": "defunct",
            "deleted": "defunct",
            "discontinued": "defunct",
        },
        "place": {"postal_address": "postal", "physical_address": "physical", "online": "virtual", "web": "virtual"},
        "frequency": {"week": "WEEKLY", "every week": "WEEKLY", "month": "MONTHLY", "every month": "MONTHLY"},
        "weekday": WEEKDAYS,
    }
)
"""Words that feeds use instead of those of the standard."""

_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_NUMBER = re.compile(r"[+-]?(?:\d{1,30}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WHOLE_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,17})", re.ASCII)
_HUGE, _FINEST = 1e300, Decimal("1e-14")
_RANGES = MappingProxyType({"latitude": 90, "longitude": 180})


def read_text(raw: Any) -> Reading:
    """Plain text; markup goes, and what came is then kept."""
    if isinstance(raw, str):
        text, had_markup = plain(raw)
        return Reading(text or None, had_markup, "It held web page markup; only its words were kept." * had_markup)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return Reading(None, True, "It should be text; give it as text.")
    return Reading(str(raw), True, "It was a number where text belongs; it was written as text.")


def read_choice(raw: Any, choices: str) -> Reading:
    """One of the words of the standard, or a word that plainly means one of them."""
    allowed = CHOICES[choices]
    if isinstance(raw, str) and raw in allowed:
        return Reading(raw)
    word = " ".join(printable(raw).lower().split()) if isinstance(raw, str) else ""
    meant = {one.lower(): one for one in allowed}.get(word) or WORDS[choices].get(word)
    if meant:
        return Reading(meant, True, f"It was read as “{meant}”; use one of: {', '.join(allowed)}.")
    return Reading(None, True, f"It is none of the words of the standard; use one of: {', '.join(allowed)}.")


def read_status(raw: Any) -> Reading:
    """As `read_choice`; a status that nobody understands hides the listing until somebody looks at it."""
    reading = read_choice(raw, "status")
    if reading.value is None:
        return Reading("inactive", True, f"{reading.why} Until then it is taken as inactive.")
    return reading


def read_web(raw: Any) -> Reading:
    """A web address that every reader of the standard takes."""
    address: Address | None = web_address(raw) if isinstance(raw, str) else None
    if address is None:
        return Reading(None, True, "It is not one whole web address; write it as https://www.example.org/page.")
    return Reading(address.uri, address.uri != raw.strip(), address.why)


def read_mail(raw: Any) -> Reading:
    """An e-mail address; of several, the first."""
    text = printable(raw).strip() if isinstance(raw, str) else ""
    if _MAIL.fullmatch(text):
        return Reading(text)
    if found := _MAIL.search(text[:2_000]):
        return Reading(found.group(), True, "It held more than one e-mail address; the first was kept.")
    return Reading(None, True, "It is not an e-mail address; write it as name@example.org.")


def read_number(raw: Any) -> Reading:
    """A number, whole where it is whole; what came is kept when it was written in another way ("012")."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return Reading(None, True, "It is not a number.")
    if not isinstance(raw, str):
        return Reading(raw) if -_HUGE < raw < _HUGE else Reading(None, True, "It is not a number.")
    text = raw.strip()
    if _WHOLE_NUMBER.fullmatch(text):
        return Reading(int(text))
    number = float(text) if _NUMBER.fullmatch(text) else _HUGE
    if not -_HUGE < number < _HUGE:
        return Reading(None, True, "It is not a number alone; write only digits.")
    return Reading(number, not _is_same(text, number))


def _is_same(text: str, number: float) -> bool:
    """Whether nothing of what was written is lost in the number, but digits that no measurement has."""
    digits = text.lstrip("+-")
    if digits[:1] == "0" and digits[1:2].isdigit():
        return False
    return abs(Decimal(text) - Decimal(number)) <= abs(Decimal(number)) * _FINEST


def read_degrees(raw: Any, which: str) -> Reading:
    """A latitude or longitude in degrees."""
    reading, most = read_number(raw), _RANGES[which]
    if reading.value is not None and not -most <= reading.value <= most:
        return Reading(None, True, f"It lies outside -{most} to {most} degrees; correct it.")
    return reading


def _in_time(read: Callable[[str], str | None], why: str) -> Callable[[Any], Reading]:
    def reader(raw: Any) -> Reading:
        value = read(raw) if isinstance(raw, str) and len(raw) <= 100 else None
        if value is None:
            return Reading(None, True, why)
        return Reading(value, raw.strip() not in (value, value.removesuffix(":00")))

    return reader


def read_moment(raw: Any) -> Reading:
    """A moment with its offset from UTC."""
    reading = _in_time(moment_of, "It is not a date and time; write it as 2024-03-15T10:30:00Z.")(raw)
    if reading.value and reading.keep and str(reading.value).endswith("Z") and "Z" not in str(raw):
        return Reading(reading.value, True, "It had no time zone, or no time; it was taken as UTC.")
    return reading


READERS: Mapping[str, Callable[[Any], Reading]] = MappingProxyType(
    {
        "text": read_text,
        "web": read_web,
        "mail": read_mail,
        "number": read_number,
        "latitude": lambda raw: read_degrees(raw, "latitude"),
        "longitude": lambda raw: read_degrees(raw, "longitude"),
        "day": _in_time(day_of, "It is not one certain day; write it as 2024-03-15."),
        "time": _in_time(time_of, "It is not a time of day; write it as 09:00 or 17:30."),
        "moment": read_moment,
        "status": read_status,
        "place": lambda raw: read_choice(raw, "place"),
        "frequency": lambda raw: read_choice(raw, "frequency"),
        "weekday": lambda raw: read_choice(raw, "weekday"),
    }
)
"""How each type of field is read."""
