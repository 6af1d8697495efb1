"""A day in three boxes, and what to say when it is not a day.

Serves: every date a person types. Refuses: date pickers (hard by keyboard and voice), two-figure years, and days that
no calendar has. Wording after the NHS design system's guidance on date input errors.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.wording import long_date

PARTS = ("day", "month", "year")
PART_NAMES = {"day": _("a day"), "month": _("a month"), "year": _("a year")}

Day = date | Callable[[], date]


@lru_cache(maxsize=16)
def _month_names(language: str) -> dict[str, int]:
    """Month names and their short forms in one language and in English, in lower case without full stops."""
    names: dict[str, int] = {}
    for locale in (Locale("en", "GB"), Locale.parse(language, sep="-")):
        for forms_of_name in locale.months.values():
            for width in ("abbreviated", "wide"):
                names |= {str(name).lower().rstrip("."): n for n, name in forms_of_name.get(width, {}).items()}
    return names


class DayMonthYearInput(forms.Widget):
    """Three boxes, named `<field>-day`, `<field>-month` and `<field>-year`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        """What was typed, in the order day, month, year, without surrounding space."""
        return tuple(str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """True when none of the boxes was on the page."""
        return not any(f"{name}-{part}" in data for part in PARTS)

    def boxes(self, value: object) -> tuple[str, ...]:
        """The text of each box, for a day, for what was typed, or for nothing."""
        if isinstance(value, date):
            return str(value.day), str(value.month), str(value.year)
        return tuple(str(part) for part in value) if isinstance(value, list | tuple) else ("", "", "")


class DayMonthYearField(forms.Field):
    """A day, typed as day, month (number or name) and year.

    `subject` begins each error sentence; `not_before` and `not_after` are days, or functions that give one when asked.
    Cleans to `date`, or None when all three boxes are empty and the field is not required.
    """

    widget = DayMonthYearInput
    default_error_messages = {
        "missing": _("%(subject)s must include %(parts)s"),
        "year": _("The year must have 4 numbers, like 1984"),
        "unreal": _("%(subject)s must be a real date, like 27 3 2026"),
        "too_early": _("%(subject)s must be on or after %(limit)s"),
        "too_late": _("%(subject)s must be on or before %(limit)s"),
    }

    def __init__(
        self,
        *,
        subject: object = _("The date"),
        not_before: Day | None = None,
        not_after: Day | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(**kw)
        self.subject, self.not_before, self.not_after = subject, not_before, not_after

    def to_python(self, value: Any) -> date | None:
        """The day that was typed; None when nothing was. Raises ValidationError, naming the boxes at fault."""
        if value in (None, "") or (isinstance(value, list | tuple) and not any(value)):
            return None
        if isinstance(value, date):
            return value
        self._refuse_gaps(value)
        return self._real_day(value)

    def validate(self, value: Any) -> None:
        """Refuse a missing day where one is required, and one outside the limits."""
        super().validate(value)
        if value is None:
            return
        for limit, code, wrong in (
            (self.not_before, "too_early", lambda day: value < day),
            (self.not_after, "too_late", lambda day: value > day),
        ):
            day = limit() if callable(limit) else limit
            if day is not None and wrong(day):
                raise self._error(code, PARTS, limit=long_date(day))

    def has_changed(self, initial: object, data: Any) -> bool:
        """True when the boxes differ from the day we started with."""
        widget = DayMonthYearInput()
        return widget.boxes(initial) != widget.boxes(data)

    def _refuse_gaps(self, typed: tuple[str, ...]) -> None:
        missing = tuple(part for part, text in zip(PARTS, typed, strict=True) if not text)
        if missing:
            named = [str(PART_NAMES[part]) for part in missing]
            raise self._error("missing", missing, parts=str(_(" and ")).join(named))

    def _real_day(self, typed: tuple[str, ...]) -> date:
        day, month, year = typed
        if not re.fullmatch(r"[0-9]{4}", _western(year)):
            raise self._error("year", ("year",))
        number = _month_names(get_language() or "en-gb").get(month.lower().rstrip("."))
        try:
            return date(int(_western(year)), number or int(_western(month)), int(_western(day)))
        except ValueError:
            wrong = ("month",) if not number and not _is_month(month) else PARTS
            raise self._error("unreal", wrong) from None

    def _error(self, code: str, boxes: tuple[str, ...], **words: str) -> ValidationError:
        words["subject"] = str(self.subject)
        return ValidationError(self.error_messages[code], code=code, params={**words, "boxes": boxes})


def _western(figures: str) -> str:
    """The figures of any script as 0 to 9; other text as it is."""
    return str(int(figures)).zfill(len(figures)) if figures.isdecimal() and len(figures) < 9 else figures


def _is_month(text: str) -> bool:
    return text.isdecimal() and len(text) < 3 and 1 <= int(text) <= 12
