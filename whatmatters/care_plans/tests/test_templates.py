"""Plan templates: data that is whole and plain, chosen at the start, worded on the stages, kept by version."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.world import AT, a_person, an_organisation, staff, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import Plan
from whatmatters.care_plans.rules import HEADINGS, find_template, list_templates, newest_template, template_reasons
from whatmatters.care_plans.rules import templates as kept
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.reading import measure

CARE_HOME = "What makes this feel like home? What do you want to go on doing?"
GENERAL = str(HEADINGS["matters"].prompt)


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person(cared_for_by=surgery)


@pytest.fixture
def sam(surgery):
    return staff(surgery)


def prompts(plan_id, by, stage="prepare") -> dict[str, str]:
    return {one.code: one.prompt for one in queries.get_stage(plan_id, stage, by=by, at=AT).headings}


def test_three_are_shipped_in_the_order_of_their_names():
    assert [one.code for one in list_templates()] == ["care-home", "several-conditions", "long-term-condition"]
    assert len({one.name for one in list_templates()}) == 3


@pytest.mark.parametrize("template", list_templates(), ids=lambda one: one.code)
def test_each_is_whole_and_in_plain_words(template):
    assert template.prompts.keys() <= HEADINGS.keys()
    assert {
        "reason",
        "matters",
        "worry",
        "strength",
        "need",
        "option",
        "risk",
        "formulation",
    } <= template.prompts.keys()
    assert template.about
    assert template.questionnaires
    assert measure("\n".join(template.prompts.values())).age <= 9
    assert not template_reasons(template.code)


def test_a_template_that_is_none_is_refused(mary, sam):
    assert [reason.field for reason in template_reasons("nonsense")] == ["template"]
    with pytest.raises(Refused):
        services.start_plan(person_id=mary.id, template="nonsense", by=sam, at=AT)
    assert not Plan.objects.exists()


def test_its_words_stand_in_place_of_the_general_ones(mary, sam):
    plain = services.start_plan(person_id=mary.id, by=sam, at=AT)
    home = services.start_plan(person_id=mary.id, template="care-home", by=sam, at=AT)
    assert prompts(plain, sam)["matters"] == GENERAL
    assert prompts(home, sam)["matters"] == CARE_HOME
    assert queries.get_heading(home, "matters", by=themself(mary), at=AT).heading.prompt == CARE_HOME
    assert queries.get_stage(plain, "prepare", by=sam, at=AT).template is None
    assert queries.get_stage(home, "prepare", by=sam, at=AT).template.questionnaires == ("Personal wellbeing (ONS4)",)
    assert prompts(home, sam).keys() == prompts(plain, sam).keys()


def test_a_plan_keeps_the_version_that_it_began_with(mary, sam, monkeypatch):
    plan_id = services.start_plan(person_id=mary.id, template="care-home", by=sam, at=AT)
    old = find_template("care-home", 1)
    newer = kept.PlanTemplate("care-home", 2, "Living in a home", "", (), {"matters": "What else?"})
    monkeypatch.setattr(kept, "all_templates", lambda: {("care-home", 1): old, ("care-home", 2): newer})
    assert newest_template("care-home").version == 2
    view = queries.get_stage(plan_id, "prepare", by=sam, at=AT).template
    assert (view.version, view.newest, view.is_here) == (1, 2, True)
    assert prompts(plan_id, sam)["matters"] == CARE_HOME
    later = services.start_plan(person_id=mary.id, template="care-home", by=sam, at=AT)
    assert prompts(later, sam)["matters"] == "What else?"


@pytest.mark.parametrize(("code", "version"), [("care-home", 7), ("elsewhere", 1), ("care-home", None)])
def test_a_template_that_is_not_here_leaves_the_general_questions(mary, sam, code, version):
    plan_id = services.start_plan(person_id=mary.id, by=sam, at=AT)
    Plan.objects.filter(pk=plan_id).update(template=code, template_version=version)
    assert prompts(plan_id, sam)["matters"] == GENERAL
    view = queries.get_stage(plan_id, "prepare", by=sam, at=AT).template
    assert not view.is_here


def test_it_is_chosen_on_a_page_and_seen_on_the_stages(mary, surgery, signed_in):
    client = signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])
    address = reverse("care_plans:choose", args=[mary.id])
    assert address in client.get(reverse("care_plans:of_person", args=[mary.id])).content.decode()
    assert "Living in a care home" in client.get(address).content.decode()
    assert "Choose one of the answers" in client.post(address, {"template": "x"}).content.decode()
    assert not Plan.objects.exists()
    answer = client.post(address, {"template": "care-home"})
    plan = Plan.objects.get()
    assert answer.headers["Location"] == reverse("care_plans:plan", args=[plan.id])
    assert (plan.template, plan.template_version) == ("care-home", 1)
    stage = client.get(reverse("care_plans:stage", args=[plan.id, "prepare"])).content.decode()
    assert CARE_HOME in stage
    assert "Questions from: Living in a care home, version 1" in stage
    assert CARE_HOME in client.get(reverse("care_plans:say", args=[plan.id, "matters"])).content.decode()
    Plan.objects.update(template_version=9)
    assert "which is not here" in client.get(reverse("care_plans:stage", args=[plan.id, "prepare"])).content.decode()


def test_one_click_and_an_empty_answer_start_a_general_plan(mary, surgery, signed_in):
    client = signed_in("Lin Ker", posts=[(Role.LINK_WORKER, surgery.id)])
    client.post(reverse("care_plans:start", args=[mary.id]))
    client.post(reverse("care_plans:choose", args=[mary.id]), {"template": ""})
    assert list(Plan.objects.values_list("template", "template_version")) == [("", None), ("", None)]


def test_nobody_chooses_for_a_person_whom_they_may_not_see(mary, signed_in):
    client = signed_in("Nadia Rahman", posts=[(Role.LINK_WORKER, an_organisation("Hilltop Surgery").id)])
    assert client.get(reverse("care_plans:choose", args=[mary.id])).status_code == 404
    assert client.post(reverse("care_plans:choose", args=[mary.id]), {"template": "care-home"}).status_code == 404
    assert not Plan.objects.exists()
