"""Capacity, one decision at a time; the three kinds of wishes in advance; what is kept from the person's own view."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused
from whatmatters.foundation.people.models import AdvanceRefusal, AdvanceStatement, Organisation, Person, PowerOfAttorney
from whatmatters.foundation.people.queries.capacity import get_capacity_page, lacks_capacity, list_lacking
from whatmatters.foundation.people.queries.in_advance import get_in_advance_page, list_powers_to_act
from whatmatters.foundation.people.rules.capacity import (
    attorney_reasons,
    capacity_reasons,
    kind_for,
    made_on_reasons,
    power_reasons,
    refusal_gaps,
    refusal_reasons,
    statement_reasons,
)
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity
from whatmatters.foundation.people.services.hiding import hide_capacity_from_person, show_capacity_to_person
from whatmatters.foundation.people.services.in_advance import (
    Power,
    Refusal,
    Statement,
    end_advance_refusal,
    end_advance_statement,
    end_power_of_attorney,
    record_power_of_attorney,
    write_advance_refusal,
    write_advance_statement,
)
from whatmatters.foundation.people.services.proxies import Grant, grant_proxy_access

from .world import NOW, TODAY, a_person, somebody

LACKS = Assessed(
    decision="Whether to move to Rose House",
    finding="lacks",
    reasons="She could not keep in mind what living there would mean",
    assessed_on=TODAY,
    assessor_name="Dr Oyelaran",
    how_supported="In the morning, with pictures",
    best_interests="To stay at home with more help, as she always wanted",
    who_was_asked="Her son",
)
FULL = {
    "decision": "Where to live",
    "finding": "lacks",
    "how_supported": "Pictures",
    "reasons": "Cannot weigh it",
    "best_interests": "Home",
    "who_was_asked": "Her son",
    "assessed_on": TODAY,
    "assessor_name": "Dr O",
    "kind": "mca",
    "day": TODAY,
}


@pytest.mark.parametrize(("age", "kind"), [(None, "mca"), (15, "gillick"), (16, "mca"), (80, "mca"), (3, "gillick")])
def test_which_test_is_asked_at_which_age(age: int | None, kind: str) -> None:
    assert kind_for(age) == kind


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({}, []),
        ({"decision": " "}, ["decision"]),
        ({"reasons": ""}, ["reasons"]),
        ({"assessor_name": ""}, ["assessor_name"]),
        ({"how_supported": ""}, ["how_supported"]),
        ({"best_interests": "", "who_was_asked": " "}, ["best_interests", "who_was_asked"]),
        ({"best_interests": "", "who_was_asked": "", "kind": "gillick"}, []),
        ({"best_interests": "", "who_was_asked": "", "how_supported": "", "finding": "has"}, []),
        ({"finding": "perhaps", "how_supported": ""}, ["finding"]),
        ({"assessed_on": TODAY + timedelta(days=1)}, ["assessed_on"]),
    ],
)
def test_what_an_assessment_must_say(changed: dict[str, object], fields: list[str]) -> None:
    reasons = capacity_reasons(**FULL | changed)  # type: ignore[arg-type]
    assert [reason.field for reason in reasons] == fields


WHOLE = {
    "is_life_sustaining": True,
    "says_even_if_life_at_risk": True,
    "is_in_writing": True,
    "is_signed": True,
    "witness": "A Neighbour",
}


@pytest.mark.parametrize(
    ("changed", "gaps"),
    [
        ({}, 0),
        ({"witness": " "}, 1),
        ({"is_signed": False, "is_in_writing": False}, 2),
        ({"says_even_if_life_at_risk": False}, 1),
        ({"is_life_sustaining": False, "is_signed": False, "is_in_writing": False, "witness": ""}, 0),
        ({"age_when_made": 17}, 1),
        ({"age_when_made": 18}, 0),
        ({"is_life_sustaining": False, "age_when_made": 17}, 1),
    ],
)
def test_what_a_refusal_lacks(changed: dict[str, object], gaps: int) -> None:
    assert len(refusal_gaps(**WHOLE | changed)) == gaps  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("scope", "is_registered", "codes"),
    [
        ("health-welfare", True, []),
        ("health-welfare", False, ["attorney.registered"]),
        ("property", True, ["attorney.scope"]),
        ("property", False, ["attorney.scope", "attorney.registered"]),
    ],
)
def test_which_power_lets_anybody_act(scope: str, is_registered: bool, codes: list[str]) -> None:
    assert [reason.code for reason in attorney_reasons(scope=scope, is_registered=is_registered)] == codes


def test_what_the_three_kinds_must_say() -> None:
    asked = [
        statement_reasons(words=" ", supported_by="", by_staff=False),
        statement_reasons(words="Home", supported_by="", by_staff=True),
        statement_reasons(words="Home", supported_by="Lin", by_staff=True),
        refusal_reasons(treatment="", circumstances=""),
        refusal_reasons(treatment="A feeding tube", circumstances="always"),
        power_reasons(attorney_name="", scope="everything", acts="sometimes"),
        power_reasons(attorney_name="Noor", scope="property", acts=""),
        made_on_reasons(TODAY + timedelta(days=1), day=TODAY),
        made_on_reasons(None, day=TODAY),
    ]
    assert [[reason.field for reason in reasons] for reasons in asked] == [
        ["words"],
        ["supported_by"],
        [],
        ["treatment", "circumstances"],
        [],
        ["attorney_name", "scope", "acts"],
        [],
        ["made_on"],
        [],
    ]


# --- assessments


def test_an_assessment_is_kept_for_its_decision_alone(amina: Person, lin: Actor, herself: Actor) -> None:
    kept = record_capacity(person_id=amina.id, assessed=LACKS, by=lin, at=NOW)
    has = replace(LACKS, decision="What to eat", finding="has", best_interests="")
    record_capacity(person_id=amina.id, assessed=has, by=lin, at=NOW + timedelta(minutes=1))
    page = get_capacity_page(amina.id, by=herself, at=NOW)
    assert [(row.decision, row.finding) for row in page.assessments] == [
        ("What to eat", "has"),
        ("Whether to move to Rose House", "lacks"),
    ]
    assert [key for key, _words in list_lacking(amina.id)] == [str(kept)]
    assert (page.may_record, page.may_hide) == (False, False)
    assert lacks_capacity(kept, amina.id)
    assert ("decisions",) in [row.sections for row in list_events_about(amina.id)]


def test_the_test_follows_from_the_age_on_the_day(surgery: Organisation, lin: Actor) -> None:
    young = a_person(surgery, birth_date=date(TODAY.year - 16, TODAY.month, TODAY.day))
    gillick = replace(LACKS, best_interests="", who_was_asked="", assessed_on=TODAY - timedelta(days=1))
    record_capacity(person_id=young.id, assessed=gillick, by=lin, at=NOW)
    page = get_capacity_page(young.id, by=lin, at=NOW)
    assert ([row.kind for row in page.assessments], page.kind) == (["gillick"], "mca")
    with pytest.raises(Refused):
        record_capacity(person_id=young.id, assessed=replace(gillick, assessed_on=TODAY), by=lin, at=NOW)


def test_whoever_does_not_see_decisions_finds_no_page(amina: Person, surgery: Organisation) -> None:
    for page in (get_capacity_page, get_in_advance_page):
        with pytest.raises(NotFound):
            page(amina.id, by=somebody(Role.BUDGET_OFFICER, surgery), at=NOW)


# --- kept from the person's own view


def test_what_is_kept_from_the_person_is_kept_from_proxies_and_coaches(
    amina: Person, lin: Actor, herself: Actor, surgery: Organisation
) -> None:
    kept = record_capacity(person_id=amina.id, assessed=LACKS, by=lin, at=NOW)
    nephew = Actor("account-nephew", "Idris Khan")
    grant = Grant(nephew.id, nephew.name, "Nephew", [Section.DECISIONS, Section.IDENTITY])
    grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    hide_capacity_from_person(capacity_id=kept, why="Her son told us in confidence", by=lin, at=NOW)

    def shown(by: Actor) -> int:
        return len(get_capacity_page(amina.id, by=by, at=NOW).assessments)

    coach = somebody(Role.COACH, surgery)
    assert [shown(by) for by in (herself, nephew, coach, lin)] == [0, 0, 0, 1]
    assert get_capacity_page(amina.id, by=lin, at=NOW).assessments[0].hidden_why == "Her son told us in confidence"
    assert list_lacking(amina.id) == ()
    told = [(row.action, row.why) for row in list_events_about(amina.id)]
    assert ("looked after what is kept for somebody's safety", "") in told
    assert not any("confidence" in why for _action, why in told)
    show_capacity_to_person(capacity_id=kept, by=lin, at=NOW)
    assert shown(herself) == 1


def test_who_may_keep_something_from_the_person(
    amina: Person, lin: Actor, herself: Actor, surgery: Organisation
) -> None:
    kept = record_capacity(person_id=amina.id, assessed=LACKS, by=lin, at=NOW)
    with pytest.raises(Refused):
        hide_capacity_from_person(capacity_id=kept, why=" ", by=lin, at=NOW)
    for by in (herself, somebody(Role.COACH, surgery), somebody(Role.CLINICIAN, a_surgery())):
        with pytest.raises(NotFound):
            hide_capacity_from_person(capacity_id=kept, why="Because", by=by, at=NOW)


def a_surgery() -> Organisation:
    return Organisation.objects.create(name="Elsewhere", kind="trust")


# --- three kinds of wishes


def test_three_kinds_are_three_lists(amina: Person, lin: Actor, herself: Actor) -> None:
    write_advance_statement(person_id=amina.id, statement=Statement("I want to be at home"), by=herself, at=NOW)
    refusal = Refusal("A feeding tube", "If I cannot swallow", True, is_in_writing=True, is_signed=True)
    write_advance_refusal(person_id=amina.id, refusal=refusal, by=lin, at=NOW)
    money = Power("Noor Khan", "property", is_registered=True)
    record_power_of_attorney(person_id=amina.id, power=money, by=lin, at=NOW)
    care = Power("Ada Khan", "health-welfare", is_registered=True, acts="alone")
    care_id = record_power_of_attorney(person_id=amina.id, power=care, by=lin, at=NOW + timedelta(minutes=1))
    page = get_in_advance_page(amina.id, by=lin, at=NOW)
    assert [row.words for row in page.statements] == ["I want to be at home"]
    assert [len(row.gaps) for row in page.refusals] == [2]
    assert [(row.attorney_name, len(row.reasons)) for row in page.powers] == [("Ada Khan", 0), ("Noor Khan", 1)]
    assert list_powers_to_act(amina.id) == ((str(care_id), "Ada Khan"),)


def test_whose_words_a_statement_is(amina: Person, lin: Actor, herself: Actor) -> None:
    with pytest.raises(Refused):
        write_advance_statement(person_id=amina.id, statement=Statement("Home"), by=lin, at=NOW)
    helped = Statement("Home", supported_by="Lin Ker")
    write_advance_statement(person_id=amina.id, statement=helped, by=lin, at=NOW)
    write_advance_statement(person_id=amina.id, statement=Statement("My cat"), by=herself, at=NOW + timedelta(hours=1))
    rows = AdvanceStatement.objects.order_by("created_at").values_list("authorship", "supported_by")
    assert list(rows) == [("supported", "Lin Ker"), ("person", "")]


def test_a_proxy_who_sees_decisions_writes_and_is_named(amina: Person, herself: Actor) -> None:
    nephew = Actor("account-nephew", "Idris Khan")
    grant = Grant(nephew.id, nephew.name, "Nephew", [Section.DECISIONS])
    grant_proxy_access(person_id=amina.id, grant=grant, by=herself, at=NOW)
    write_advance_statement(person_id=amina.id, statement=Statement("Home"), by=nephew, at=NOW)
    assert AdvanceStatement.objects.get().supported_by == "Idris Khan"
    with pytest.raises(NotAllowed):
        record_capacity(person_id=amina.id, assessed=LACKS, by=nephew, at=NOW)


def test_what_no_longer_holds_is_ended_and_stays_readable(amina: Person, herself: Actor) -> None:
    wishes = (
        write_advance_statement(person_id=amina.id, statement=Statement("Home"), by=herself, at=NOW),
        write_advance_refusal(person_id=amina.id, refusal=Refusal("X", "always", False), by=herself, at=NOW),
        record_power_of_attorney(person_id=amina.id, power=Power("A", "property"), by=herself, at=NOW),
    )
    end_advance_statement(statement_id=wishes[0], by=herself, at=NOW)
    end_advance_refusal(refusal_id=wishes[1], by=herself, at=NOW)
    end_power_of_attorney(power_id=wishes[2], by=herself, at=NOW)
    page = get_in_advance_page(amina.id, by=herself, at=NOW)
    assert [row.ended_at for rows in (page.statements, page.refusals, page.powers) for row in rows] == [NOW] * 3
    for table in (AdvanceStatement, AdvanceRefusal, PowerOfAttorney):
        assert table._default_manager.get().ended_by == herself.id
    with pytest.raises(NotFound):
        end_advance_statement(statement_id=wishes[0], by=herself, at=NOW)
