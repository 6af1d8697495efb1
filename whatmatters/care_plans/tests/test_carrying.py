"""What stands around a plan's goals, out and in: every kind, and what cannot be read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from whatmatters.care_plans.fhir.carrying import as_questionnaires, read_carried
from whatmatters.care_plans.fhir.codes import QUESTIONNAIRES
from whatmatters.care_plans.queries.carried import KINDS, Carried
from whatmatters.foundation.fhir.writing import to_json

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
ROWS = [
    Carried("involved", "1", {"name": "Grace", "role": "nurse", "is_professional": True}, {}, "", AT, "Sam"),
    Carried("conversation", "2", {"round": 2, "held_on": date(2026, 11, 1), "how": "home"}, {}, "", AT, "Sam"),
    Carried(
        "statement", "3", {"round": 1, "heading": "worry", "words": "Falling & <b>", "place": 1}, {}, "", AT, "Mary"
    ),
    Carried(
        "contingency", "4", {"name": "Breath", "triggers": ["One", "Two"], "what_should_happen": "999"}, {}, "", AT, ""
    ),
    Carried("remark", "5", {"kind": "note", "words": "Well"}, {"goal": "g", "statement": "3"}, "", AT, "Jean"),
    Carried(
        "scale",
        "g",
        {"levels": ["a", "", "c", "", "e"], "importance_weight": 3, "difficulty_weight": 1},
        {"goal": "g"},
        "",
        AT,
        "Sam",
    ),
    Carried("review", "6", {"is_formal": False, "held_on": date(2026, 11, 2), "how": "home"}, {}, "", AT, "Sam"),
    Carried("rating", "7", {"score": -2, "weight": 6}, {"review": "6", "goal": "g"}, "", None, ""),
]


def test_every_kind_comes_back_as_it_went():
    assert {row.kind for row in ROWS} == set(KINDS)
    written = json.loads(to_json({"contained": as_questionnaires(ROWS)[::-1]}))
    found, reasons = read_carried(written)
    assert reasons == []
    assert sorted(found, key=lambda row: row.kind) == sorted(ROWS, key=lambda row: row.kind)


@pytest.mark.parametrize(
    "broken",
    [
        {"id": "statement-1", "item": [{"linkId": "heading", "answer": [{"valueString": "unheard-of"}]}]},
        {"id": "statement-1", "item": [{"linkId": "round", "answer": [{"valueInteger": 10**9}]}]},
        {"id": "statement-1", "item": [{"linkId": "said_on", "answer": [{"valueDate": "yesterday"}]}]},
        {"id": "statement-1", "item": [{"linkId": "words"}]},
        {"id": "statement-1", "item": 7},
        {"item": []},
        {"id": "statement-1", "authored": "soon", "item": []},
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(broken):
    found, reasons = read_carried({"contained": [broken | {"questionnaire": f"{QUESTIONNAIRES}statement"}]})
    assert found == []
    assert [reason.code for reason in reasons] == ["plan.carried"]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("rating", {"score": 3, "weight": 1}),
        ("scale", {"levels": ["a"], "importance_weight": 1, "difficulty_weight": 1}),
        ("scale", {"levels": list("abcde"), "importance_weight": 10, "difficulty_weight": 1}),
        ("scale", {"levels": list("abcde"), "importance_weight": 1, "difficulty_weight": 1, "baseline": -3}),
    ],
)
def test_what_no_page_could_show_is_left_out(kind, values):
    written = json.loads(to_json({"contained": as_questionnaires([Carried(kind, "1", values, {})])}))
    assert read_carried(written)[0] == []


@pytest.mark.parametrize(
    "contained", [None, 7, {"a": 1}, [7], [{"id": "x"}], [{"questionnaire": "https://example.org/other"}]]
)
def test_what_is_not_ours_is_left_alone(contained):
    assert read_carried({"contained": contained}) == ([], [])
