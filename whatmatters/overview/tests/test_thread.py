"""The thread: for each goal everything that points at it, for those who may see it."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.world import AT, TODAY, a_person, a_proxy, an_organisation, staff, themself
from whatmatters.care_plans import services
from whatmatters.care_plans.models import Action, Goal, Statement
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.sections import Section
from whatmatters.overview.record.thread import GoalPointer, get_thread_page
from whatmatters.project import wiring

from .telling import a_full_plan

POINTER = "whatmatters.overview.tests.pointing.list_pointing"


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person("Mary Okafor", cared_for_by=surgery)


@pytest.fixture
def plan_id(mary, surgery):
    return a_full_plan(mary, surgery)


def test_everything_that_points_at_a_goal_stands_with_it(mary, plan_id, surgery):
    sam, own = staff(surgery), themself(mary)
    strength = Statement.objects.get(heading="strength")
    words = services.GoalWords("Sing again", are_the_persons=True, arises_from_id=strength.id)
    goal_id = services.add_goal(plan_id=plan_id, goal=words, by=sam, at=AT)
    steps = services.ActionSteps("Ring the choir", "person")
    action_id = services.add_action(goal_id=goal_id, action=steps, by=sam, at=AT)
    for beside, text in (({"goal_id": goal_id}, "It goes well"), ({"action_id": action_id}, "They called back")):
        services.add_remark(plan_id=plan_id, beside=services.Beside(**beside), kind="note", words=text, by=own, at=AT)
    first, second = get_thread_page(mary.id, by=own, at=AT).threads
    assert first.own.goal.words == "I want to walk to the shop"
    assert first.own.remarks == ()
    assert second.own.grew_from.words.startswith("I sang alto")
    assert [step.what for step in second.own.goal.actions] == ["Ring the choir"]
    assert [remark.words for remark in second.own.remarks] == ["It goes well", "They called back"]


def test_ratings_stand_with_their_goal(mary, plan_id, surgery):
    goal, sam = Goal.objects.get(), staff(surgery)
    looked = services.Looked(is_formal=False, held_on=TODAY, how="home", ratings={goal.id: 1})
    services.review_plan(plan_id=plan_id, looked=looked, by=sam, at=AT)
    (thread,) = get_thread_page(mary.id, by=sam, at=AT).threads
    assert [(rating.held_on, rating.score) for rating in thread.own.ratings] == [(TODAY, 1)]


def test_other_components_are_asked_through_the_table(mary, plan_id, surgery, monkeypatch):
    monkeypatch.setattr(wiring, "GOAL_POINTERS", (GoalPointer(Section.DECISIONS, POINTER),))
    (thread,) = get_thread_page(mary.id, by=staff(surgery), at=AT).threads
    assert thread.pointing[0].words == "To the choir"
    officer = staff(surgery, Role.BUDGET_OFFICER)
    (hidden,) = get_thread_page(mary.id, by=officer, at=AT).threads
    assert hidden.pointing == ()


def test_it_is_there_for_those_who_see_the_plan_and_recorded_once(mary, plan_id, surgery):
    get_thread_page(mary.id, by=a_proxy(mary, Section.PLAN), at=AT)
    actions = [row.action for row in list_events_about(mary.id)]
    assert actions.count("opened the thread of the goals") == 1
    for nosy in (a_proxy(mary, Section.ABOUT_ME, name="Bo"), staff(an_organisation("Hilltop"))):
        with pytest.raises(NotFound):
            get_thread_page(mary.id, by=nosy, at=AT)


def test_it_takes_as_many_statements_for_many_goals_as_for_one(mary, plan_id, surgery):
    before = _statements_for(mary, surgery)
    for number in range(15):
        words = services.GoalWords(f"Goal {number}", are_the_persons=True)
        goal_id = services.add_goal(plan_id=plan_id, goal=words, by=staff(surgery), at=AT)
        steps = services.ActionSteps("Step", "person")
        services.add_action(goal_id=goal_id, action=steps, by=staff(surgery), at=AT)
    assert Action.objects.count() == 16
    assert _statements_for(mary, surgery) == before <= 20


def _statements_for(person, surgery) -> int:
    with CaptureQueriesContext(connection) as spent:
        get_thread_page(person.id, by=staff(surgery), at=AT)
    return len(spent)


def test_the_page_shows_it_and_leads_to_the_plan(signed_in, mary, plan_id, surgery, monkeypatch):
    monkeypatch.setattr(wiring, "GOAL_POINTERS", (GoalPointer(Section.PLAN, POINTER),))
    address = reverse("overview:thread", args=[mary.id])
    own = signed_in("Mary", person_id=mary.id)
    assert address in own.get(reverse("people:person", args=[mary.id])).content.decode()
    page = own.get(address).content.decode()
    for said in ("I want to walk to the shop", "Walk to the corner", "Referral", f"/plans/{plan_id}/#goal-"):
        assert said in page
    assert signed_in("Ad", posts=[(Role.ADMINISTRATOR, surgery.id)]).get(address).status_code == 404


def test_somebody_without_a_goal_is_led_to_plans(signed_in, mary):
    page = signed_in("Mary", person_id=mary.id).get(reverse("overview:thread", args=[mary.id])).content.decode()
    assert "No goal yet" in page
