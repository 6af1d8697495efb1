"""What stands beside and around a plan: remarks, contingency plans, who is involved, invitations, reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.errors import NotFound

from .. import rules
from ..models import ContingencyPlan, GoalScale, Invitation, Involved, Remark, Review
from ..wording import whose_words
from .advising import advice_on
from .plan_page import PlanPage, get_goal, get_plan
from .shown import GoalView


@dataclass(frozen=True, slots=True)
class RemarkView:
    """Something said beside the plan: what kind, by whom, and the answer where it was a wish."""

    id: UUID
    kind: str
    kind_words: str
    words: str
    whose_words: str
    said_at: datetime
    said_by: str
    goal_id: UUID | None
    action_id: UUID | None
    statement_id: UUID | None
    outcome: str
    answer: str
    answered_by: str
    answered_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether this is a wish that nobody has answered."""
        return self.kind == "wish" and self.answered_at is None


@dataclass(frozen=True, slots=True)
class ContingencyView:
    """A contingency plan as a page shows it."""

    id: UUID
    name: str
    triggers: tuple[str, ...]
    early_signs: str
    what_should_happen: str
    who_to_contact: str
    coping: str
    ready_at_hand: str
    authorship: str
    whose_words: str
    review_on: date | None
    version: int
    changed_at: datetime
    changed_by: str


@dataclass(frozen=True, slots=True)
class InvolvedView:
    """Somebody with a part in the plan."""

    id: UUID
    name: str
    role: str
    organisation: str
    reach: str
    is_professional: bool


@dataclass(frozen=True, slots=True)
class InvitationView:
    """One invitation that went out."""

    meet_on: date | None
    when_text: str
    how: str
    where: str
    sent_at: datetime
    sent_by: str
    advice: rules.WordsAdvice | None = None


