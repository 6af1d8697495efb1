"""What a CarePlan, its activities and a Goal say, as tables of examples."""

from datetime import date
from decimal import Decimal

import pytest

from whatmatters.care_plans.fhir.codes import GOAL_IMPORTANCE
from whatmatters.care_plans.fhir.reading import read_action, read_goal, read_plan

ACHIEVED = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/goal-achievement", "code": "achieved"}]}


@pytest.mark.parametrize(
    ("resource", "columns"),
    [
        (
            {"description": {"text": "Walk daily"}, "lifecycleStatus": "accepted"},
            {"words": "Walk daily", "state": "active"},
        ),
        (
            {"description": {"text": "x"}, "lifecycleStatus": "completed", "achievementStatus": ACHIEVED},
            {"state": "completed", "achievement": "achieved"},
        ),
        ({"description": {"text": "x"}, "target": [{"dueDate": "2027-03"}]}, {"target_on": date(2027, 3, 31)}),
        ({"description": {"text": "x"}, "priority": {"text": "high"}}, {"importance": None}),
        (
            {"description": {"text": "x"}, "extension": [{"url": GOAL_IMPORTANCE, "valueDecimal": Decimal(8)}]},
            {"importance": Decimal("8.0")},
        ),
        (
            {"description": {"text": "x"}, "extension": [{"url": GOAL_IMPORTANCE, "valueDecimal": Decimal(0)}]},
            {"importance": None},
        ),
        (
            {"description": {"coding": [{"system": "s", "code": "c", "display": "Lose weight"}]}},
            {"words": "Lose weight"},
        ),
        ({}, {"words": "", "state": "proposed"}),
    ],
)
def test_goals(resource, columns):
    read = read_goal(resource).value.columns
    assert {name: read[name] for name in columns} == columns


@pytest.mark.parametrize(
    ("resource", "columns"),
    [
        (
            {"status": "active", "category": [{"text": "Diabetes plan"}]},
            {"title": "Diabetes plan", "state": "received"},
        ),
        ({"status": "completed", "title": "Old"}, {"state": "closed", "title": "Old"}),
        (
            {"status": "draft", "period": {"start": "2020-01-02", "end": "2020-02-28"}},
            {"starts_on": date(2020, 1, 2), "ends_before": date(2020, 2, 29)},
        ),
        ({"status": "active", "title": "t" * 300}, {"title": "t" * 199 + "…", "about": "t" * 300}),
    ],
)
def test_plans(resource, columns):
    read = read_plan(resource).value.columns
    assert {name: read[name] for name in columns} == columns


@pytest.mark.parametrize(
    ("activity", "columns"),
    [
        ({"detail": {"code": {"text": "Stretching"}, "status": "completed"}}, {"what": "Stretching", "state": "done"}),
        (
            {"detail": {"code": {"text": "Diet"}, "description": "Less salt", "status": "in-progress"}},
            {"what": "Diet: Less salt", "state": "under-way"},
        ),
        (
            {"detail": {"description": "x", "performer": [{"display": "Ada"}], "scheduledString": "Mondays"}},
            {"owner_name": "Ada", "when_text": "Mondays"},
        ),
        ({"detail": {"description": "x"}, "progress": [{"text": "Went well"}]}, {"how_it_went": "Went well"}),
        ({"detail": {"description": "x", "scheduledPeriod": {"end": "2027-01-05"}}}, {"due_on": date(2027, 1, 5)}),
        ({"detail": "nonsense"}, {"what": ""}),
    ],
)
def test_actions(activity, columns):
    read = read_action(activity, "CarePlan.activity[0]").value.columns
    assert {name: read[name] for name in columns} == columns


def test_nothing_is_tied_to_a_goal_that_it_does_not_name():
    assert read_action({"detail": {"code": {"text": "Diet"}}}, "a").value.goal_references == ()
    named = read_action({"detail": {"code": {"text": "Diet"}, "goal": [{"reference": "Goal/1"}]}}, "a")
    assert named.value.goal_references == ("Goal/1",)
