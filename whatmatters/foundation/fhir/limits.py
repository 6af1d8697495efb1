"""How much one file may ask of us before we stop reading it.

Serves the reader. The limits are ours, not the standard's: FHIR sets none but the length of one string. They keep a
file that was made to do harm (a "bomb") from filling memory, and are far above what records have in practice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing

_SINCE = date(2025, 1, 1)
_OURS = "whatmatters, measured on Synthea, UK Core and NHS England examples (largest resource 0.6 MB, nesting 22)"


def _ours(key: str, value: int, unit: str) -> Dated:
    """One limit that is our practice."""
    return Dated(key, value, _SINCE, Standing.OUR_PRACTICE, _OURS, unit=unit)


READING_LIMITS = DatedTable(
    "fhir.reading",
    [
        _ours("resource-characters", 10_000_000, "characters in one resource"),
        _ours("nesting", 64, "objects and lists inside each other"),
        _ours("number-digits", 40, "digits in one number"),
        _ours("unpacked-ratio", 200, "times its packed size"),
        _ours("unpacked-free", 100_000_000, "bytes that may be unpacked whatever the ratio"),
        _ours("zip-members", 100_000, "files in one ZIP"),
    ],
)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force on one day."""

    resource_characters: int
    nesting: int
    number_digits: int
    unpacked_ratio: int
    unpacked_free: int
    zip_members: int


def limits_on(day: date) -> Limits:
    """The reading limits in force on a day. Raises `NoSettingThen` before 2025."""
    names = Limits.__dataclass_fields__
    return Limits(**{name: READING_LIMITS.value(name.replace("_", "-"), day) for name in names})
