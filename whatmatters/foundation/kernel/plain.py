"""Small pieces of plain English: dates, money, lists and names as people write them.

Serves pages, letters and documents alike, so that a date reads the same everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .clock import LONDON

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def clean_text(text: str) -> str:
    """What somebody typed or sent, without control characters and invisible direction overrides.

    Words, line breaks and scripts of every language stay as they are; markup stays literal text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _CONTROL.sub("", text)).strip()


def long_date(day: date | datetime | None) -> str:
    """22 November 2026."""
    if day is None:
        return ""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON).date()
    return date_format(day, "j F Y")


def clock_time(at: datetime) -> str:
    """2:05pm."""
    local = at.astimezone(LONDON)
    return f"{local.hour % 12 or 12}:{local.minute:02d}{'am' if local.hour < 12 else 'pm'}"


def date_and_time(at: datetime) -> str:
    """22 November 2026 at 2:05pm."""
    return _("%(day)s at %(time)s") % {"day": long_date(at), "time": clock_time(at)}


def pounds(pence: int) -> str:
    """£1,234.50 from integer pence."""
    sign = "−" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def and_list(words: Iterable[str]) -> str:
    """A, B and C."""
    *first, last = list(words) or [""]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
