"""Looking at a plan again: what changed and why, how far each goal has come, and the next day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, allow, keep_rule
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _
from whatmatters.foundation.people.permissions import access_to

from .. import rules
from ..models import CareAnswer, Goal, GoalRating, GoalScale, Plan, Review
from ..permissions import locked_plan, reasons_against_saying_how_care_was
from .goals import locked_goal
from .keeping import keep_progress, made, stamp, whose_words_are_kept


@dataclass(frozen=True, slots=True)
class Looked:
    """A review: formal or not, when and how, who was there, what changed and why, and the day to look again."""

    is_formal: bool
    held_on: date
    how: str
    who_was_there: str = ""
    what_changed: str = ""
    why: str = ""
    next_on: date | None = None
    ratings: Mapping[UUID, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Scale:
    """The five levels of a goal in words, from -2 to +2, its weights from 0 to 9, and where the person began."""

    levels: tuple[str, ...]
    importance_weight: int = 1
    difficulty_weight: int = 1
    baseline: int | None = None


@transaction.atomic
def set_goal_scale(*, goal_id: UUID, scale: Scale, by: Actor, at: datetime) -> None:
    """Say what each level of a goal would look like. Raises `NotFound`, `NotAllowed`, `Refused`.

    Source: Goal Attainment Scaling (rulebook 5.3).
    """
    plan, goal = locked_goal(goal_id, by, at)
    reasons = rules.scale_reasons(
        levels=scale.levels, importance=scale.importance_weight, difficulty=scale.difficulty_weight
    )
    if scale.baseline is not None:
        reasons += rules.score_reasons([scale.baseline], [1])
    keep_rule(reasons)
    row = GoalScale.objects.filter(goal=goal).first() or GoalScale(goal=goal, version=0, **made(by, at))
    row.levels = [clean_text(words) for words in scale.levels]
    row.importance_weight, row.difficulty_weight = scale.importance_weight, scale.difficulty_weight
    row.baseline, row.version = scale.baseline, row.version + 1
    stamp(row, by, at)
    row.save()
    keep_progress(plan, change="said how a goal is measured", subject=f"goal:{goal.id}", by=by, at=at)


@transaction.atomic
def review_plan(*, plan_id: UUID, looked: Looked, by: Actor, at: datetime) -> UUID:
    """Write a review down; its id. A formal one names the next day, and starts a new round of preparation.

    What the plan says is changed by the other services, before or after. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    goals = list(plan.goals.select_related("scale").filter(pk__in=looked.ratings))
    weights = {goal.id: _weight(goal) for goal in goals}
    keep_rule(_review_reasons(looked, weights, at))
    if len(goals) != len(looked.ratings):
        raise NotFound
    last = plan.agreements.order_by("-version").values_list("version", flat=True).first()
    row = Review.objects.create(plan=plan, round=plan.round, compared_with=last, **_columns(plan, looked, by, at))
    GoalRating.objects.bulk_create(
        GoalRating(review=row, goal=goal, score=looked.ratings[goal.id], weight=weights[goal.id]) for goal in goals
    )
    if looked.next_on:
        plan.review_on = looked.next_on
    if looked.is_formal:
        plan.round += 1
    keep_progress(plan, change="looked at the plan again", subject=f"review:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def answer_how_care_was(*, plan_id: UUID, answers: Mapping[str, str], by: Actor, at: datetime) -> int:
    """Keep what somebody answered to "how was care for you?"; how many answers. Nothing ties them to the person.

    Only the person (or a proxy) is asked. Answers that say nothing are left out. Raises `NotFound`, `NotAllowed`.
    """
    plan = locked_plan(plan_id, by, at)
    allow(reasons_against_saying_how_care_was(access_to(plan.person_id, by, at)))
    known = {q: a for q, a in answers.items() if q in rules.CARE_QUESTIONS and a in rules.CARE_ANSWERS}
    if plan.organisation_id is None or not known:
        return 0
    month = day_of(at).replace(day=1)
    CareAnswer.objects.bulk_create(
        CareAnswer(organisation_id=plan.organisation_id, month=month, question=question, answer=answer)
        for question, answer in known.items()
    )
    return len(known)


def _weight(goal: Goal) -> int:
    scale = getattr(goal, "scale", None)
    return scale.importance_weight * scale.difficulty_weight if scale else 1


def _review_reasons(looked: Looked, weights: Mapping[UUID, int], at: datetime) -> Reasons:
    day = day_of(at)
    reasons = YES
    if looked.held_on > day:
        text = _("This day has not come yet. Choose today or a day before.")
        reasons += (Reason("review.future", text, "held_on"),)
    if looked.how not in rules.WAYS_TO_MEET:
        reasons += (Reason("review.how", _("Choose how you talked."), "how"),)
    if looked.is_formal or looked.next_on:
        reasons += rules.review_reasons(looked.next_on, day=day, field="next_on")
    known = [key for key in looked.ratings if key in weights]
    return reasons + rules.score_reasons([looked.ratings[key] for key in known], [weights[key] for key in known])


def _columns(plan: Plan, looked: Looked, by: Actor, at: datetime) -> dict[str, object]:
    authorship, _supported = whose_words_are_kept(plan, by, are_the_persons=False)
    return {
        "is_formal": looked.is_formal,
        "held_on": looked.held_on,
        "how": looked.how,
        "who_was_there": clean_text(looked.who_was_there),
        "what_changed": clean_text(looked.what_changed),
        "why": clean_text(looked.why),
        "next_on": looked.next_on,
        "authorship": authorship,
    } | made(by, at)
