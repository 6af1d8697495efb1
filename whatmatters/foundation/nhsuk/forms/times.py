"""A time of day, typed as people write it.

Serves: appointments, safe times to ring. Refuses: times that could be read two ways: 4 alone is neither 4am nor 4pm.
"""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

WORDS = {"midday": time(12), "noon": time(12), "midnight": time(0)}
SHAPE = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)


class ClockTimeField(forms.CharField):
    """A time of day: `2:30pm`, `2.30 pm`, `14:30`, `9am`, `midday`. Cleans to `time`, or None when empty."""

    default_error_messages = {
        "unreal": _("Enter a time with am or pm, like 9am or 2:30pm"),
    }

    def to_python(self, value: Any) -> Any:
        """The time that was typed; None when nothing was. Raises ValidationError."""
        if isinstance(value, time):
            return value
        text = str(value or "").strip().lower()
        if not text:
            return None
        if text in WORDS:
            return WORDS[text]
        return self._read(text)

    def prepare_value(self, value: Any) -> Any:
        """The text of the box for a time that is kept."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def _read(self, text: str) -> time:
        shape = SHAPE.fullmatch(text)
        hour, minute, half = shape.groups() if shape else ("99", None, None)
        if not half and not minute:
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        try:
            return time(self._hour(int(hour), half), int(minute or 0))
        except ValueError:
            raise ValidationError(self.error_messages["unreal"], code="unreal") from None

    @staticmethod
    def _hour(hour: int, half: str | None) -> int:
        if half is None:
            return hour
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        return hour % 12 + (12 if half == "p" else 0)
