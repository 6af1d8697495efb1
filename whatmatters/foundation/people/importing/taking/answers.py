"""Any FHIR answer in words and, where it is a measurement, as the exact number with its unit.

Serves observations and conditions. A number keeps its digits (72.50 stays 72.50) and is never converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.choices import Answer, choice, given_kinds
from whatmatters.foundation.fhir.values.codes import CodeableConcept, codeable_concept
from whatmatters.foundation.fhir.values.dates import Moment
from whatmatters.foundation.fhir.values.extensions import absent_reason
from whatmatters.foundation.fhir.values.periods import Period
from whatmatters.foundation.fhir.values.quantities import Quantity, Range, quantity

from .reading import Taking

_ABSENT = {
    "unknown": "Not known",
    "asked-unknown": "Asked, and not known",
    "temp-unknown": "Not known yet",
    "not-asked": "Not asked",
    "asked-declined": "Asked, and not answered",
    "masked": "Not shown, by the sender's choice",
    "not-applicable": "Does not apply",
    "unsupported": "Not given by the sender's system",
    "not-performed": "Not done",
    "not-permitted": "Not allowed to be given",
    "error": "Could not be measured",
}
"""Why there is no answer, in words. Source: FHIR data-absent-reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: `value` with `unit` when it is one exact amount, else `words`."""

    value: str = ""
    unit: str = ""
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said."""
        return not (self.value or self.words)


def said_of(element: Resource, where: str, taking: Taking) -> Said:
    """The `value[x]` of an observation or of a part of one; why there is none, when that is said."""
    kinds = given_kinds(element, "value")
    if kinds == ["Ratio"]:
        return Said(words=taking.fit(_ratio(element["valueRatio"], where), 2000, where))
    if kinds == ["SampledData"]:
        taking.leave_out("answer.series", "A series of measurements (a curve) has no place here.", f"{where}.value")
        return Said(words="A series of measurements, in the record it came from")
    answer = taking.part(choice(element, "value", where))
    if isinstance(answer, Quantity):
        number = f"{answer.comparator}{answer.value}"
        if len(number) <= 60:
            return Said(value=number, unit=taking.fit(answer.unit or answer.code, 60, where))
        return Said(words=str(answer))
    if answer is not None:
        return Said(words=in_words(answer))
    return Said(words=_why_absent(element, where, taking))


def in_words(answer: Answer) -> str:
    """Any answer as people write it."""
    match answer:
        case bool():
            return "Yes" if answer else "No"
        case CodeableConcept():
            return answer.label
        case Moment():
            return answer.text.replace("T", " ")
        case Period():
            return _from_to(_day(answer.first), _day(answer.last))
        case Range():
            return _from_to(str(answer.low or ""), str(answer.high or ""))
        case Decimal():
            return f"{answer:f}"
    return str(answer)


def _day(moment: Moment | None) -> str:
    return str(moment.day) if moment else ""


def _from_to(low: str, high: str) -> str:
    if low and high:
        return f"{low} to {high}"
    return f"from {low}" if low else f"up to {high}"


def _ratio(ratio: Any, where: str) -> str:
    """Two amounts: 1:128, or 1 mg in 5 mL."""
    if not isinstance(ratio, dict):
        return ""
    parts = [quantity(ratio.get(name), where).value for name in ("numerator", "denominator")]
    if not all(parts):
        return ""
    has_units = any(part and (part.unit or part.code) for part in parts)
    return (" in " if has_units else ":").join(str(part) for part in parts)


def _why_absent(element: Resource, where: str, taking: Taking) -> str:
    concept = taking.part(codeable_concept(element.get("dataAbsentReason"), f"{where}.dataAbsentReason"))
    coding = concept.coding_of() if concept else None
    code = coding.code if coding else absent_reason(element, "valueQuantity") or absent_reason(element, "valueString")
    label = concept.label if concept else ""
    return _ABSENT.get(code, label)
