"""The open plans of whoever the actor works with, by where the work on them is: a care co-ordinator's list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_listing
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _

from .. import rules
from ..models import Plan
from ..permissions import WRITERS, visible_plans

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True)
class StagePlan:
    """One plan in the list; `is_overdue` when the day to look again has gone."""

    id: UUID
    person_id: UUID
    person_name: str
    title: str
    lead_name: str
    review_on: date | None
    changed_at: datetime
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlansAtStage:
    """A page of plans at one stage, those to look at soonest first; `mine` when only those that the actor leads."""

    stage: str
    stages: tuple[tuple[str, str], ...]
    plans: tuple[StagePlan, ...]
    page: int
    has_next: bool
    mine: bool


def list_plans_at_stage(stage: str, *, mine: bool = False, page: int = 1, by: Actor, at: datetime) -> PlansAtStage:
    """Open plans at one stage, recorded as a list that named their people. One statement for the plans, however many.

    A plan is being looked at again from the day on which that falls due. Who: staff who write plans. Raises `NotFound`
    for an unknown stage, `NotAllowed`.
    """
    if stage not in rules.STAGES:
        raise NotFound
    if not by.has_role(*WRITERS):
        raise NotAllowed(Reason("plan.write", _("This list is for those who write plans with people.")))
    found = _at(visible_plans(by, at), stage, day_of(at))
    if mine:
        found = found.filter(lead_id=by.id)
    start = (max(page, 1) - 1) * PAGE_SIZE
    order = (F("review_on").asc(nulls_last=True), "changed_at", "pk")
    rows = list(found.select_related("person").order_by(*order)[start : start + PAGE_SIZE + 1])
    plans = tuple(_row(plan, day_of(at)) for plan in rows[:PAGE_SIZE])
    record_listing("plans by stage", by=by, at=at, people=[plan.person_id for plan in plans])
    names = tuple((code, str(name)) for code, name in rules.STAGES.items())
    return PlansAtStage(stage, names, plans, max(page, 1), len(rows) > PAGE_SIZE, mine)


def _at(plans: QuerySet[Plan], stage: str, day: date) -> QuerySet[Plan]:
    """Where the copy on the plan says it is, but for the day that turns "making it happen" into "looking again"."""
    is_due = Q(review_on__lte=day)
    if stage == "review":
        return plans.filter(Q(stage="review") | Q(stage="happening") & is_due, state="agreed")
    if stage == "happening":
        return plans.filter(state="agreed", stage="happening").exclude(is_due)
    return plans.filter(state__in=("being-written", "received"), stage=stage)


def _row(plan: Plan, day: date) -> StagePlan:
    return StagePlan(
        id=plan.id,
        person_id=plan.person_id,
        person_name=plan.person.full_name,
        title=plan.title,
        lead_name=plan.lead_name,
        review_on=plan.review_on,
        changed_at=plan.changed_at,
        is_overdue=plan.review_on is not None and plan.review_on < day,
    )
