"""One person's plans in full: goals, what was said, what to do when things get worse, who is involved, reviews.

Serves the folder, the summaries and the person's whole record. The caller has checked that the reader may have it and
records the read. Words are given as the person reads them, whoever asks: these pages are the person's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q

from whatmatters.foundation.kernel.actor import Actor

from ..models import ContingencyPlan, Involved, Remark, Review, Statement
from ..rules import HEADINGS, MEANS
from .beside import ContingencyView, InvolvedView, ReviewView, contingency_view, involved_view, review_view
from .whole import WholePlan, list_whole_plans


@dataclass(frozen=True, slots=True)
class StatementInPlan:
    """One statement as the person reads it. `helped` names who wrote it down, `said_by` who knew it."""

    id: UUID
    heading: str
    label: str
    stage: str
    words: str
    further_label: str
    further: str
    authorship: str
    helped: str
    said_by: str
    means: str
    said_on: date | None
    written_at: datetime


@dataclass(frozen=True, slots=True)
class PlanInFull:
    """A plan with everything that a person takes home of it. Statements stand in the order of their headings."""

    plan: WholePlan
    statements: tuple[StatementInPlan, ...]
    contingencies: tuple[ContingencyView, ...]
    involved: tuple[InvolvedView, ...]
    reviews: tuple[ReviewView, ...]

    def said(self, *headings: str) -> tuple[StatementInPlan, ...]:
        """What stands under these headings, in their order."""
        return tuple(one for code in headings for one in self.statements if one.heading == code)

    @property
    def is_agreed(self) -> bool:
        """Whether the plan was agreed and has not changed since."""
        return self.plan.agreement is not None and not self.plan.agreement.has_changed_since


@dataclass(frozen=True, slots=True)
class RemarkInPlan:
    """Something said beside a plan, as the person's whole record keeps it."""

    id: UUID
    plan_id: UUID
    kind: str
    words: str
    authorship: str
    said_at: datetime
    said_by: str
    goal_id: UUID | None
    action_id: UUID | None
    statement_id: UUID | None
    outcome: str
    answer: str
    answered_by: str


def list_plans_in_full(person_id: UUID, *, by: Actor, at: datetime, closed: bool = False) -> tuple[PlanInFull, ...]:
    """One person's plans, oldest first; `closed` says whether those no longer used are wanted too.

    What stands beside the goals takes six statements, however many plans there are.
    """
    plans = list_whole_plans(person_id, by=by, at=at, closed=closed)
    ids = [plan.id for plan in plans]
    said, worse = _statements(ids), _by_plan(_in_use(ContingencyPlan, ids, "place"), _contingency)
    involved = _by_plan(_in_use(Involved, ids), involved_view)
    reviews = Review.objects.filter(plan__in=ids).prefetch_related("ratings__goal")
    looked = _by_plan(reviews.order_by("-held_on", "-created_at"), review_view)
    return tuple(PlanInFull(plan, *(found[plan.id] for found in (said, worse, involved, looked))) for plan in plans)


def list_contingencies_of(person_id: UUID) -> tuple[ContingencyView, ...]:
    """What to do when things get worse, of all plans of one person that are in use. One statement.

    The caller has checked that the reader may have it and records the read.
    """
    rows = ContingencyPlan.objects.filter(plan__person_id=person_id, ended_at=None).exclude(plan__state="closed")
    return tuple(_contingency(row) for row in rows.order_by("plan__created_at", "place", "created_at"))


def list_remarks_of(person_id: UUID) -> tuple[RemarkInPlan, ...]:
    """Everything that was said beside one person's plans, oldest first. The caller records the read."""
    rows = Remark.objects.filter(plan__person_id=person_id).order_by("created_at", "id")
    return tuple(
        RemarkInPlan(
            id=row.id,
            plan_id=row.plan_id,
            kind=row.kind,
            words=row.words,
            authorship=row.authorship,
            said_at=row.created_at,
            said_by=row.created_by_name,
            goal_id=row.goal_id,
            action_id=row.action_id,
            statement_id=row.statement_id,
            outcome=row.outcome,
            answer=row.answer,
            answered_by=row.answered_by_name,
        )
        for row in rows
    )


def _in_use(kind: Any, plans: list[UUID], *order: str) -> Iterable[Any]:
    return kind.objects.filter(plan__in=plans, ended_at=None).order_by(*order, "created_at")


def _by_plan(rows: Iterable[Any], view: Callable[[Any], Any]) -> dict[UUID, tuple[Any, ...]]:
    found: dict[UUID, tuple[Any, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.plan_id] += (view(row),)
    return found


def _contingency(row: ContingencyPlan) -> ContingencyView:
    return contingency_view(row, is_own=True)


def _statements(plans: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
    """Those that stand: of this round, or of the whole plan."""
    order = list(HEADINGS)
    here = Q(round=F("plan__round")) | Q(heading__in=[code for code in order if not HEADINGS[code].of_round])
    rows = Statement.objects.filter(here, plan__in=plans, taken_back_at=None).order_by("place", "created_at")
    return _by_plan(sorted(rows, key=lambda row: order.index(row.heading)), _statement)


def _statement(row: Statement) -> StatementInPlan:
    heading = HEADINGS[row.heading]
    return StatementInPlan(
        id=row.id,
        heading=row.heading,
        label=str(heading.own),
        stage=heading.stage,
        words=row.words,
        further_label=str(heading.further),
        further=row.further,
        authorship=row.authorship,
        helped=row.supported_by or row.changed_by_name,
        said_by=row.said_by,
        means=str(MEANS.get(row.means, "")),
        said_on=row.said_on,
        written_at=row.changed_at,
    )
