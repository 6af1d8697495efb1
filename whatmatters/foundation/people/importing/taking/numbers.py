"""The numbers that other systems know a Patient by: the NHS number with its status, and all others.

Serves new people, matching, and people who changed at their source. An NHS number that fails its check is kept as what
it is, a number that is not valid, so that somebody can look at it. Source: rulebook 3.6; UK Core Patient 2.6.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.identifiers import Identifier, NhsNumber, identifiers, nhs_number
from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM, bare_nhs_number, nhs_number_reasons

from .reading import Taking, columns_of

_WHERE = "Patient.identifier"
_NOT_REAL = "The NHS number is not a real one: a digit may be wrong. It is kept as another number. Check it."
_TWO = "It gives two NHS numbers, so both are kept as other numbers. Find out which is the person's."
_STATUS_CODES = {
    "number-present-and-verified": "01",
    "number-present-and-traced-using-welsh-nhs-ar": "01",
    "number-present-but-not-traced": "02",
    "trace-required": "03",
    "trace-attempted": "04",
    "trace-needs-to-be-resolved": "05",
    "trace-in-progress": "06",
    "number-not-present-and-trace-not-required": "07",
    "trace-postponed": "08",
}
"""UK Core's words for the verification status, by the codes that England uses."""


@dataclass(frozen=True, slots=True)
class OtherNumber:
    """A number in somebody's system: a row of `PersonIdentifier`."""

    system: str
    value: str
    label: str

    def as_columns(self) -> dict[str, Any]:
        """The columns and their values."""
        return columns_of(self)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The NHS number (empty when there is none that passes its check), its status, and every other number."""

    nhs_number: str = ""
    nhs_number_status: str = ""
    others: tuple[OtherNumber, ...] = ()


def numbers(patient: Resource, taking: Taking) -> Numbers:
    """Every number of a Patient."""
    found = taking.part(identifiers(patient.get("identifier"), _WHERE))
    nhs = nhs_number(found, _WHERE)
    for reason in nhs.reasons:
        taking.flag("nhs-number.wrong", _TWO if reason.code == "conflict" else _NOT_REAL, _WHERE)
    if not found:
        taking.flag("identifier.missing", "There is no number to know the person by. Add the NHS number.", _WHERE)
    others = (_other(one, nhs.value, taking) for one in found)
    return Numbers(
        nhs.value.number if nhs.value else "",
        _status(nhs.value) if nhs.value else "",
        tuple(dict.fromkeys(one for one in others if one)),
    )


def _status(nhs: NhsNumber) -> str:
    """The two-digit code; "" when it is none that we know."""
    code = _STATUS_CODES.get(nhs.verification, nhs.verification)
    return code if len(code) == 2 and code.isdecimal() else ""


def _other(found: Identifier, nhs: NhsNumber | None, taking: Taking) -> OtherNumber | None:
    if found.is_nhs_number:
        number = bare_nhs_number(found.value)
        if nhs and number == nhs.number:
            return None
        return OtherNumber(NHS_NUMBER_SYSTEM, number[:100], _why_not_the_number(found, number))
    value = taking.fit(found.value, 100, _WHERE)
    if not value:
        return None
    return OtherNumber(taking.fit(found.system, 200, _WHERE), value, _label(found, taking))


def _why_not_the_number(found: Identifier, number: str) -> str:
    """Why an NHS number is not kept as the person's."""
    if found.use == "old":
        return "NHS number, old"
    return "NHS number, not valid" if nhs_number_reasons(number) else "NHS number, one of several given"


def _label(found: Identifier, taking: Taking) -> str:
    return taking.fit(found.type.label if found.type else "", 100, _WHERE)