@dataclass(frozen=True, slots=True)
class RatingView:
    """How far one goal had come at a review, in words."""

    goal: str
    score: int
    level: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review, with its ratings and their score (50 is "as hoped for"); None when there is nothing to score."""

    is_formal: bool
    held_on: date
    how: str
    who_was_there: str
    what_changed: str
    why: str
    compared_with: int | None
    next_on: date | None
    written_by: str
    ratings: tuple[RatingView, ...]
    score: float | None


def get_remark(remark_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, RemarkView]:
    """One remark and its plan, recorded as read. Raises `NotFound`."""
    row = Remark.objects.filter(pk=remark_id).first()
    if row is None:
        raise NotFound
    page = get_plan(row.plan_id, by=by, at=at)
    return page, remark_view(row, is_own=page.is_own)


def get_contingency(contingency_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, ContingencyView]:
    """One contingency plan in use and its plan, recorded as read. Raises `NotFound`."""
    row = ContingencyPlan.objects.filter(pk=contingency_id, ended_at=None).first()
    if row is None:
        raise NotFound
    page = get_plan(row.plan_id, by=by, at=at)
    return page, contingency_view(row, is_own=page.is_own)


def get_goal_scale(goal_id: UUID, *, by: Actor, at: datetime) -> tuple[PlanPage, GoalView, dict[str, Any]]:
    """A goal on its plan, recorded as read, and what its scale says, by the names of its form. Raises `NotFound`."""
    page, goal = get_goal(goal_id, by=by, at=at)
    row = GoalScale.objects.filter(goal=goal_id).first()
    if row is None:
        return page, goal, {}
    names = ("level_minus_2", "level_minus_1", "level_0", "level_1", "level_2")
    weights = {name: getattr(row, name) for name in ("importance_weight", "difficulty_weight", "baseline")}
    return page, goal, dict(zip(names, row.levels, strict=True)) | weights


def list_remarks(page: PlanPage) -> tuple[RemarkView, ...]:
    """Everything said beside a plan, newest first. The caller has the page, and so may read it."""
    rows = Remark.objects.filter(plan=page.id).order_by("-created_at")
    return tuple(remark_view(row, is_own=page.is_own) for row in rows)


def list_contingencies(page: PlanPage) -> tuple[ContingencyView, ...]:
    """The contingency plans in use, in order. The caller has the page, and so may read it."""
    rows = ContingencyPlan.objects.filter(plan=page.id, ended_at=None).order_by("place", "created_at")
    return tuple(contingency_view(row, is_own=page.is_own) for row in rows)


def list_involved(page: PlanPage) -> tuple[InvolvedView, ...]:
    """Who has a part in the plan now. The caller has the page, and so may read it."""
    rows = Involved.objects.filter(plan=page.id, ended_at=None).order_by("created_at")
    return tuple(involved_view(row) for row in rows)


def involved_view(row: Involved) -> InvolvedView:
    """Somebody with a part in the plan as they are shown."""
    return InvolvedView(row.id, row.name, row.role, row.organisation, row.reach, row.is_professional)


def list_invitations(page: PlanPage) -> tuple[InvitationView, ...]:
    """The invitations of this round, newest first. The caller has the page, and so may read it."""
    rows = Invitation.objects.filter(plan=page.id, round=page.round).order_by("-created_at")
    return tuple(
        InvitationView(
            row.meet_on,
            row.when_text,
            str(rules.WAYS_TO_MEET.get(row.how, "")),
            row.where,
            row.created_at,
            row.created_by_name,
            advice_on(Authorship.STAFF, row.words, row.where, day=day_of(row.created_at)),
        )
        for row in rows
    )


def list_reviews(page: PlanPage) -> tuple[ReviewView, ...]:
    """Every review, newest first. Three statements. The caller has the page, and so may read it."""
    rows = Review.objects.filter(plan=page.id).prefetch_related("ratings__goal").order_by("-held_on", "-created_at")
    return tuple(review_view(row) for row in rows)


def review_view(row: Review) -> ReviewView:
    """A review as it is shown; its ratings and their goals have been fetched."""
    ratings = sorted(row.ratings.all(), key=lambda rating: rating.goal.place)
    return ReviewView(
        is_formal=row.is_formal,
        held_on=row.held_on,
        how=rules.WAYS_TO_MEET.get(row.how, ""),
        who_was_there=row.who_was_there,
        what_changed=row.what_changed,
        why=row.why,
        compared_with=row.compared_with,
        next_on=row.next_on,
        written_by=row.created_by_name,
        ratings=tuple(RatingView(one.goal.words, one.score, str(rules.LEVELS[one.score])) for one in ratings),
        score=rules.goal_scores([one.score for one in ratings], [one.weight for one in ratings]),
    )


def remark_view(row: Remark, *, is_own: bool) -> RemarkView:
    """A remark as it is shown to the person or to others."""
    return RemarkView(
        id=row.id,
        kind=row.kind,
        kind_words=str(rules.REMARKS[row.kind]),
        words=row.words,
        whose_words=whose_words(row.authorship, is_own=is_own),
        said_at=row.created_at,
        said_by=row.created_by_name,
        goal_id=row.goal_id,
        action_id=row.action_id,
        statement_id=row.statement_id,
        outcome=row.outcome,
        answer=row.answer,
        answered_by=row.answered_by_name,
        answered_at=row.answered_at,
    )


def contingency_view(row: ContingencyPlan, *, is_own: bool) -> ContingencyView:
    """A contingency plan as it is shown to the person or to others."""
    return ContingencyView(
        id=row.id,
        name=row.name,
        triggers=tuple(row.triggers),
        early_signs=row.early_signs,
        what_should_happen=row.what_should_happen,
        who_to_contact=row.who_to_contact,
        coping=row.coping,
        ready_at_hand=row.ready_at_hand,
        authorship=row.authorship,
        whose_words=whose_words(row.authorship, is_own=is_own),
        review_on=row.review_on,
        version=row.version,
        changed_at=row.changed_at,
        changed_by=row.changed_by_name,
    )
