"""The rules of plans, as tables of examples."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from whatmatters.care_plans import rules

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("value", "is_fine"),
    [(None, True), (1, True), (10, True), (Decimal("7.5"), True), (0, False), (11, False), (-1, False)],
)
def test_the_ruler_goes_from_one_to_ten(value, is_fine):
    reasons = rules.ruler_reasons(value, field="importance", day=TODAY)
    assert (not reasons) == is_fine
    if reasons:
        assert reasons[0].field == "importance"
        assert "1 to 10" in reasons[0].text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("", "words.empty"),
        ("  \n", "words.empty"),
        ("x" * 2001, "words.long"),
        ("I want to walk", None),
        ("x" * 2000, None),
    ],
)
def test_a_goal_has_words(words, code):
    reasons = rules.words_reasons(words, field="words", what="what matters", day=TODAY)
    assert [reason.code for reason in reasons] == ([code] if code else [])


@pytest.mark.parametrize(
    ("review_on", "code"),
    [
        (None, "review.missing"),
        (date(2026, 11, 19), "review.past"),
        (TODAY, "review.past"),
        (date(2026, 11, 21), None),
        (date(2030, 1, 1), None),
    ],
)
def test_the_review_is_in_the_future(review_on, code):
    assert [reason.code for reason in rules.review_reasons(review_on, day=TODAY)] == ([code] if code else [])


@pytest.mark.parametrize(
    ("whose", "is_the_person", "becomes", "may"),
    [
        ("person", True, "person", True),
        ("person", False, "staff", False),
        ("person", False, "supported", False),
        ("supported", True, "person", True),
        ("supported", False, "supported", True),
        ("supported", False, "staff", False),
        ("proxy", True, "person", True),
        ("proxy", False, "proxy", True),
        ("proxy", False, "supported", True),
        ("proxy", False, "staff", False),
        ("person", False, "proxy", False),
        ("supported", False, "proxy", False),
        ("staff", False, "proxy", True),
        ("staff", False, "staff", True),
        ("staff", True, "person", True),
        ("imported", False, "supported", True),
        ("imported", True, "person", True),
    ],
)
def test_nobody_edits_a_persons_words(whose, is_the_person, becomes, may):
    reasons = rules.own_words_reasons(whose, is_the_person=is_the_person, new_authorship=becomes)
    assert (not reasons) == may


GOOD = {"goals": 1, "review_on": date(2027, 2, 1), "day": TODAY, "lacks_capacity": False, "age": 45}
ADA = {"with_whom": "representative", "name": "Ada", "reason": "She asked her to", "ground": "asked"}


@pytest.mark.parametrize(
    ("agreed", "change", "codes"),
    [
        ({}, {}, []),
        ({}, {"goals": 0}, ["agree.no-goal"]),
        ({"with_whom": ""}, {}, ["agree.who"]),
        ({"with_whom": "nobody"}, {}, ["agree.who"]),
        ({"with_whom": "representative"}, {}, ["agree.name", "agree.reason", "agree.ground"]),
        (ADA, {}, []),
        (ADA | {"ground": "because"}, {}, ["agree.ground"]),
        (ADA | {"ground": "lacks-capacity"}, {}, ["agree.capacity"]),
        (ADA | {"ground": "lacks-capacity"}, {"lacks_capacity": True}, []),
        (ADA | {"ground": "parent"}, {"age": 15}, []),
        (ADA | {"ground": "parent"}, {"age": 16}, ["agree.parent"]),
        (ADA | {"ground": "parent"}, {"age": None}, ["agree.parent"]),
        ({}, {"review_on": None}, ["review.missing"]),
        ({}, {"review_on": TODAY, "goals": 0}, ["review.past", "agree.no-goal"]),
    ],
)
def test_what_an_agreement_needs(agreed, change, codes):
    reasons = rules.agreement_reasons(agreed=rules.AgreedBy(**agreed), **(GOOD | change))
    assert [reason.code for reason in reasons] == codes


@pytest.mark.parametrize(
    ("weights", "scores", "expected"),
    [
        ((1,), (0,), 50.0),
        ((1,), (2,), 70.0),
        ((1, 1), (1, 1), 62.40),
        ((1, 1, 1), (-1, -1, -1), 36.31),
        ((9, 4, 2), (1, 0, -1), 55.95),
    ],
)
def test_goal_attainment_is_scored_as_the_erratum_says(weights, scores, expected):
    assert round(rules.goal_scores(scores, weights), 2) == expected


@pytest.mark.parametrize(
    ("scores", "weights", "code"),
    [((1, 1), (0, 0), "rating.weights"), ((3,), (1,), "rating.range"), ((-3,), (1,), "rating.range")],
)
def test_goals_without_weight_or_out_of_range_have_no_score(scores, weights, code):
    assert [reason.code for reason in rules.score_reasons(scores, weights)] == [code]
    assert rules.goal_scores(scores, weights) is None


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"triggers": ()}, ["contingency.trigger"]),
        ({"triggers": ("  ", "")}, ["contingency.trigger"]),
        ({"what_should_happen": ""}, ["what_should_happen.empty"]),
        ({"name": " "}, ["name.empty"]),
        ({"review_on": TODAY}, ["contingency.review"]),
    ],
)
def test_a_contingency_plan_says_when_and_what(change, codes):
    good = {"name": "Breathing", "triggers": ("I cannot talk",), "what_should_happen": "Call 999", "review_on": None}
    assert [reason.code for reason in rules.contingency_reasons(**(good | change), day=TODAY)] == codes


FULL = rules.PlanFacts(
    has_lead=True,
    involved=1,
    invited=True,
    statements={"reason": 1, "matters": 1, "worry": 1, "agenda": 1, "strength": 1, "need": 1},
    in_own_words=2,
    conversations=1,
    conversations_on_what_matters=1,
    conversations_ever=1,
    what_matters_ever=1,
    goals=1,
    actions=1,
    actions_with_owner=1,
    actions_with_day=1,
    contingencies=1,
    is_agreed=True,
    review_on=date(2027, 2, 1),
    reviews=1,
)


@pytest.mark.parametrize(
    ("change", "missed"),
    [
        ({}, []),
        ({"in_own_words": 0}, [1]),
        ({"has_lead": False, "involved": 0}, [1, 5]),
        ({"conversations_ever": 0}, [2]),
        ({"what_matters_ever": 0}, [2]),
        ({"conversations": 0, "conversations_on_what_matters": 0, "statements": {}}, []),
        ({"is_agreed": False}, [3]),
        ({"goals": 0}, [3, 4]),
        ({"actions": 0, "actions_with_owner": 0}, [4]),
        ({"actions_with_owner": 0}, [4]),
        ({"review_on": None}, [5]),
    ],
)
def test_a_plan_counts_by_what_is_in_it_alone(change, missed):
    found = rules.criteria_met(replace(FULL, **change))
    assert [criterion.number for criterion in found if not criterion.is_met] == missed
    assert all(bool(criterion.missing) != criterion.is_met for criterion in found)


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        (rules.PlanFacts(), "context"),
        (rules.PlanFacts(statements={"reason": 1}), "context"),
        (rules.PlanFacts(statements={"worry": 1}), "prepare"),
        (rules.PlanFacts(conversations=1), "conversation"),
        (rules.PlanFacts(statements={"need": 1}), "conversation"),
        (rules.PlanFacts(goals=1), "record"),
        (FULL, "happening"),
        (replace(FULL, review_on=TODAY), "review"),
        (replace(FULL, is_agreed=False), "record"),
    ],
)
def test_where_the_work_is_follows_from_what_is_there(facts, stage):
    assert rules.stage_now(facts, TODAY) == stage


def test_each_stage_lists_what_is_unfinished():
    nothing, everything = rules.stage_items(rules.PlanFacts(), TODAY), rules.stage_items(FULL, TODAY)
    assert {item.stage for item in nothing if not item.is_done and not item.is_optional} == set(rules.STAGES)
    assert [item.code for item in everything if not item.is_done and not item.is_optional] == []
