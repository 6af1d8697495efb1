"""Everything that is kept of one person's plans: for the export and the person's own folder.

The caller has checked that the reader may have it and records the read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor

from ..models import Plan
from ..states import PLAN
from .plan_page import agreement_of, goals_of
from .shown import ActionView, AgreementView, GoalView


@dataclass(frozen=True, slots=True)
class WholePlan:
    """One plan with its goals, its actions and its last agreement."""

    id: UUID
    title: str
    about: str
    state: str
    state_words: str
    lead_name: str
    review_on: date | None
    version: int
    created_at: datetime
    origin_source: str
    goals: tuple[GoalView, ...]
    actions_without_goal: tuple[ActionView, ...]
    agreement: AgreementView | None

    @property
    def actions(self) -> list[ActionView]:
        """Every action, those without a goal last."""
        return [*(action for goal in self.goals for action in goal.actions), *self.actions_without_goal]


def list_whole_plans(person_id: UUID, *, by: Actor, at: datetime, closed: bool = True) -> list[WholePlan]:
    """One person's plans, oldest first; `closed` says whether those no longer used are wanted too."""
    plans = Plan.objects.filter(person_id=person_id).order_by("created_at", "id")
    return [_whole(plan, by, at) for plan in (plans if closed else plans.exclude(state="closed"))]


def _whole(plan: Plan, by: Actor, at: datetime) -> WholePlan:
    goals, loose = goals_of(plan, by, at)
    return WholePlan(
        id=plan.id,
        title=plan.title,
        about=plan.about,
        state=plan.state,
        state_words=PLAN.states[plan.state],
        lead_name=plan.lead_name,
        review_on=plan.review_on,
        version=plan.version,
        created_at=plan.created_at,
        origin_source=plan.origin_source,
        goals=goals,
        actions_without_goal=loose,
        agreement=agreement_of(plan),
    )
