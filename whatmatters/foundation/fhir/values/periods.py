"""From when to when.

Serves names, addresses, plans and teams. FHIR counts the last day of a period in; `last` keeps it so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from .dates import Moment, moment
from .reads import Read, Reading, not_a


@dataclass(frozen=True, slots=True)
class Period:
    """From when to when, both included, as exact as written; None is open."""

    first: Moment | None = None
    last: Moment | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the day may lie in the period."""
        begun = self.first is None or self.first.day.first_day <= day
        return begun and (self.last is None or day <= self.last.day.last_day)


def period(value: Any, where: str) -> Read[Period | None]:
    """A FHIR Period. One that ends before it begins is left out, and said."""
    if value is None:
        return Read(None)
    if not isinstance(value, dict):
        return Read(None, not_a("a period", where))
    reading = Reading()
    first = reading.part(moment(value.get("start"), f"{where}.start"))
    last = reading.part(moment(value.get("end"), f"{where}.end"))
    if first and last and last.day.last_day < first.day.first_day:
        reading.refuse("value", "This period ends before it begins.", where)
        return reading.of(None)
    return reading.of(Period(first, last) if first or last else None)
