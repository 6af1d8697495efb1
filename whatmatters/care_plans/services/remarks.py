"""What anybody on the plan says beside it: how it is going, a comment, a different view, a wish for a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons
from whatmatters.foundation.kernel.translating import _

from .. import rules
from ..models import Plan, Remark
from ..permissions import locked_plan
from .keeping import keep_progress, made, whose_words_are_kept

ANSWERS = ("changed", "kept")
"""What became of a wish: the plan was changed, or kept as it is, with the reason."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What a remark stands beside: one of a goal, a step or a statement; none of them means the whole plan."""

    goal_id: UUID | None = None
    action_id: UUID | None = None
    statement_id: UUID | None = None


THE_PLAN = Beside()
"""A remark on the plan as a whole."""


@transaction.atomic
def add_remark(*, plan_id: UUID, kind: str, words: str, beside: Beside = THE_PLAN, by: Actor, at: datetime) -> UUID:
    """Say something beside the plan; its id. Nothing in the plan changes and its agreement stands.

    Who: whoever may write in the plan. `kind` is one of `rules.REMARKS`. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    plan = locked_plan(plan_id, by, at)
    keep_rule(_reasons(kind, words, at))
    _check_is_there(plan, beside)
    authorship, _supported = whose_words_are_kept(plan, by, are_the_persons=False)
    row = Remark.objects.create(
        plan=plan,
        goal_id=beside.goal_id,
        action_id=beside.action_id,
        statement_id=beside.statement_id,
        kind=kind,
        words=clean_text(words),
        authorship=authorship,
        **made(by, at),
    )
    keep_progress(plan, change="said something beside the plan", subject=f"remark:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def answer_wish(*, remark_id: UUID, outcome: str, answer: str, by: Actor, at: datetime) -> None:
    """Answer a wish for a change: what became of it (`ANSWERS`), and why.

    Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    row = Remark.objects.filter(pk=remark_id, kind="wish").first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row.refresh_from_db()
    keep_rule(_answer_reasons(row, outcome, answer, at))
    row.outcome, row.answer = outcome, clean_text(answer)
    row.answered_at, row.answered_by, row.answered_by_name = at, by.id, by.name
    row.save()
    keep_progress(plan, change="answered a wish for a change", subject=f"remark:{row.id}", by=by, at=at)


def _reasons(kind: str, words: str, at: datetime) -> Reasons:
    unknown = YES if kind in rules.REMARKS else (Reason("remark.kind", _("Choose what it is."), "kind"),)
    return unknown + rules.words_reasons(words, field="words", what=_("what you want to say"), day=day_of(at))


def _answer_reasons(row: Remark, outcome: str, answer: str, at: datetime) -> Reasons:
    if row.answered_at:
        return (Reason("wish.answered", _("Somebody has answered this already."), "answer"),)
    unknown = YES if outcome in ANSWERS else (Reason("wish.outcome", _("Choose one of the answers."), "outcome"),)
    return unknown + rules.words_reasons(answer, field="answer", what=_("an answer"), day=day_of(at))


def _check_is_there(plan: Plan, beside: Beside) -> None:
    """A remark stands beside something of this plan."""
    for rows, key in (
        (plan.goals, beside.goal_id),
        (plan.actions, beside.action_id),
        (plan.statements, beside.statement_id),
    ):
        if key is not None and not rows.filter(pk=key).exists():
            raise NotFound
