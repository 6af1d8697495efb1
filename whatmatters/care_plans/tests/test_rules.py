"""The rules of plans, as tables of examples."""

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
        ("staff", False, "staff", True),
        ("staff", True, "person", True),
        ("imported", False, "supported", True),
        ("imported", True, "person", True),
    ],
)
def test_nobody_edits_a_persons_words(whose, is_the_person, becomes, may):
    reasons = rules.own_words_reasons(whose, is_the_person=is_the_person, new_authorship=becomes)
    assert (not reasons) == may


GOOD = {
    "goals": 1,
    "agreed_with": "person",
    "name": "",
    "reason": "",
    "review_on": date(2027, 2, 1),
    "day": TODAY,
}


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"goals": 0}, ["agree.no-goal"]),
        ({"agreed_with": ""}, ["agree.who"]),
        ({"agreed_with": "nobody"}, ["agree.who"]),
        ({"agreed_with": "representative"}, ["agree.name", "agree.reason"]),
        ({"agreed_with": "representative", "name": "Ada", "reason": "She asked her to"}, []),
        ({"review_on": None}, ["review.missing"]),
        ({"review_on": TODAY, "goals": 0}, ["review.past", "agree.no-goal"]),
    ],
)
def test_what_an_agreement_needs(change, codes):
    assert [reason.code for reason in rules.agreement_reasons(**(GOOD | change))] == codes


def test_what_is_missing_is_a_list_of_words():
    nothing = rules.missing_from(goals=0, actions=0, conversations=0, agreed=False, review_on=None)
    everything = rules.missing_from(goals=1, actions=1, conversations=1, agreed=True, review_on=TODAY)
    assert len(nothing) == 5
    assert everything == ()
