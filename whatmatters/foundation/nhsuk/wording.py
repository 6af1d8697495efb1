"""How we write dates, times, money and numbers, as the NHS content style guide asks, in the reader's language.

Serves: templates (as filters of the same names), documents and messages. Refuses: to guess a time zone; a moment is
always told in the place's own time (settings.TIME_ZONE).
"""

from __future__ import annotations

from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUS = "\u2212"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@lru_cache(maxsize=256)
def _known_locale(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def _locale(language: str) -> Locale:
    return _known_locale(language) or Locale("en", "GB")


def _language(asked: str | None) -> str:
    return asked or get_language() or "en-gb"


@lru_cache(maxsize=4096)
def _dated(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=_locale(language))


def _day(value: date | datetime | None, pattern: str, language: str | None) -> str:
    if value is None:
        return ""
    day = _local(value).date() if isinstance(value, datetime) else value
    return _dated(day, pattern, _language(language))


def long_date(value: date | datetime | None, language: str | None = None) -> str:
    """A day in full: `22 November 2026`; nothing for None. `language` is the reader's, when not given."""
    return _day(value, "d MMMM y", language)


def short_date(value: date | datetime | None, language: str | None = None) -> str:
    """A day for narrow columns: `22 Nov 2026`; nothing for None."""
    return _day(value, "d MMM y", language)


def weekday_date(value: date | datetime | None, language: str | None = None) -> str:
    """A day with its weekday, for appointments: `Sunday 22 November 2026`; nothing for None."""
    return _day(value, "EEEE d MMMM y", language)


def clock_time(value: datetime | time | None, language: str | None = None) -> str:
    """A time of day: `2:30pm`, `9am`, `midday`, `midnight`; other languages in their own way."""
    if value is None:
        return ""
    clock = _local(value).time() if isinstance(value, datetime) else value
    locale = _locale(_language(language))
    return _english_time(clock) if locale.language == "en" else format_time(clock, "short", locale=locale)


def _english_time(clock: time) -> str:
    if (clock.hour, clock.minute) in {(0, 0), (12, 0)}:
        return "midnight" if clock.hour == 0 else "midday"
    minutes = f":{clock.minute:02d}" if clock.minute else ""
    return f"{clock.hour % 12 or 12}{minutes}{'am' if clock.hour < 12 else 'pm'}"


def date_and_time(value: datetime | None, language: str | None = None) -> str:
    """A moment: `22 November 2026 at 2:30pm`; nothing for None."""
    if value is None:
        return ""
    return _("%(day)s at %(time)s") % {"day": long_date(value, language), "time": clock_time(value, language)}


@lru_cache(maxsize=4096)
def _numbered(value: int | float, language: str) -> str:
    return format_decimal(value, locale=_locale(language))


def number(value: int | float | None, language: str | None = None) -> str:
    """A number with its thousands marked: `1,234`; nothing for None."""
    return "" if value is None else _numbered(value, _language(language))


def pence(value: int | None) -> str:
    """Whole pence as pounds: 1240 is `£12.40`, -5 is `−£0.05`; nothing for None."""
    if value is None:
        return ""
    pounds, rest = divmod(abs(value), 100)
    return f"{MINUS if value < 0 else ''}£{pounds:,}.{rest:02d}"


def language_name(code: str) -> str:
    """A language by its own name, as its speakers look for it: `pl` is `polski`."""
    locale = _known_locale(code)
    return (locale.get_language_name() if locale else None) or code


def text_direction(code: str) -> str:
    """`rtl` for languages written from right to left, else `ltr`."""
    return "rtl" if _locale(code).text_direction == "rtl" else "ltr"
