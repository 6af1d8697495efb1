"""A plan with everything on it, told through the services, for tests of what is made of a record."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.world import AT, staff, themself
from whatmatters.care_plans import services as plans
from whatmatters.care_plans.models import Plan
from whatmatters.foundation.people.models import Organisation, Person
from whatmatters.foundation.people.services.about_me import Words, write_about_me

WORSE = plans.WhenWorse(
    name="When I stay in bed",
    triggers=("I have not dressed for two days", "I do not pick up the phone"),
    what_should_happen="Bill comes in with his key.",
    who_to_contact="Jean, daughter: 07700 900101",
    coping="Radio on.",
    are_the_persons=True,
)


def a_full_plan(person: Person, surgery: Organisation) -> UUID:
    """What matters, a goal with a step, what was said, a contingency plan, who is involved, and an agreement."""
    sam, own = staff(surgery), themself(person)
    words = Words(text="Singing & <b>my garden</b>\nٹیلی فون نہ کریں")
    write_about_me(person_id=person.id, heading="most-important", words=words, based_on=0, by=own, at=AT)
    plan_id = plans.start_plan(person_id=person.id, by=sam, at=AT)
    goal = plans.GoalWords("I want to walk to the shop", "I meet people there", 8, are_the_persons=True)
    goal_id = plans.add_goal(plan_id=plan_id, goal=goal, by=sam, at=AT)
    plans.add_action(goal_id=goal_id, action=plans.ActionSteps("Walk to the corner", "person"), by=sam, at=AT)
    said = plans.Said("I sang alto for forty years. I can still learn.", are_the_persons=True)
    plans.write_statement(plan_id=plan_id, heading="strength", said=said, by=sam, at=AT)
    risk = plans.Said("Walking alone", "Only when it is dry", are_the_persons=True)
    plans.write_statement(plan_id=plan_id, heading="risk", said=risk, by=own, at=AT)
    summary = plans.Said("Grief and failing sight came together.")
    plans.write_statement(plan_id=plan_id, heading="formulation", said=summary, by=sam, at=AT)
    plans.add_contingency(plan_id=plan_id, contingency=WORSE, by=sam, at=AT)
    part = plans.Part("Grace Mensah", "care co-ordinator", "Riverside Surgery", is_professional=True)
    plans.involve(plan_id=plan_id, part=part, by=sam, at=AT)
    agree(plan_id, surgery)
    return plan_id


def agree(plan_id: UUID, surgery: Organisation) -> None:
    """The person agrees the plan as it reads now."""
    version = Plan.objects.get(pk=plan_id).version
    plans.agree_plan(
        plan_id=plan_id,
        version_read=version,
        agreed=plans.AgreedBy(),
        review_on=date(2027, 2, 1),
        by=staff(surgery),
        at=AT,
    )
