"""Lists of plans and actions: of one person, to review, due for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_listing, record_read
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.reasons import Reasons
from whatmatters.foundation.people.permissions import access_to, acting_organisations, visible_to
from whatmatters.foundation.people.queries.banner import PersonBanner, get_banner
from whatmatters.foundation.people.sections import Section

from ..models import Action, Plan
from ..permissions import reasons_against_writing, visible_plans
from ..states import PLAN

OPEN_PLANS = ("being-written", "agreed", "received")
OPEN_ACTIONS = ("planned", "under-way")


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan in a list. `person_name` is what the person likes to be called, then the family name."""

    id: UUID
    person_id: UUID
    person_name: str
    title: str
    state: str
    state_words: str
    review_on: date | None
    lead_name: str
    goals: int
    started_at: datetime
    origin_source: str


@dataclass(frozen=True, slots=True)
class DueAction:
    """An action that is due, with whose plan it is in."""

    id: UUID
    plan_id: UUID
    person_id: UUID
    person_name: str
    what: str
    owner: str
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class PlansPage:
    """A person's plans, and why the reader may not start another (empty when they may)."""

    banner: PersonBanner
    plans: tuple[PlanRow, ...]
    reasons_against_starting: Reasons


def get_plans_page(person_id: UUID, *, by: Actor, at: datetime) -> PlansPage:
    """The page of one person's plans, recorded as read. Raises `NotFound`."""
    access = access_to(person_id, by, at)
    banner = get_banner(person_id, by=by, at=at, access=access)
    if Section.PLAN not in access:
        raise NotFound
    record_read(
        "opened the list of plans",
        by=by,
        at=at,
        person_id=person_id,
        sections=[Section.PLAN],
        organisations=acting_organisations(person_id, by, at),
    )
    plans = tuple(list_plans_of(person_id, by=by, at=at))
    return PlansPage(banner, plans, reasons_against_writing(access))


def list_plans_of(person_id: UUID, *, by: Actor, at: datetime) -> list[PlanRow]:
    """One person's plans, newest first. Part of a page of that person's, whose read the page's query records."""
    plans = visible_plans(by, at).filter(person_id=person_id)
    return [_row(plan) for plan in _with_counts(plans).order_by("-created_at")]


def list_plans_to_review(*, before: date, by: Actor, at: datetime, limit: int = 30) -> list[PlanRow]:
    """Open plans whose day to look again comes before a day, soonest first, of the people this actor works with.

    Recorded as a list that named them.
    """
    plans = visible_plans(by, at).filter(state__in=OPEN_PLANS, review_on__lt=before)
    rows = [_row(plan) for plan in _with_counts(plans).order_by("review_on")[:limit]]
    record_listing("plans to look at again", by=by, at=at, people=[row.person_id for row in rows])
    return rows


def list_due_actions(*, before: date, by: Actor, at: datetime, limit: int = 30) -> list[DueAction]:
    """Open actions due before a day that are the actor's own to do: their name as owner, or their own plan.

    Recorded as a list that named the people concerned.
    """
    own = Q(owner_id=by.id) | Q(plan__person_id=by.person_id, owner_kind="person")
    actions = (
        visible_to(Action.objects.all(), by, Section.PLAN, at, person="plan__person")
        .filter(own, state__in=OPEN_ACTIONS, due_on__lt=before, plan__state__in=OPEN_PLANS)
        .select_related("plan__person")
        .order_by("due_on")[:limit]
    )
    rows = [_due(action, day_of(at)) for action in actions]
    record_listing("actions due", by=by, at=at, people=[row.person_id for row in rows])
    return rows


def _with_counts(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    return plans.select_related("person").annotate(goal_count=Count("goals"))


def _row(plan: Plan) -> PlanRow:
    return PlanRow(
        id=plan.id,
        person_id=plan.person_id,
        person_name=plan.person.full_name,
        title=plan.title,
        state=plan.state,
        state_words=PLAN.states[plan.state],
        review_on=plan.review_on,
        lead_name=plan.lead_name,
        goals=plan.goal_count,  # type: ignore[attr-defined]
        started_at=plan.created_at,
        origin_source=plan.origin_source,
    )


def _due(action: Action, day: date) -> DueAction:
    plan = action.plan
    due_on = cast(date, action.due_on)  # the list is filtered on it
    return DueAction(
        id=action.id,
        plan_id=plan.id,
        person_id=plan.person_id,
        person_name=plan.person.full_name,
        what=action.what,
        owner=action.owner_name,
        due_on=due_on,
        is_overdue=due_on < day,
    )
