"""Today: what is due, for whom, at the same cost for few and many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.world import AT, TODAY, a_person, a_proxy, an_organisation, staff, themself
from whatmatters.care_plans import services as plans
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.people.models import CareRelationship
from whatmatters.foundation.people.sections import Section
from whatmatters.overview.today.queries import get_today

pytestmark = pytest.mark.django_db


def a_plan_with_a_step(person, by, *, due: int, owner_id: str, review: date = date(2026, 12, 1)) -> None:
    plan_id = plans.start_plan(person_id=person.id, by=by, at=AT)
    goal_id = plans.add_goal(plan_id=plan_id, goal=plans.GoalWords("Walk"), by=by, at=AT)
    step = plans.ActionSteps("Ring the choir", "staff", by.name, owner_id, TODAY + timedelta(days=due))
    plans.add_action(goal_id=goal_id, action=step, by=by, at=AT)
    plans.agree_plan(plan_id=plan_id, version_read=3, agreed=plans.AgreedBy(), review_on=review, by=by, at=AT)


def on_the_caseload(person, by) -> None:
    CareRelationship.objects.filter(person=person).update(worker_id=by.id, search_name=person.search_name)


def test_a_link_worker_sees_what_is_due_and_whom_they_hold():
    surgery = an_organisation()
    sam, mary, john = staff(surgery), a_person(cared_for_by=surgery), a_person("John Obi", cared_for_by=surgery)
    on_the_caseload(mary, sam)
    a_plan_with_a_step(mary, sam, due=3, owner_id=sam.id)
    a_plan_with_a_step(john, sam, due=30, owner_id=sam.id, review=date(2027, 6, 1))
    today = get_today(by=sam, at=AT)
    assert [action.person_name for action in today.actions] == ["Mary Okafor"]
    assert [plan.person_name for plan in today.reviews] == ["Mary Okafor"]
    assert [row.name for row in today.caseload.rows] == ["Mary Okafor"]


def test_a_step_that_is_past_is_marked():
    surgery = an_organisation()
    sam, mary = staff(surgery), a_person(cared_for_by=surgery)
    a_plan_with_a_step(mary, sam, due=1, owner_id=sam.id)
    (action,) = get_today(by=sam, at=AT + timedelta(days=5)).actions
    assert action.is_overdue


def test_a_proxy_sees_whom_they_act_for_until_it_ends():
    mary = a_person()
    ada = a_proxy(mary, Section.PLAN, ends_before=TODAY + timedelta(days=2))
    assert [one.name for one in get_today(by=ada, at=AT).acts_for] == ["Mary Okafor"]
    assert get_today(by=ada, at=AT + timedelta(days=2)).acts_for == ()


def test_staff_see_whose_acting_ends_soon():
    surgery = an_organisation()
    a_proxy(a_person(cared_for_by=surgery), Section.PLAN, ends_before=TODAY + timedelta(days=20))
    (one,) = get_today(by=staff(surgery), at=AT).to_ask_again
    assert (one.person_name, one.proxy_name, one.is_overdue) == ("Mary Okafor", "Ada Okafor", False)
    assert get_today(by=staff(an_organisation("Hilltop")), at=AT).to_ask_again == ()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR, Role.DIRECTORY_EDITOR, Role.COMMUNITY_CONTACT])
def test_those_whose_work_is_not_with_people_see_nobody(role):
    surgery = an_organisation()
    a_plan_with_a_step(a_person(cared_for_by=surgery), staff(surgery), due=1, owner_id="x")
    today = get_today(by=staff(surgery, role), at=AT)
    assert (today.knows_people, today.caseload, today.actions, today.reviews) == (False, None, (), ())


def test_another_place_sees_nobody_of_this_one():
    surgery, elsewhere = an_organisation(), an_organisation("Hilltop")
    sam, nadia = staff(surgery), staff(elsewhere)
    mary = a_person(cared_for_by=surgery)
    on_the_caseload(mary, nadia)
    a_plan_with_a_step(mary, sam, due=1, owner_id=nadia.id)
    today = get_today(by=nadia, at=AT)
    assert (today.actions, today.reviews, today.caseload.rows) == ((), (), ())


def test_the_person_sees_their_own_steps():
    mary = a_person()
    me = themself(mary)
    plan_id = plans.start_plan(person_id=mary.id, by=me, at=AT)
    goal_id = plans.add_goal(plan_id=plan_id, goal=plans.GoalWords("Sing"), by=me, at=AT)
    step = plans.ActionSteps("Ring the choir", "person", due_on=TODAY)
    plans.add_action(goal_id=goal_id, action=step, by=me, at=AT)
    assert [action.what for action in get_today(by=me, at=AT).actions] == ["Ring the choir"]


def test_it_costs_the_same_for_two_and_twenty(django_assert_max_num_queries):
    surgery = an_organisation()
    sam = staff(surgery)

    def statements() -> int:
        with django_assert_max_num_queries(12) as counted:
            get_today(by=sam, at=AT)
        return len(counted.captured_queries)

    costs = []
    for number in range(20):
        person = a_person(f"Person {number}", cared_for_by=surgery)
        on_the_caseload(person, sam)
        a_plan_with_a_step(person, sam, due=2, owner_id=sam.id)
        if number == 1:
            costs.append(statements())
    assert [*costs, statements()] == [costs[0], costs[0]]
