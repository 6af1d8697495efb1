"""NHS numbers and SNOMED CT identifiers: checked as the national algorithms say.

Serves forms, imports and exports. A right check digit proves typing, never meaning.
"""

from __future__ import annotations

import re

from .reasons import Reason, Reasons

NHS_NUMBER_SYSTEM = "https://fhir.nhs.uk/Id/nhs-number"
_NHS_WEIGHTS = range(10, 1, -1)

_VERHOEFF_PRODUCT = (
    (0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
    (1, 2, 3, 4, 0, 6, 7, 8, 9, 5),
    (2, 3, 4, 0, 1, 7, 8, 9, 5, 6),
    (3, 4, 0, 1, 2, 8, 9, 5, 6, 7),
    (4, 0, 1, 2, 3, 9, 5, 6, 7, 8),
    (5, 9, 8, 7, 6, 0, 4, 3, 2, 1),
    (6, 5, 9, 8, 7, 1, 0, 4, 3, 2),
    (7, 6, 5, 9, 8, 2, 1, 0, 4, 3),
    (8, 7, 6, 5, 9, 3, 2, 1, 0, 4),
    (9, 8, 7, 6, 5, 4, 3, 2, 1, 0),
)
_VERHOEFF_TURN = (1, 5, 7, 6, 2, 8, 3, 0, 9, 4)


def bare_nhs_number(typed: str) -> str:
    """The number without the spaces and hyphens that people write it with."""
    return re.sub(r"[\s\-\u00a0\u2010-\u2015]", "", typed)


def nhs_number_check_digit(first_nine: str) -> int:
    """The tenth digit (0 to 9), or 10 when no valid number begins with these nine digits."""
    remainder = sum(int(digit) * weight for digit, weight in zip(first_nine, _NHS_WEIGHTS, strict=True)) % 11
    return (11 - remainder) % 11


def nhs_number_reasons(typed: str, *, field: str = "nhs_number") -> Reasons:
    """Why this is not an NHS number; empty when it is one. Spaces and hyphens are accepted.

    Source: rulebook 3.6 (modulus 11; ten zeros pass the sum and are refused).
    """
    number = bare_nhs_number(typed)
    if not re.fullmatch(r"[0-9]{10}", number):
        text = "An NHS number has 10 digits, like 999 123 4560. Check it, or leave it empty and add it later."
        return (Reason("nhs-number.digits", text, field),)
    if number == "0" * 10 or nhs_number_check_digit(number[:9]) != int(number[9]):
        text = "That is not a real NHS number: a digit may be wrong. Check it, or leave it empty for now."
        return (Reason("nhs-number.check", text, field),)
    return ()


def spaced_nhs_number(number: str) -> str:
    """The number as the NHS prints it: 999 123 4560."""
    return f"{number[:3]} {number[3:6]} {number[6:]}"


def is_snomed_id(text: str) -> bool:
    """Whether this is a well-formed SNOMED CT concept identifier (6 to 18 digits, Verhoeff, concept partition)."""
    if not re.fullmatch(r"[1-9][0-9]{5,17}", text) or text[-3:-1] not in {"00", "10"}:
        return False
    check = 0
    for place, digit in enumerate(reversed(text)):
        turned = int(digit)
        for _ in range(place % 8):
            turned = _VERHOEFF_TURN[turned]
        check = _VERHOEFF_PRODUCT[check][turned]
    return check == 0
