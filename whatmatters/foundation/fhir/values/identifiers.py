"""Numbers by which organisations know a person: the NHS number above all.

Serves persons and organisations. An NHS number that fails its check is told, never kept as one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from whatmatters.foundation.kernel.identifiers import NHS_NUMBER_SYSTEM, bare_nhs_number, nhs_number_reasons
from whatmatters.foundation.kernel.reasons import Reason

from .codes import CodeableConcept, codeable_concept
from .extensions import extension_value
from .periods import Period, period
from .reads import Read, Reading, code, each, not_a, text

ODS_SYSTEM = "https://fhir.nhs.uk/Id/ods-organization-code"
VERIFICATION_URL = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NHSNumberVerificationStatus"
VERIFICATION_SYSTEM = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatusEngland"
_VERIFIED = ("01", "number-present-and-verified", "number-present-and-traced-using-welsh-nhs-ar")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number or name in somebody's system. `verification` is a code, for NHS numbers that carry one."""

    system: str
    value: str
    use: str = ""
    type: CodeableConcept | None = None
    period: Period | None = None
    verification: str = ""

    @property
    def is_nhs_number(self) -> bool:
        """Whether it claims to be an NHS number."""
        return self.system.lower() == NHS_NUMBER_SYSTEM.lower()


@dataclass(frozen=True, slots=True)
class NhsNumber:
    """An NHS number that passed its check. `verified` is the sender's word that it is this person's."""

    number: str
    verification: str = ""

    @property
    def verified(self) -> bool:
        """Whether the sender says that the number was traced and is the person's."""
        return self.verification in _VERIFIED


def identifier(value: Any, where: str) -> Read[Identifier | None]:
    """A FHIR Identifier; None when it has no value."""
    if not isinstance(value, dict):
        return Read(None, () if value is None else not_a("an identifier", where))
    reading = Reading()
    status = extension_value(value, VERIFICATION_URL)
    verification = reading.part(codeable_concept(status, f"{where}.extension"))
    coded = verification.coding_of() if verification else None
    found = Identifier(
        system=reading.part(code(value.get("system"), f"{where}.system")),
        value=reading.part(text(value.get("value"), f"{where}.value")),
        use=reading.part(code(value.get("use"), f"{where}.use")),
        type=reading.part(codeable_concept(value.get("type"), f"{where}.type")),
        period=reading.part(period(value.get("period"), f"{where}.period")),
        verification=coded.code if coded else "",
    )
    return reading.of(found if found.value else None)


def identifiers(value: Any, where: str) -> Read[tuple[Identifier, ...]]:
    """A list of identifiers."""
    return each(value, where, identifier)


def nhs_number(found: tuple[Identifier, ...], where: str) -> Read[NhsNumber | None]:
    """The NHS number among a person's identifiers; None, with a reason, when none passes or two differ.

    `where` is the place of the list, such as "Patient.identifier". Numbers marked "old" are not looked at.
    """
    claimed = [one for one in found if one.is_nhs_number and one.use != "old"]
    passed = {bare_nhs_number(one.value): one for one in claimed if not nhs_number_reasons(one.value)}
    if len(passed) > 1:
        words = "It gives two different NHS numbers, so neither was kept."
        return Read(None, (Reason("conflict", words, where),))
    failed = [reason for one in claimed for reason in nhs_number_reasons(one.value, field=where)]
    kept = next((NhsNumber(number, one.verification) for number, one in passed.items()), None)
    return Read(kept, tuple(Reason("value", reason.text, where) for reason in failed[:1]))


def value_in(found: tuple[Identifier, ...], system: str) -> str:
    """The first value in one system, "" if there is none. Systems are compared without regard to case."""
    return next((one.value for one in found if one.system.lower() == system.lower()), "")
