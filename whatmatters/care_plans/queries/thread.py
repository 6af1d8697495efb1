"""The thread of each goal: everything in its plan that points at it. `overview/record` adds what others have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from whatmatters.foundation.kernel.actor import Actor

from .. import rules
from ..models import Goal, GoalRating, Remark
from ..wording import whose_words
from .beside import RemarkView, remark_view
from .shown import GoalView
from .whole import list_whole_plans


@dataclass(frozen=True, slots=True)
class GrewFrom:
    """What was said that a goal grew from."""

    label: str
    words: str
    whose_words: str


@dataclass(frozen=True, slots=True)
class RatedAt:
    """How far a goal had come at one review, in words."""

    held_on: date
    score: int
    level: str
    words: str


@dataclass(frozen=True, slots=True)
class GoalThread:
    """A goal of an open plan with its steps (on the goal), and all that was said and rated about them, oldest first."""

    goal: GoalView
    plan_title: str
    grew_from: GrewFrom | None
    remarks: tuple[RemarkView, ...]
    ratings: tuple[RatedAt, ...]


def list_threads(person_id: UUID, *, by: Actor, at: datetime) -> tuple[GoalThread, ...]:
    """The threads of one person's goals in open plans, those that were dropped last.

    Three statements, besides those of the plans. The caller has checked that the reader sees the plan and records the
    read.
    """
    plans = list_whole_plans(person_id, by=by, at=at, closed=False)
    goals = [(goal, plan.title) for plan in plans for goal in plan.goals]
    ids, is_own = [goal.id for goal, _title in goals], by.person_id == person_id
    grown, remarks, ratings = _grown_from(ids, is_own), _remarks(ids, is_own), _ratings(ids)
    threads = (GoalThread(goal, title, grown.get(goal.id), remarks[goal.id], ratings[goal.id]) for goal, title in goals)
    return tuple(sorted(threads, key=lambda thread: thread.goal.state == "cancelled"))


def _grown_from(goals: list[UUID], is_own: bool) -> dict[UUID, GrewFrom]:
    rows = Goal.objects.filter(pk__in=goals, arises_from__isnull=False).select_related("arises_from")
    return {row.id: _grew_from(row.arises_from, is_own) for row in rows}


def _grew_from(said: Any, is_own: bool) -> GrewFrom:
    heading = rules.HEADINGS[said.heading]
    return GrewFrom(
        label=str(heading.own if is_own else heading.words),
        words=said.words,
        whose_words=whose_words(said.authorship, is_own=is_own),
    )


def _remarks(goals: list[UUID], is_own: bool) -> dict[UUID, tuple[RemarkView, ...]]:
    """Beside a goal, or beside one of its steps."""
    rows = Remark.objects.filter(Q(goal__in=goals) | Q(action__goal__in=goals)).select_related("action")
    found = ((row.goal_id or (row.action.goal_id if row.action else None), row) for row in rows.order_by("created_at"))
    return _grouped((goal_id, remark_view(row, is_own=is_own)) for goal_id, row in found)


def _ratings(goals: list[UUID]) -> dict[UUID, tuple[RatedAt, ...]]:
    rows = GoalRating.objects.filter(goal__in=goals).select_related("review")
    return _grouped(
        (row.goal_id, RatedAt(row.review.held_on, row.score, str(rules.LEVELS[row.score]), row.words))
        for row in rows.order_by("review__held_on", "review__created_at")
    )


def _grouped(found: Iterable[tuple[Any, Any]]) -> dict[UUID, tuple[Any, ...]]:
    by_goal: dict[UUID, tuple[Any, ...]] = defaultdict(tuple)
    for goal_id, one in found:
        by_goal[goal_id] += (one,)
    return by_goal
