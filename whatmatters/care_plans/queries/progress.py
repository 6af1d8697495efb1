"""How far a plan has come: its six stages, and the five criteria that make it count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from whatmatters.foundation.kernel.clock import day_of

from .. import rules
from ..models import Plan
from .facts import facts_of


@dataclass(frozen=True, slots=True)
class StageView:
    """One stage in the row of six: its name, how much is done of how much, and where the work is now."""

    code: str
    name: str
    done: int
    of: int
    is_now: bool

    @property
    def is_done(self) -> bool:
        """Whether nothing that a plan needs is left to do here."""
        return self.done == self.of


@dataclass(frozen=True, slots=True)
class StagesView:
    """All six stages of a plan and the five criteria that make it count."""

    stages: tuple[StageView, ...]
    items: tuple[rules.StageItem, ...]
    criteria: tuple[rules.Criterion, ...]

    @property
    def counts(self) -> bool:
        """Whether the plan counts: all five criteria are met by what is recorded."""
        return all(criterion.is_met for criterion in self.criteria)

    def items_of(self, stage: str) -> tuple[rules.StageItem, ...]:
        """What one stage needs, done and not done."""
        return tuple(item for item in self.items if item.stage == stage)


def stages_of(plan: Plan, at: datetime) -> StagesView:
    """The stages of a plan that came through `with_facts`. One statement."""
    facts, day = facts_of(plan), day_of(at)
    items, now = rules.stage_items(facts, day), rules.stage_now(facts, day)
    return StagesView(
        stages=tuple(_stage(code, str(name), items, now) for code, name in rules.STAGES.items()),
        items=items,
        criteria=rules.criteria_met(facts),
    )


def _stage(code: str, name: str, items: tuple[rules.StageItem, ...], now: str) -> StageView:
    needed = [item for item in items if item.stage == code and not item.is_optional]
    return StageView(code, name, sum(item.is_done for item in needed), len(needed), code == now)
