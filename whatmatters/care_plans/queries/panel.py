"""The goals on a person's own page: what they hope for, and the next step of each.

Serves the project's table `PERSON_PANELS`. Records no read: the person's page records one for all that it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.reasons import Reasons
from whatmatters.foundation.people.permissions import Access

from ..permissions import reasons_against_writing
from .shown import ActionView, GoalView
from .whole import WholePlan, list_whole_plans

CURRENT_GOALS = ("active", "proposed", "on-hold")
OPEN_ACTIONS = ("planned", "under-way")


@dataclass(frozen=True, slots=True)
class GoalInBrief:
    """A goal and what comes next towards it, if anything does."""

    goal: GoalView
    next_step: ActionView | None
    steps_open: int
    steps_done: int


@dataclass(frozen=True, slots=True)
class GoalsPanel:
    """The current goals of all open plans, and the plan to write in; `plan_id` is None when there is no plan yet."""

    person_id: UUID
    is_own: bool
    goals: tuple[GoalInBrief, ...]
    plan_id: UUID | None
    reasons_against_writing: Reasons


def get_goals_panel(person_id: UUID, *, access: Access, by: Actor, at: datetime) -> GoalsPanel:
    """What the person hopes for now. The caller has checked that the reader sees the plan, and records the read."""
    plans = list_whole_plans(person_id, by=by, at=at, closed=False)
    own = [plan for plan in plans if not plan.origin_source]
    return GoalsPanel(
        person_id=person_id,
        is_own=by.person_id == person_id,
        goals=tuple(_brief(goal) for plan in _ours_first(plans) for goal in plan.goals if goal.state in CURRENT_GOALS),
        plan_id=own[-1].id if own else None,
        reasons_against_writing=reasons_against_writing(access),
    )


def _ours_first(plans: list[WholePlan]) -> list[WholePlan]:
    """Plans that were made here come before those from other records."""
    return sorted(plans, key=lambda plan: (bool(plan.origin_source), plan.created_at))


def _brief(goal: GoalView) -> GoalInBrief:
    still_open = [action for action in goal.actions if action.state in OPEN_ACTIONS]
    dated = sorted(still_open, key=lambda action: action.due_on or date.max)
    return GoalInBrief(
        goal=goal,
        next_step=dated[0] if dated else None,
        steps_open=len(still_open),
        steps_done=sum(action.state == "done" for action in goal.actions),
    )
