"""Goals: what matters to the person and what they hope for, in words that stay whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.reasons import Reason, Reasons

from .. import rules
from ..models import Goal, Plan, Statement
from ..permissions import locked_plan
from ..states import GOAL
from .keeping import check_version, keep_change, keep_progress, made, stamp, whose_words_are_kept


@dataclass(frozen=True, slots=True)
class GoalWords:
    """What a goal says. `are_the_persons` tells whether somebody else wrote down the person's own words;
    `arises_from_id` is the statement it grew from, set once."""

    words: str
    why_it_matters: str = ""
    importance: Decimal | None = None
    target_on: date | None = None
    are_the_persons: bool = False
    arises_from_id: UUID | None = None

    def labelled(self) -> dict[str, str]:
        """The words by the label of their question, to show beside somebody else's."""
        return {
            "What matters": self.words,
            "Why it matters": self.why_it_matters,
            "How important (1 to 10)": "" if self.importance is None else f"{Decimal(self.importance).normalize():f}",
        }


@transaction.atomic
def add_goal(*, plan_id: UUID, goal: GoalWords, by: Actor, at: datetime) -> UUID:
    """Add a goal to a plan. Returns its id.

    Written by the person it is in their own words; by a proxy or by staff it is their own words with help when they
    say so, else the writer's. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(_goal_reasons(goal, at))
    authorship, supported_by = whose_words_are_kept(plan, by, are_the_persons=goal.are_the_persons)
    row = Goal(
        plan=plan,
        authorship=authorship,
        supported_by=supported_by,
        place=plan.goals.count() + 1,
        arises_from=_grown_from(plan, goal),
        **made(by, at),
    )
    _write(row, goal, by, at)
    keep_change(plan, change="added a goal", subject=f"goal:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def change_goal(*, goal_id: UUID, version_read: int, goal: GoalWords, by: Actor, at: datetime) -> None:
    """Change what a goal says. Nobody but the person changes the person's own words.

    Raises `EditConflict` when somebody else changed it since `version_read`, `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = locked_goal(goal_id, by, at)
    check_version(row, version_read, mine=goal.labelled(), theirs=_as_words(row).labelled())
    authorship, supported_by = whose_words_are_kept(plan, by, are_the_persons=goal.are_the_persons)
    own_words = (
        rules.own_words_reasons(row.authorship, is_the_person=by.person_id == plan.person_id, new_authorship=authorship)
        if goal.words.strip() != row.words
        else ()
    )
    keep_rule(_goal_reasons(goal, at) + own_words)
    if goal.words.strip() != row.words:
        row.authorship, row.supported_by = authorship, supported_by
    row.version += 1
    _write(row, goal, by, at)
    keep_change(plan, change="changed a goal", subject=f"goal:{row.id}", by=by, at=at)


@transaction.atomic
def move_goal(*, goal_id: UUID, move: str, achievement: str = "", by: Actor, at: datetime) -> None:
    """Take a goal up, put it on hold, finish or cancel it, and say how near it is (`rules.ACHIEVEMENTS`).

    Life cycle and achievement are two things, as in FHIR R4. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan, row = locked_goal(goal_id, by, at)
    if move not in GOAL.moves or (achievement and achievement not in rules.ACHIEVEMENTS):
        keep_rule((Reason("goal.move", "Choose one of the answers on the page.", "move"),))
    keep_rule(GOAL.reasons_against(move, row.state))
    row.state, row.achievement = GOAL.after(move), achievement or row.achievement
    stamp(row, by, at)
    row.version += 1
    row.save()
    keep_progress(plan, change=f"goal: {GOAL.states[row.state].lower()}", subject=f"goal:{row.id}", by=by, at=at)


def locked_goal(goal_id: UUID, by: Actor, at: datetime) -> tuple[Plan, Goal]:
    """The goal and its plan, the plan locked. Raises `NotFound`, `NotAllowed`."""
    row = Goal.objects.filter(pk=goal_id).first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row.refresh_from_db()
    return plan, row


def _goal_reasons(goal: GoalWords, at: datetime) -> Reasons:
    day = day_of(at)
    return rules.words_reasons(goal.words, field="words", what="what matters", day=day) + rules.ruler_reasons(
        goal.importance, field="importance", day=day
    )


def _grown_from(plan: Plan, goal: GoalWords) -> Statement | None:
    """The statement that the goal grew from. Raises `NotFound` when this plan has no such statement."""
    if goal.arises_from_id is None:
        return None
    found = plan.statements.filter(pk=goal.arises_from_id, taken_back_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def _write(row: Goal, goal: GoalWords, by: Actor, at: datetime) -> None:
    row.words, row.why_it_matters = goal.words.strip(), goal.why_it_matters.strip()
    row.importance, row.target_on = goal.importance, goal.target_on
    stamp(row, by, at)
    row.save()


def _as_words(row: Goal) -> GoalWords:
    return GoalWords(row.words, row.why_it_matters, row.importance, row.target_on)
