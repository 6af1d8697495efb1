"""The plan itself, as the standard names it: formulation, strengths, needs with their goals and steps, agreement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of

from ...models import Goal, Plan, Statement
from ...rules import SETTINGS
from ..plan_page import goals_of
from ..shown import ActionView, AgreementView, GoalView

_PLAN = "Care and support plan"
_NEEDS = f"{_PLAN} > Needs, concerns or problems"

Held = Iterator[tuple[str, object]]


Standing = dict[str, list[Statement]]


def standing_statements(plan: Plan) -> Standing:
    """What stands in the plan, by heading in order. One statement."""
    said: Standing = defaultdict(list)
    for row in plan.statements.filter(taken_back_at=None).order_by("place", "created_at"):
        said[row.heading].append(row)
    return said


def plan_held(plan: Plan, said: Standing, person_name: str, by: Actor, at: datetime) -> Held:
    """Paths and values of the plan but its agreement. Three statements."""
    for number, row in enumerate(said["formulation"], start=1):
        yield from _formulated(f"Formulation > Formulation record entry#{number}", row, plan)
    for number, row in enumerate(said["strength"], start=1):
        yield f"{_PLAN} > Strengths#{number} > Free text", row.words
    goals, _loose = goals_of(plan, by, at)
    yield from _needs_held(said["need"], goals, plan, review_of(plan, at), person_name)
    yield f"{_PLAN} > Care funding source > Free text", "; ".join(row.words for row in said["funding"])
    for number, row in enumerate(said["other-plan"], start=1):
        yield f"{_PLAN} > Other care planning documents#{number}", row.words
    yield f"{_PLAN} > Planned review date/interval", review_of(plan, at)
    yield f"{_PLAN} > Date this plan was last updated", plan.changed_at
    yield from held_by_lead(_PLAN, plan)
    yield from written_by(_PLAN, plan, plan.changed_by_name, plan.changed_at)


def _needs_held(
    needs: Sequence[Statement], goals: Sequence[GoalView], plan: Plan, review: object, person_name: str
) -> Held:
    """Each need with the goals that grew from it; goals that grew from none stand in a group of their own."""
    grown = dict(Goal.objects.filter(plan=plan).values_list("id", "arises_from"))
    places = {row.id: number for number, row in enumerate(needs, start=1)}
    for row in needs:
        yield f"{_NEEDS}#{places[row.id]} > Free text", row.words
    for number, goal in enumerate(goals, start=1):
        place = places.get(grown[goal.id], len(needs) + 1)
        path = f"{_NEEDS}#{place} > Goals and hopes#{number}"
        yield from _goal_held(path, goal, plan.changed_at, review, person_name)


def _goal_held(path: str, goal: GoalView, changed_at: datetime, review: object, person_name: str) -> Held:
    yield f"{path} > Free text", goal.words
    yield f"{path} > Goal importance score", goal.importance
    yield f"{path} > Goal status", goal.state_words
    yield f"{path} > Outcomes#1 > Free text", goal.achievement_words
    for number, action in enumerate(goal.actions, start=1):
        step = f"{path} > Actions and activities#{number}"
        yield from _action_held(step, action, person_name)
        yield f"{step} > Date last updated", changed_at
        yield f"{step} > Review date", review


def _action_held(path: str, action: ActionView, person_name: str) -> Held:
    yield f"{path} > What#1 > Free text", action.what
    is_own = action.owner_kind == "person" and not action.owner_name
    yield f"{path} > Who > Name", person_name if is_own else action.owner_name
    yield f"{path} > Who > Role", action.owner_kind
    yield f"{path} > When", action.due_on or action.when_text
    yield f"{path} > Suggested strategies", action.strategies
    yield f"{path} > Status > Free text", action.state_words
    yield f"{path} > Confidence", action.confidence


def _formulated(path: str, row: Statement, plan: Plan) -> Held:
    yield f"{path} > Date", row.changed_at
    yield f"{path} > Formulation", row.words
    yield from written_by(path, plan, row.changed_by_name, row.changed_at)


def agreed_held(agreement: AgreementView | None, person_name: str) -> Held:
    """Paths and values of the plan's agreement."""
    yield from agreement_held(f"{_PLAN} > Agreed with person or legitimate representative", agreement, person_name)


def agreement_held(path: str, agreement: AgreementView | None, person_name: str) -> Held:
    """Whether it is agreed as it reads now, and by whom. Not agreed yet is an answer too."""
    is_agreed = agreement is not None and not agreement.has_changed_since
    yield f"{path} > Person or legitimate representative", is_agreed
    if agreement is not None:
        yield f"{path} > Person full name", agreement.name or person_name
        yield f"{path} > Role", agreement.role or agreement.agreed_with


def review_of(plan: Plan, at: datetime) -> object:
    """The day to look at the plan again; until one is chosen, the interval after which every plan is looked at."""
    return plan.review_on or f"{SETTINGS.value('review.months', day_of(at))} months"


def held_by_lead(path: str, plan: Plan) -> Held:
    """Who answers for the review: the named lead."""
    if plan.lead_name:
        yield f"{path} > Responsibility for review > Name", plan.lead_name
        yield f"{path} > Responsibility for review > Role", "Lead of this plan"
        yield f"{path} > Responsibility for review > Contact details", _phone(plan)


def written_by(path: str, plan: Plan, name: str, when: datetime) -> Held:
    """Who wrote a part of the plan, where and when."""
    place = plan.organisation.name if plan.organisation else ""
    yield f"{path} > Location > Free text", place
    for group in (f"{path} > Performing professional", f"{path} > Person completing record"):
        yield f"{group} > Name", name
        yield f"{group} > Organisation", place
        yield f"{group} > Contact details", _phone(plan)
    yield f"{path} > Person completing record > Date completed", when


def _phone(plan: Plan) -> str:
    return (plan.organisation.phone or plan.organisation.email) if plan.organisation else ""
