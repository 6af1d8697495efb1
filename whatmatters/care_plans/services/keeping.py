"""What every write to a plan ends with: the version kept, the agreement opened again, the audit row written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_change
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Authorship
from whatmatters.foundation.kernel.errors import EditConflict, keep_rule
from whatmatters.foundation.people.permissions import acting_organisations

from ..models import Action, ContingencyPlan, Goal, GoalScale, Plan, PlanVersion, Statement
from ..queries.facts import facts_of, with_facts
from ..queries.snapshot import snapshot_of
from ..rules import stage_now
from ..states import PLAN


def keep_change(
    plan: Plan,
    *,
    change: str,
    subject: str,
    by: Actor,
    at: datetime,
    moves_to: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Give the plan its next version and write down what it now says, and that it changed.

    `moves_to` names the plan's own move; without one this is a change to what the plan says, which opens an agreed
    plan again. `change` is words for the history (`added a goal`). Must be called inside the change's transaction.
    """
    move = moves_to or "change"
    keep_rule(PLAN.reasons_against(move, plan.state))
    plan.state = PLAN.after(move)
    stamp(plan, by, at)
    plan.version += 1
    settle(plan, at)
    keep_version(plan, change, by, at)
    record_change(
        change,
        by=by,
        at=at,
        person_id=plan.person_id,
        subject=subject,
        details=details,
        organisations=acting_organisations(plan.person_id, by, at),
    )


def keep_progress(plan: Plan, *, change: str, subject: str, by: Actor, at: datetime) -> None:
    """As `keep_change`, for progress on what was agreed: the agreement stays as it is."""
    keep_rule(PLAN.reasons_against("change", plan.state))
    stamp(plan, by, at)
    settle(plan, at)
    record_change(
        change,
        by=by,
        at=at,
        person_id=plan.person_id,
        subject=subject,
        organisations=acting_organisations(plan.person_id, by, at),
    )


def settle(plan: Plan, at: datetime) -> None:
    """Save the plan with the stage that follows from what is recorded; a closed one is at none."""
    plan.save()
    counted = with_facts(Plan.objects.filter(pk=plan.pk), at).get()
    stage = "" if plan.state == "closed" else stage_now(facts_of(counted), day_of(at))
    if stage != plan.stage:
        plan.stage = stage
        plan.save(update_fields=["stage"])


def keep_version(plan: Plan, change: str, by: Actor, at: datetime) -> None:
    """Write down the whole plan as it reads now."""
    PlanVersion.objects.create(
        plan=plan,
        number=plan.version,
        change=change,
        content=snapshot_of(plan),
        written_at=at,
        written_by=by.id,
        written_by_name=by.name,
    )


Changed = Plan | Goal | Action | Statement | ContingencyPlan | GoalScale
"""Rows that say who changed them last."""


def stamp(row: Changed, by: Actor, at: datetime) -> None:
    """Say who changed a row last."""
    row.changed_at, row.changed_by, row.changed_by_name = at, by.id, by.name


def check_version(row: Changed, seen: int, *, mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """Raise `EditConflict` when the row is no longer the version that the editor saw."""
    if row.version != seen:
        raise EditConflict(mine=mine, theirs=theirs, changed_by=row.changed_by_name)


def made(by: Actor, at: datetime) -> dict[str, Any]:
    """The `created_…` columns."""
    return {"created_at": at, "created_by": by.id, "created_by_name": by.name}


def whose_words_are_kept(plan: Plan, by: Actor, *, are_the_persons: bool) -> tuple[str, str]:
    """Whose words they are, and who wrote them down: the person's own, theirs with help, or the writer's."""
    if by.person_id == plan.person_id:
        return Authorship.PERSON, ""
    if are_the_persons:
        return Authorship.SUPPORTED, by.name[:150]
    if by.is_staff or by.is_system:
        return Authorship.STAFF, ""
    return Authorship.PROXY, by.name[:150]
