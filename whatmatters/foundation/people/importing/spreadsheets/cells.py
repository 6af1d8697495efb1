"""One cell as text, whatever the spreadsheet made of it; and what people write in cells, understood.

Serves `rows`. Refuses to guess: a date with two figures for the year, or with the month first, stays as it was typed,
and is then said to be no date.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from whatmatters.foundation.kernel.plain import clean_text

from ...rules.particulars import LANGUAGES

_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ]00:00(?::00)?)?")
_WORDED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([a-z]{3,9})\.?,?\s+(\d{4})", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES = ("yes", "y", "true", "1", "x", "✓")
_GENDERS = {
    "f": "female", "female": "female", "woman": "female", "w": "female",
    "m": "male", "male": "male", "man": "male",
    "o": "other", "other": "other", "non binary": "other", "nonbinary": "other", "indeterminate": "other",
    "u": "unknown", "unknown": "unknown", "not known": "unknown", "not stated": "unknown",
    "0": "unknown", "1": "male", "2": "female", "9": "other",
}  # fmt: skip
"""What is written for a gender; the figures are those of the NHS Data Dictionary (9: indeterminate)."""

_WAYS = {
    "letter": "1", "post": "1", "mail": "1",
    "phone": "3", "telephone": "3", "call": "3", "phone call": "3", "telephone call": "3", "mobile": "3",
    "email": "4", "e mail": "4",
    "text": "9", "sms": "9", "text message": "9",
}  # fmt: skip
"""UK Core's codes for the preferred way of contact."""


def cell_text(value: Any) -> str:
    """A cell as text: whole numbers without ".0", days as 1948-11-22, no control characters."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case Decimal():
            return f"{value:f}"
    return clean_text(str(value))


def date_text(text: str) -> str:
    """A day, month or year as FHIR writes it; what cannot be understood comes back as it is."""
    text = " ".join(text.split())
    if found := _DAY_FIRST.fullmatch(text):
        return _iso(found[3], found[2], found[1], text)
    if found := _YEAR_FIRST.fullmatch(text):
        return _iso(found[1], found[2], found[3], text)
    if found := _MONTH_YEAR.fullmatch(text):
        return _iso(found[2], found[1], None, text)
    if (found := _WORDED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return _iso(found[3], str(_MONTHS.index(found[2][:3].lower()) + 1), found[1], text)
    return text


def _iso(year: str, month: str, day: str | None, text: str) -> str:
    """The parts with zeros before them, if they can be a date; else the text."""
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return text
    return f"{int(year):04d}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def phone_text(text: str) -> str:
    """A number from which the spreadsheet took the zero at its beginning gets it back."""
    return f"0{text}" if re.fullmatch(r"[1-9][0-9]{9}", text) and not text.startswith("44") else text


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in _YES


def gender_code(text: str) -> str:
    """FHIR's code for what is written; "" when it is none that we know."""
    return _GENDERS.get(_plain(text), "")


def way_code(text: str) -> str:
    """UK Core's code for a preferred way of contact; "" when it is none that we know."""
    return _WAYS.get(_plain(text), "")


def language_code(text: str) -> str:
    """The BCP 47 code of a language in words; a code stays as it is; "" when it is neither."""
    wanted = text.strip().casefold()
    if wanted in ("bsl", "sign language"):
        return "bfi"
    if wanted in LANGUAGES or re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", wanted):
        return wanted
    named = {str(label).casefold(): code for code, label in LANGUAGES.items()}
    return named.get(wanted) or next(
        (code for label, code in named.items() if wanted and label.startswith(f"{wanted} (")), ""
    )


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
