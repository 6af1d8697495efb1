"""Contingency plans: what to do when things get worse."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound, keep_rule
from whatmatters.foundation.kernel.plain import clean_text
from whatmatters.foundation.kernel.translating import _

from .. import rules
from ..models import ContingencyPlan, Plan
from ..permissions import locked_plan
from .keeping import check_version, keep_change, made, stamp, whose_words_are_kept

_TEXTS = ("name", "early_signs", "what_should_happen", "who_to_contact", "coping", "ready_at_hand")


@dataclass(frozen=True, slots=True)
class WhenWorse:
    """A contingency plan: its name, the triggers (one or more), what should happen, whom to contact, what helps, early
    signs, medicines or equipment kept ready, and when to look at it again."""

    name: str
    triggers: tuple[str, ...]
    what_should_happen: str
    who_to_contact: str = ""
    coping: str = ""
    early_signs: str = ""
    ready_at_hand: str = ""
    review_on: date | None = None
    are_the_persons: bool = False

    def labelled(self) -> dict[str, str]:
        """The answers by their label, to show beside somebody else's."""
        return {
            _("Name"): self.name,
            _("When it is needed"): "; ".join(self.triggers),
            _("What should happen"): self.what_should_happen,
            _("Whom to contact"): self.who_to_contact,
        }


@transaction.atomic
def add_contingency(*, plan_id: UUID, contingency: WhenWorse, by: Actor, at: datetime) -> UUID:
    """Add a contingency plan; its id. Who: whoever may write in the plan. Raises `NotFound`, `NotAllowed`, `Refused`.

    Source: PRSB PCSP v2.0 (rulebook 3.2): at least one trigger.
    """
    plan = locked_plan(plan_id, by, at)
    row = ContingencyPlan(plan=plan, place=plan.contingencies.count() + 1, **made(by, at))
    _write(plan, row, contingency, by, at)
    keep_change(plan, change="added a contingency plan", subject=f"contingency:{row.id}", by=by, at=at)
    return row.id


@transaction.atomic
def change_contingency(
    *, contingency_id: UUID, version_read: int, contingency: WhenWorse, by: Actor, at: datetime
) -> None:
    """Change a contingency plan. Raises `EditConflict` when somebody was quicker; else as `add_contingency`."""
    plan, row = _locked(contingency_id, by, at)
    check_version(row, version_read, mine=contingency.labelled(), theirs=_as_typed(row).labelled())
    row.version += 1
    _write(plan, row, contingency, by, at)
    keep_change(plan, change="changed a contingency plan", subject=f"contingency:{row.id}", by=by, at=at)


@transaction.atomic
def end_contingency(*, contingency_id: UUID, by: Actor, at: datetime) -> None:
    """Stop using a contingency plan; it stays in the versions. Raises `NotFound`, `NotAllowed`."""
    plan, row = _locked(contingency_id, by, at)
    row.ended_at, row.ended_by = at, by.id
    row.version += 1
    stamp(row, by, at)
    row.save()
    keep_change(plan, change="ended a contingency plan", subject=f"contingency:{row.id}", by=by, at=at)


def _locked(contingency_id: UUID, by: Actor, at: datetime) -> tuple[Plan, ContingencyPlan]:
    row = ContingencyPlan.objects.filter(pk=contingency_id, ended_at__isnull=True).first()
    if row is None:
        raise NotFound
    plan = locked_plan(row.plan_id, by, at)
    row.refresh_from_db()
    return plan, row


def _write(plan: Plan, row: ContingencyPlan, typed: WhenWorse, by: Actor, at: datetime) -> None:
    triggers = [clean_text(trigger) for trigger in typed.triggers if trigger.strip()]
    review_on = None if typed.review_on == row.review_on else typed.review_on  # a day that has gone may stay
    keep_rule(
        rules.contingency_reasons(
            name=typed.name,
            triggers=triggers,
            what_should_happen=typed.what_should_happen,
            review_on=review_on,
            day=day_of(at),
        )
    )
    for name in _TEXTS:
        setattr(row, name, clean_text(getattr(typed, name)))
    row.triggers, row.review_on = triggers, typed.review_on
    row.authorship, row.supported_by = whose_words_are_kept(plan, by, are_the_persons=typed.are_the_persons)
    stamp(row, by, at)
    row.save()


def _as_typed(row: ContingencyPlan) -> WhenWorse:
    return WhenWorse(row.name, tuple(row.triggers), row.what_should_happen, row.who_to_contact)
