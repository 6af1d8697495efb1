"""Which resources may be taken in, and what is said of those that may not."""

from __future__ import annotations

from typing import Any

import pytest

from ..checking import KEPT_FOR_LATER, PERSONAL, SHARED, check, is_entered_in_error
from ..entries import Resource
from ..shapes import SHAPES
from .samples import observation, patient

GOAL = {
    "resourceType": "Goal",
    "lifecycleStatus": "active",
    "description": {"text": "Sleep"},
    "subject": {"reference": "Patient/1"},
}
PLAN = {"resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": {"reference": "Patient/1"}}
RULES = "https://example.org/rules"


def refusals(resource: Resource, **more: Any) -> list[tuple[str, str]]:
    """The codes and places of the reasons against a resource."""
    return [(reason.code, reason.field) for reason in check(resource, **more).refused]


@pytest.mark.parametrize("resource", [patient(), observation(), GOAL, PLAN, {"resourceType": "CareTeam"}])
def test_a_good_resource_is_taken(resource: Resource) -> None:
    assert check(resource).refused == check(resource).flagged == ()


@pytest.mark.parametrize(
    ("resource", "code", "field"),
    [
        ({"resourceType": "Claim"}, "not-supported", "Claim"),
        (patient(name="Winifred"), "structure", "Patient.name"),
        (patient(name=[]), "structure", "Patient.name"),
        (patient(name=["Winifred"]), "structure", "Patient.name[0]"),
        (patient(birthDate=1950), "structure", "Patient.birthDate"),
        (patient(gender="Female"), "code-invalid", "Patient.gender"),
        (patient(deceasedBoolean="true"), "structure", "Patient.deceasedBoolean"),
        (patient(deceasedBoolean=True, deceasedDateTime="2020"), "structure", "Patient.deceased[x]"),
        (patient(implicitRules=RULES), "not-supported", "Patient.implicitRules"),
        (patient(modifierExtension=[{"url": RULES}]), "extension", "Patient.modifierExtension"),
        (patient(modifierExtension="x"), "extension", "Patient.modifierExtension"),
        (patient(contact=[{}, {"modifierExtension": [{}]}]), "extension", "Patient.contact[1].modifierExtension"),
        ({**GOAL, "lifecycleStatus": "done"}, "code-invalid", "Goal.lifecycleStatus"),
        ({k: v for k, v in GOAL.items() if k != "description"}, "required", "Goal.description"),
        ({k: v for k, v in PLAN.items() if k != "intent"}, "required", "CarePlan.intent"),
        (observation(valueInteger=True), "structure", "Observation.valueInteger"),
        (observation(valueInteger=1, valueString="a"), "structure", "Observation.value[x]"),
        (observation(status="entered-in-error"), "deleted", "Observation"),
    ],
)
def test_what_may_not_be_taken_is_said_with_its_place(resource: Resource, code: str, field: str) -> None:
    assert refusals(resource) == [(code, field)]


def test_every_fault_of_a_resource_is_said_at_once() -> None:
    assert len(refusals({"resourceType": "Goal", "target": {}, "note": "x"})) == 5


def test_a_modifier_that_the_caller_acts_on_is_no_obstacle() -> None:
    marked = patient(modifierExtension=[{"url": RULES}])
    assert refusals(marked, understood=frozenset({RULES})) == []


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"status": "entered-in-error"}, True),
        ({"lifecycleStatus": "entered-in-error"}, True),
        ({"verificationStatus": {"coding": [{"code": "confirmed"}, {"code": "entered-in-error"}]}}, True),
        ({"verificationStatus": {"coding": {"code": "entered-in-error"}}}, True),
        ({"verificationStatus": "entered-in-error"}, False),
        ({"status": "final"}, False),
        ({}, False),
    ],
)
def test_entered_in_error(more: Resource, expected: bool) -> None:
    assert is_entered_in_error({"resourceType": "Condition", **more}) is expected


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        ({"resourceType": "QuestionnaireResponse", "status": "completed"}, "informational"),
        (patient(link=[{"type": "replaced-by"}]), "business-rule"),
        (patient(active=False), "business-rule"),
    ],
)
def test_what_is_taken_but_said(resource: Resource, code: str) -> None:
    checked = check(resource)
    assert checked.refused == ()
    assert [reason.code for reason in checked.flagged] == [code]


def test_every_type_that_we_take_has_a_shape() -> None:
    assert set(SHAPES) == {*PERSONAL, *SHARED, *KEPT_FOR_LATER}
