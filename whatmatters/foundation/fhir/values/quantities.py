"""Amounts with their units, digit for digit.

Serves observations and goals' targets. Refuses numbers that are no numbers (text, true) and converts no unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from whatmatters.foundation.kernel.reasons import Reason

from .reads import Read, Reading, code, not_a, text

COMPARATORS = ("<", "<=", ">=", ">")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount. `code` of `system` is the exact unit (UCUM, mostly), `unit` is how people write it."""

    value: Decimal
    unit: str = ""
    system: str = ""
    code: str = ""
    comparator: str = ""

    def __str__(self) -> str:
        unit = self.unit or self.code
        return f"{self.comparator}{self.value:f}{f' {unit}' if unit else ''}"


@dataclass(frozen=True, slots=True)
class Range:
    """From one amount to another; None is open."""

    low: Quantity | None = None
    high: Quantity | None = None


def decimal(value: Any, where: str) -> Read[Decimal | None]:
    """A number with its digits; None when absent."""
    if value is None:
        return Read(None)
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return Read(None, not_a("a number", where))
    return Read(Decimal(value))


def quantity(value: Any, where: str) -> Read[Quantity | None]:
    """A FHIR Quantity (or Age, Duration, Count…). Without a number it is None; that is said only if it has a unit."""
    if value is None:
        return Read(None)
    if not isinstance(value, dict):
        return Read(None, not_a("an amount", where))
    reading = Reading()
    number = reading.part(decimal(value.get("value"), f"{where}.value"))
    unit = reading.part(text(value.get("unit"), f"{where}.unit"))
    system = reading.part(code(value.get("system"), f"{where}.system"))
    unit_code = reading.part(code(value.get("code"), f"{where}.code"))
    comparator = reading.part(code(value.get("comparator"), f"{where}.comparator"))
    if comparator and comparator not in COMPARATORS:
        reading.refuse("code-invalid", "An amount can only be less or more than something.", f"{where}.comparator")
        return reading.of(None)
    if number is None:
        return reading.of(None) if value.get("value") is not None else _no_number(unit or unit_code, where)
    return reading.of(Quantity(number, unit, system, unit_code, comparator))


def _no_number(unit: str, where: str) -> Read[Quantity | None]:
    """A unit alone is worth a word; nothing at all is not."""
    words = "This has a unit but no number."
    return Read(None, (Reason("required", words, f"{where}.value"),) if unit else ())


def quantity_range(value: Any, where: str) -> Read[Range | None]:
    """A FHIR Range; None when it has neither end."""
    if value is None:
        return Read(None)
    if not isinstance(value, dict):
        return Read(None, not_a("a range of amounts", where))
    reading = Reading()
    low = reading.part(quantity(value.get("low"), f"{where}.low"))
    high = reading.part(quantity(value.get("high"), f"{where}.high"))
    return reading.of(Range(low, high) if low or high else None)
