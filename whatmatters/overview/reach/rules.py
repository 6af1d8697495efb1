"""Disclosure control: what may be said of a number without saying something about a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing

SETTINGS = DatedTable(
    "reach",
    [
        Dated(
            "small-number",
            5,
            date(2018, 1, 1),
            Standing.NATIONAL_GUIDANCE,
            "NHS anonymisation practice (rulebook 8.1: below 5 is not shown)",
            unit="people",
        ),
        Dated(
            "round-to",
            5,
            date(2018, 1, 1),
            Standing.NATIONAL_GUIDANCE,
            "NHS anonymisation practice (rulebook 8.1: counts are rounded)",
            unit="people",
        ),
    ],
)


@dataclass(frozen=True, slots=True)
class Said:
    """A number as it may be said: rounded, or "fewer than 5". Nought stays nought."""

    value: int | None
    below: int = 0

    def __str__(self) -> str:
        return f"{self.value:,}" if self.value is not None else f"fewer than {self.below}"


def may_be_said(count: int, *, day: date) -> Said:
    """A count, suppressed when small and rounded otherwise.

    Rounding makes the total of a row tell nothing exact about a suppressed number in it. Source: rulebook 8.1.
    """
    small, step = SETTINGS.value("small-number", day), SETTINGS.value("round-to", day)
    if count == 0:
        return Said(0)
    if count < small:
        return Said(None, small)
    return Said(step * ((count + step // 2) // step))


def months_back(day: date, months: int) -> list[date]:
    """The first days of this month and the ones before it, oldest first."""
    year, month = day.year, day.month
    days = []
    for _ in range(months):
        days.append(date(year, month, 1))
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return days[::-1]


def with_parts(own: Iterable[str], part_of: dict[str, str]) -> set[str]:
    """Some organisations and all that are part of them, at any depth. `part_of` maps part to whole; cycles end."""
    found = set(own)
    while more := {part for part, whole in part_of.items() if whole in found} - found:
        found |= more
    return found
