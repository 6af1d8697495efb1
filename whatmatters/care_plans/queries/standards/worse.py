"""What to do when things get worse, and the plans beside this one, as the standard names them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from ...models import ContingencyPlan, Plan
from ..shown import AgreementView
from .plan import Standing, agreement_held, held_by_lead, review_of, written_by

Held = Iterator[tuple[str, object]]


def contingencies_held(plan: Plan, agreement: AgreementView | None, at: datetime) -> Held:
    """Paths and values of the contingency plans in use. One statement."""
    for number, row in enumerate(plan.contingencies.filter(ended_at=None).order_by("place", "created_at"), start=1):
        path = f"Contingency/safety plans#{number}"
        yield from _worse_held(path, row, plan, review_of(plan, at))
        yield from agreement_held(f"{path} > Agreed with person or legitimate representative", agreement, "")


def _worse_held(path: str, row: ContingencyPlan, plan: Plan, review: object) -> Held:
    for number, trigger in enumerate(row.triggers, start=1):
        yield f"{path} > Trigger factors#{number} > Free text", trigger
    yield f"{path} > Contingency plan name > Free text", row.name
    yield f"{path} > What should happen#1 > Free text", row.what_should_happen
    yield f"{path} > Who should be contacted#1 > Name", row.who_to_contact
    yield f"{path} > Coping strategies#1 > Coping strategy", row.coping
    yield f"{path} > Relapse indicators / early warning signs#1 > Free text", row.early_signs
    yield f"{path} > Anticipatory medicines/equipment#1", row.ready_at_hand
    yield f"{path} > Date this plan was last updated", row.changed_at
    yield f"{path} > Planned review date/interval", row.review_on or review
    yield from held_by_lead(path, plan)
    yield from written_by(path, plan, row.changed_by_name, row.changed_at)


def other_plans_held(plan: Plan, said: Standing, at: datetime) -> Held:
    """Paths and values of the plans that are kept elsewhere."""
    for number, row in enumerate(said["other-plan"], start=1):
        path = f"Additional support plans#{number}"
        yield f"{path} > Additional support plan name > Free text", row.words.splitlines()[0]
        yield f"{path} > Additional support plan content", row.words
        yield f"{path} > Planned review date/interval", review_of(plan, at)
        yield f"{path} > Date this plan was last updated", row.changed_at
        yield from held_by_lead(path, plan)
        yield from written_by(path, plan, row.changed_by_name, row.changed_at)
