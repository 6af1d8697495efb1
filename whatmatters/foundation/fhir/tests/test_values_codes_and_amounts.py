"""What the readers of meanings, amounts and elements of several kinds make of values, as tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ..values import (
    choices,
    codes,
    dates,
    periods,
    quantities,
    reads,
)


def problems(read: reads.Read[Any]) -> list[tuple[str, str]]:
    """The codes and places of the reasons."""
    return [(reason.code, reason.field) for reason in read.reasons]


SCT, LOINC = "http://snomed.info/sct", "http://loinc.org"


@pytest.mark.parametrize(
    ("value", "label", "code"),
    [
        ({"coding": [{"system": SCT, "code": "195967001", "display": "Asthma"}]}, "Asthma", "195967001"),
        ({"coding": [{"system": SCT, "code": "1"}], "text": "Wheezy chest"}, "Wheezy chest", "1"),
        ({"coding": [{"system": SCT, "code": " 1 "}]}, "1", "1"),
        ({"coding": [{"system": SCT, "code": "a\x00b c"}]}, "ab c", "ab c"),
        ({"text": "Only words"}, "Only words", None),
        (
            {
                "coding": [
                    {"system": LOINC, "code": "a", "display": "A"},
                    {"system": SCT, "code": "b", "display": "B", "userSelected": True},
                ]
            },
            "B",
            "b",
        ),
        ({"coding": [{"system": SCT}]}, None, None),
        ({"coding": []}, None, None),
        (None, None, None),
    ],
)
def test_meanings(value: Any, label: str | None, code: str | None) -> None:
    read = codes.codeable_concept(value, "Condition.code")
    assert read.reasons == ()
    assert (read.value.label if read.value else None) == label
    coded = read.value.coding_of(SCT) if read.value else None
    assert (coded.code if coded else None) == code


def test_which_code_is_meant() -> None:
    concept = codes.CodeableConcept((codes.Coding(LOINC, "a"), codes.Coding(SCT, "b")))
    assert concept.coding_of(SCT, LOINC) == codes.Coding(SCT, "b")
    assert concept.coding_of() == codes.Coding(LOINC, "a")
    assert concept.coding_of("urn:none") is None
    assert concept.has(SCT, "b", "c")
    assert not concept.has(SCT, "a")


@pytest.mark.parametrize(
    ("value", "shown", "code"),
    [
        ({"value": Decimal("72.50"), "unit": "kg", "code": "kg"}, "72.50 kg", ""),
        ({"value": 7, "code": "mmol/L"}, "7 mmol/L", ""),
        ({"value": 0}, "0", ""),
        ({"value": Decimal("1E+2"), "unit": "m"}, "100 m", ""),
        ({"value": 5, "comparator": "<", "unit": "mg"}, "<5 mg", ""),
        ({"value": 5, "comparator": "about"}, None, "code-invalid"),
        ({"unit": "kg"}, None, "required"),
        ({"value": "72.5"}, None, "structure"),
        ({"value": True}, None, "structure"),
        ({}, None, ""),
        (72, None, "structure"),
        (None, None, ""),
    ],
)
def test_amounts(value: Any, shown: str | None, code: str) -> None:
    read = quantities.quantity(value, "Observation.valueQuantity")
    assert (str(read.value) if read.value else None) == shown
    assert [reason.code for reason in read.reasons] == ([code] if code else [])


def test_ranges() -> None:
    read = quantities.quantity_range({"low": {"value": 1}, "high": {"value": "x"}}, "X")
    assert read.value == quantities.Range(low=quantities.Quantity(Decimal(1)))
    assert problems(read) == [("structure", "X.high.value")]


@pytest.mark.parametrize(
    ("element", "expected", "code"),
    [
        ({"valueQuantity": {"value": 1}}, quantities.Quantity(Decimal(1)), ""),
        ({"valueCodeableConcept": {"text": "never smoked"}}, codes.CodeableConcept((), "never smoked"), ""),
        ({"valueString": "tired"}, "tired", ""),
        ({"valueString": " "}, None, ""),
        ({"valueBoolean": False}, False, ""),
        ({"valueInteger": 3}, Decimal(3), ""),
        ({"valueRatio": {}}, None, "not-supported"),
        ({"valueString": "a", "valueInteger": 1}, None, "structure"),
        ({"values": 1, "value": 2}, None, ""),
        ({}, None, ""),
        (None, None, ""),
    ],
)
def test_elements_of_several_kinds(element: Any, expected: Any, code: str) -> None:
    read = choices.choice(element, "value", "Observation")
    assert read.value == expected
    assert [reason.code for reason in read.reasons] == ([code] if code else [])


def test_a_moment_or_a_period() -> None:
    read = choices.choice({"effectiveDateTime": "2020-05"}, "effective", "Observation")
    assert isinstance(read.value, dates.Moment)
    assert isinstance(choices.choice({"onsetPeriod": {"start": "2020"}}, "onset", "X").value, periods.Period)
