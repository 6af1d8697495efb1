"""Dated, sourced settings: thresholds, deadlines and codes as data, never as literals in a function.

Serves every rule. Three classes are kept apart, because local practice must never be shown as law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _


class Standing(StrEnum):
    """What gives a setting its force."""

    LAW = "law"
    NATIONAL_GUIDANCE = "national-guidance"
    OUR_PRACTICE = "our-practice"

    @property
    def label(self) -> str:
        """The class in words that a person can read."""
        return str(_STANDING_LABELS[self])


_STANDING_LABELS = {
    Standing.LAW: _("the law"),
    Standing.NATIONAL_GUIDANCE: _("national guidance"),
    Standing.OUR_PRACTICE: _("our practice, not the law"),
}


@dataclass(frozen=True, slots=True)
class Dated:
    """One value of one setting, for the days from `valid_from` up to but not including `valid_to`.

    `means` says in plain words what is settled, for the public page that lists every setting; `reviewed_on` is the
    day on which somebody last held the value against its source, where that has to be done again and again.
    """

    key: str
    value: Any
    valid_from: date
    standing: Standing
    source: str
    valid_to: date | None = None
    unit: str = ""
    means: str = ""
    reviewed_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether this value is the one in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class NoSettingThen(LookupError):
    """No value of this setting was in force on that day."""


class DatedTable:
    """The settings of one component. Two values of one key may not overlap in time."""

    def __init__(self, name: str, rows: Iterable[Dated]) -> None:
        self.name = name
        self._rows: dict[str, list[Dated]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.key, row.valid_from)):
            earlier = self._rows[row.key][-1:]
            if earlier and earlier[0].holds_on(row.valid_from):
                raise ValueError(f"{name}: two values of {row.key} hold on {row.valid_from}")
            self._rows[row.key].append(row)
        ALL_TABLES[name] = self

    def on(self, key: str, day: date) -> Dated:
        """The setting in force on `day`, with its source. Raises `NoSettingThen`."""
        for row in self._rows.get(key, ()):
            if row.holds_on(day):
                return row
        raise NoSettingThen(f"{self.name}: no value of {key} on {day}")

    def value(self, key: str, day: date) -> Any:
        """The bare value in force on `day`. Raises `NoSettingThen`."""
        return self.on(key, day).value

    def rows(self) -> list[Dated]:
        """Every row, for the page that lists them and for the documentation."""
        return [row for rows in self._rows.values() for row in rows]


ALL_TABLES: dict[str, DatedTable] = {}
"""Every table by name, so that one page and one test can go through them all."""
