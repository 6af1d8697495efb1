"""The standards report of one plan: who may, what it reads, what it says, as a page and as a command."""

from __future__ import annotations

from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.urls import reverse

from tests.world import AT, a_person, a_proxy, an_organisation, staff, stranger_id, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.commands import check_prsb
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.models import Address
from whatmatters.foundation.people.sections import Section

pytestmark = pytest.mark.django_db
HOME = "Person demographics > Person's address"


@pytest.fixture
def surgery():
    return an_organisation()


@pytest.fixture
def mary(surgery):
    surgery.ods_code = "A99001"
    surgery.save()
    return a_person(cared_for_by=surgery, gp_practice=surgery, gender="female")


@pytest.fixture
def sam(surgery):
    return staff(surgery)


@pytest.fixture
def plan_id(mary, sam):
    plan_id = services.start_plan(person_id=mary.id, by=sam, at=AT)
    need = services.Said("I cannot get to the shop", are_the_persons=True)
    need_id = services.write_statement(plan_id=plan_id, heading="need", said=need, by=sam, at=AT)
    goal = services.GoalWords("I want to walk to the shop", importance=Decimal(8), arises_from_id=need_id)
    services.add_goal(plan_id=plan_id, goal=goal, by=sam, at=AT)
    return plan_id


def found(plan_id, by) -> dict[str, str]:
    page = queries.get_standards_report(plan_id, by=by, at=AT)
    return {line.where: line.outcome for report in page.reports for line in report.lines}


def test_it_reads_the_person_the_practice_and_the_plan(plan_id, sam):
    seen = found(plan_id, sam)
    needs = "Care and support plan > Needs, concerns or problems"
    assert seen["Person demographics > Person name > Person family name"] == "met"
    assert seen["GP practice > GP practice record entry > GP practice identifier"] == "met"
    assert seen[f"{needs} > Free text"] == "met"
    assert seen[f"{needs} > Goals and hopes > Goal importance score"] == "met"
    assert seen[f"{needs} > Goals and hopes > Actions and activities"] == "required"
    assert seen["Care and support plan > Responsibility for review > Name"] == "met"
    assert seen["Person demographics > Ethnicity"] == "required"
    assert seen["About Me"] == "required"


def test_a_practice_without_a_code_is_not_enough(plan_id, sam, surgery):
    surgery.ods_code = ""
    surgery.save()
    page = queries.get_standards_report(plan_id, by=sam, at=AT)
    assert [line.where for line in page.reports[0].of("mandatory")] == [
        "GP practice > GP practice record entry > GP practice identifier"
    ]
    assert not page.is_met


def test_a_goal_that_grew_from_no_need_is_seen_to_lack_one(plan_id, sam):
    services.add_goal(plan_id=plan_id, goal=services.GoalWords("See the sea"), by=sam, at=AT)
    seen = found(plan_id, sam)
    assert seen["Care and support plan > Needs, concerns or problems 2 > Free text"] == "required"
    assert seen["Care and support plan > Needs, concerns or problems 2 > Goals and hopes > Free text"] == "met"


def test_a_secret_address_is_not_there_for_those_who_may_not_know_it(plan_id, mary, sam, surgery):
    Address.objects.create(person=mary, lines="A refuge", postcode="ZZ99 3CZ", is_secret=True)
    assert found(plan_id, staff(surgery, Role.COACH))[HOME] == "required"
    assert found(plan_id, sam)[HOME] == "met"


def test_it_is_recorded_as_one_read_of_all_that_it_looks_at(plan_id, mary, sam):
    before = len(list_events_about(mary.id))
    queries.get_standards_report(plan_id, by=sam, at=AT)
    events = list_events_about(mary.id)
    assert len(events) == before + 1
    assert events[0].action == "held a plan against the information standards"


def test_it_is_for_staff_who_see_the_plan_and_for_nobody_else(plan_id, mary, surgery):
    elsewhere = staff(an_organisation("Hilltop Surgery"))
    analyst = staff(surgery, Role.ANALYST)
    for by in (themself(mary), a_proxy(mary, Section.PLAN), elsewhere, analyst):
        with pytest.raises(NotFound):
            queries.get_standards_report(plan_id, by=by, at=AT)
    with pytest.raises(NotFound):
        queries.get_standards_report(stranger_id(), by=Actor.system("standards"), at=AT)


def test_it_costs_the_same_for_one_and_for_many_goals(plan_id, sam, django_assert_max_num_queries):
    def statements() -> int:
        with django_assert_max_num_queries(20) as counted:
            queries.get_standards_report(plan_id, by=sam, at=AT)
        return len(counted.captured_queries)

    few = statements()
    for _ in range(8):
        services.add_goal(plan_id=plan_id, goal=services.GoalWords("See the sea"), by=sam, at=AT)
    assert statements() == few


def test_the_page_names_what_is_missing_and_the_plan_leads_to_it(plan_id, mary, surgery, signed_in):
    client = signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])
    address = reverse("care_plans:standards", args=[plan_id])
    assert address in client.get(reverse("care_plans:plan", args=[plan_id])).content.decode()
    page = client.get(address).content.decode()
    assert "Person demographics &gt; Ethnicity" in page
    assert "Meets it" in page
    own = signed_in("Mary Okafor", person_id=mary.id)
    assert address not in own.get(reverse("care_plans:plan", args=[plan_id])).content.decode()
    assert own.get(address).status_code == 404


def test_the_command_says_what_is_missing_and_ends_with_its_code(plan_id, surgery):
    done = CliRunner().invoke(check_prsb, [str(plan_id)], standalone_mode=False)
    assert done.return_value == 0
    assert "PRSB Personalised Care and Support Plan 2.0 (DAPB4022 Amd 38/2021): meets it;" in done.output
    assert "Person demographics > Ethnicity" in done.output
    assert "Place of birth" not in done.output
    assert "Place of birth" in CliRunner().invoke(check_prsb, [str(plan_id), "--all"], standalone_mode=False).output
    surgery.ods_code = ""
    surgery.save()
    assert CliRunner().invoke(check_prsb, [str(plan_id)], standalone_mode=False).return_value == 1
    assert "no plan" in str(CliRunner().invoke(check_prsb, [str(stranger_id())], standalone_mode=False).exception)
