"""Conditions and observations in our columns: tables of examples."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ...importing.taking.conditions import take_condition
from ...importing.taking.observations import take_observation
from ...importing.taking.reading import Taking
from .records import condition, observation

ANSWERS = [
    ({"valueQuantity": {"value": Decimal("72.50"), "unit": "kg"}}, ("72.50", "kg", "")),
    ({"valueQuantity": {"value": Decimal("5"), "comparator": "<", "code": "mmol/L"}}, ("<5", "mmol/L", "")),
    ({"valueCodeableConcept": {"coding": [{"display": "Never smoked"}]}}, ("", "", "Never smoked")),
    ({"valueString": "Walks with a <b>stick</b>"}, ("", "", "Walks with a <b>stick</b>")),
    ({"valueBoolean": False}, ("", "", "No")),
    ({"valueInteger": 3}, ("", "", "3")),
    ({"valueRange": {"low": {"value": 2}, "high": {"value": 4, "unit": "h"}}}, ("", "", "2 to 4 h")),
    ({"valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 128}}}, ("", "", "1:128")),
    ({"valueTime": "09:30:00"}, ("", "", "09:30:00")),
    ({"valueDateTime": "2026-03"}, ("", "", "2026-03")),
    ({"valuePeriod": {"start": "2026-03-01", "end": "2026-03-04"}}, ("", "", "2026-03-01 to 2026-03-04")),
    ({"dataAbsentReason": {"coding": [{"code": "asked-declined"}]}}, ("", "", "Asked, and not answered")),
    ({"_valueString": {"extension": [
        {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}
    ]}}, ("", "", "Not shown, by the sender's choice")),
    ({}, ("", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("elements", "wanted"), ANSWERS)
def test_every_kind_of_answer_is_kept(elements: dict[str, Any], wanted: tuple[str, str, str]) -> None:
    whole = observation()
    del whole["valueQuantity"]
    taken = take_observation(whole | elements, Taking())
    assert taken is not None
    assert (taken.value, taken.unit, taken.value_text) == wanted


def test_how_it_was_judged_and_noted_stands_with_it() -> None:
    taken = take_observation(
        observation(
            interpretation=[{"text": "High"}],
            referenceRange=[{"low": {"value": 60, "unit": "kg"}, "high": {"value": 70, "unit": "kg"}}],
            note=[{"text": "With shoes"}],
        ),
        Taking(),
    )
    assert taken is not None
    assert taken.value_text == "High\nUsual: 60 kg to 70 kg\nWith shoes"


WHEN = [
    ({"effectiveDateTime": "2026-03-01T09:30:00Z"}, "2026-03-01T09:30:00+00:00", ""),
    ({"effectiveDateTime": "2026-07-01"}, "2026-07-01T00:00:00+01:00", "2026-07-01"),
    ({"effectiveDateTime": "2026"}, "2026-01-01T00:00:00+00:00", "2026"),
    ({"effectivePeriod": {"start": "2026-03", "end": "2026-04"}}, "2026-03-01T00:00:00+00:00", "2026-03 to 2026-04"),
    ({"effectiveInstant": "2026-03-01T09:30:00.123Z"}, "2026-03-01T09:30:00.123000+00:00", ""),
    ({"issued": "2026-03-01T09:30:00Z"}, "2026-03-01T09:30:00+00:00", ""),
    ({}, None, ""),
]  # fmt: skip


@pytest.mark.parametrize(("elements", "at", "text"), WHEN)
def test_when_it_was_is_as_exact_as_it_was_written(elements: dict[str, Any], at: str | None, text: str) -> None:
    whole = observation()
    del whole["effectiveDateTime"]
    taken = take_observation(whole | elements, Taking())
    assert taken is not None
    assert (taken.measured_at.isoformat() if taken.measured_at else None, taken.measured_text) == (at, text)


def test_parts_of_one_observation_stay_together() -> None:
    def part(code: str, value: int) -> dict[str, Any]:
        return {
            "code": {"coding": [{"code": code, "display": code}]},
            "valueQuantity": {"value": value, "unit": "mmHg"},
        }

    taken = take_observation(observation(component=[part("systolic", 120), part("diastolic", 80)]), Taking())
    assert taken is not None
    assert [(one["term"], one["value"], one["unit"]) for one in taken.components] == [
        ("systolic", "120", "mmHg"),
        ("diastolic", "80", "mmHg"),
    ]


ONSETS = [
    ({"onsetDateTime": "2001-05-06"}, date(2001, 5, 6), ""),
    ({"onsetDateTime": "2001"}, None, "2001"),
    ({"onsetString": "as a child"}, None, "as a child"),
    ({"onsetAge": {"value": 12, "unit": "years"}}, None, "12 years"),
    ({"onsetPeriod": {"start": "2001", "end": "2003"}}, None, "2001 to 2003"),
    ({"onsetDateTime": "2001", "abatementDateTime": "2010"}, None, "2001, ended 2010"),
]


@pytest.mark.parametrize(("elements", "onset_on", "text"), ONSETS)
def test_since_when_is_as_exact_as_it_was_written(elements: dict[str, Any], onset_on: date | None, text: str) -> None:
    taken = take_condition(condition(**elements), Taking())
    assert taken is not None
    assert (taken.onset_on, taken.onset_text) == (onset_on, text)


def test_snomed_is_preferred_and_its_code_stays_text() -> None:
    codings = [
        {"system": "http://hl7.org/fhir/sid/icd-10", "code": "J45"},
        {"system": "http://snomed.info/sct", "code": "195967001", "display": "Asthma"},
    ]
    taken = take_condition(condition(code={"coding": codings}), Taking())
    assert taken is not None
    assert (taken.code_system, taken.code, taken.term) == ("http://snomed.info/sct", "195967001", "Asthma")


@pytest.mark.parametrize("code", [None, {}, {"coding": []}])
def test_what_does_not_say_what_it_is_about_is_left_out_and_said(code: object) -> None:
    taking = Taking()
    assert take_condition(condition(code=code), taking) is None
    assert [reason.code for reason in taking.left_out] == ["condition.nameless"]
