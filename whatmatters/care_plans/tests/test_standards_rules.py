"""The tables of the standards, and a plan held against them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from whatmatters.care_plans.rules import STANDARDS, check_standard, load_standard
from whatmatters.care_plans.rules.standards.facts import MARKS, STEP

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "prsb-standards"
FILES = {"pcsp": "PersonalisedCSP.json", "about_me": "AboutMe.json"}

WHO = "Person demographics"
AGREED = "Care and support plan > Agreed with person or legitimate representative"
BARE = {
    f"{WHO} > Person name > Person first name": "Mary",
    f"{WHO} > Person name > Person family name": "Okafor",
    f"{WHO} > Date of birth": "1944-03-09",
    "GP practice > GP practice record entry > GP practice identifier": "A99001",
}


def pcsp(**_: object):
    return load_standard("pcsp")


def outcomes(held: dict[str, object]) -> dict[str, str]:
    return {line.where: line.outcome for line in check_standard(pcsp(), held).lines}


def _told(concepts: list[dict], above: tuple[str, ...] = ()):
    for one in concepts:
        path = (*above, one["name"].strip())
        cardinality = f"{one['minimumMultiplicity']}..{one['maximumMultiplicity']}"
        yield STEP.join(path), cardinality, one.get("mro") or "O"
        yield from _told(one.get("concept", []), path)


@pytest.mark.parametrize("code", [code for code in STANDARDS if (DATA / FILES[code]).exists()])
def test_the_tables_hold_what_the_standards_hold(code):
    standard = json.loads((DATA / FILES[code]).read_text())["dataset"][0]
    facts = load_standard(code).facts
    ours = [(STEP.join(f.path), f"{f.at_least}..{'*' if f.at_most is None else f.at_most}", f.standing) for f in facts]
    assert ours == list(_told(standard["concept"]))
    assert load_standard(code).version == standard["version"]


@pytest.mark.parametrize("code", STANDARDS)
def test_the_tables_are_whole(code):
    facts = load_standard(code).facts
    assert len({fact.path for fact in facts}) == len(facts)
    assert {fact.mark for fact in facts} <= set(MARKS)
    assert {fact.standing for fact in facts} == ({"M", "R", "O"} if code == "pcsp" else {"R"})
    assert not [fact for fact in facts if fact.standing == "M" and fact.mark not in ("", "either")]
    paths = {fact.path for fact in facts}
    assert not [fact for fact in facts if len(fact.path) > 1 and fact.path[:-1] not in paths]


def test_a_standard_that_is_none_is_no_standard():
    with pytest.raises(KeyError):
        load_standard("../pcsp")


def test_the_least_that_meets_the_standard():
    report = check_standard(pcsp(), BARE)
    assert (report.is_met, report.is_full) == (True, False)
    assert "Care and support plan" in [line.where for line in report.of("required")]


@pytest.mark.parametrize("path", BARE)
def test_without_one_mandatory_thing_it_is_not_met(path):
    for nothing in ("", "  ", None):
        assert not check_standard(pcsp(), BARE | {path: nothing}).is_met
    assert not check_standard(pcsp(), {key: value for key, value in BARE.items() if key != path}).is_met


@pytest.mark.parametrize(
    ("more", "where", "outcome"),
    [
        # What is mandatory inside a group is asked for only where the group is there.
        ({}, "Personal contacts", "required"),
        ({"Personal contacts > Personal contacts record entry > Contact details": "07700 900101"},
         "Personal contacts > Personal contacts record entry > Name", "mandatory"),
        ({"Personal contacts > Personal contacts record entry > Name": "Jean"},
         "Personal contacts > Personal contacts record entry > Relationship", "required"),
        ({"Personal contacts > Personal contacts record entry > Name": "Jean"},
         "Personal contacts > Personal contacts record entry > Comments", "if-any"),
        ({"Contingency/safety plans > Contingency plan name > Free text": "When worse"},
         "Contingency/safety plans > Trigger factors", "mandatory"),
        # A code or words: one will do.
        ({"Care and support plan > Strengths > Free text": "I sing"},
         "Care and support plan > Strengths > Coded value", "if-any"),
        # False is an answer.
        ({f"{AGREED} > Person or legitimate representative": False},
         f"{AGREED} > Person or legitimate representative", "met"),
        ({f"{WHO} > Date of birth#1": "1944", f"{WHO} > Date of birth#2": "1945"},
         f"{WHO} > Date of birth", "too-many"),
        ({}, f"{WHO} > Place of birth", "no-place"),
        ({}, f"{WHO} > NHS number", "required"),
    ],
)  # fmt: skip
def test_what_each_thing_comes_to(more, where, outcome):
    assert outcomes(BARE | more)[where] == outcome


def test_each_of_several_is_looked_at_and_numbered():
    entry = "Personal contacts > Personal contacts record entry"
    found = outcomes(BARE | {f"{entry}#1 > Name": "Jean", f"{entry}#2 > Relationship": "neighbour"})
    assert found[f"{entry} 1 > Name"] == "met"
    assert found[f"{entry} 2 > Name"] == "mandatory"


def test_a_path_that_the_standard_does_not_have_is_refused():
    with pytest.raises(KeyError):
        check_standard(pcsp(), {"Person demographics > Shoe size": "7"})
