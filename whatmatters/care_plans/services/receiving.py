"""Plans that come from another record: written with their origin, and followed when they change there.

Serves the FHIR import. An imported goal is never the person's own words; a row that was changed here since it came is
left alone. The audit row is the import's own (one a person), so nothing is recorded here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.columns import Authorship

from ..models import Action, Goal, Plan
from .keeping import keep_version, settle, stamp

GOALS_WITHOUT_PLAN = "goals-without-plan"
Row = TypeVar("Row", Plan, Goal, Action)
Columns = dict[str, Any]


@dataclass(slots=True)
class Receipt:
    """One person's plans while they come in, inside the transaction of that person.

    `origin` in each call holds the columns of `WithOrigin`; `columns` are those of the row, as its reader gave them.
    Who may: the import, which has checked that the actor may receive this person.
    """

    person_id: UUID
    organisation_id: UUID
    by: Actor
    at: datetime
    touched: dict[UUID, Plan] = field(default_factory=dict)
    places: dict[UUID, int] = field(default_factory=dict)

    def receive_plan(self, columns: Columns, origin: dict[str, str]) -> UUID:
        """A new plan. Returns its id."""
        plan = Plan(**origin, **self._made(), person_id=self.person_id, organisation_id=self.organisation_id)
        self._written(plan, columns).save(force_insert=True)
        self.touched[plan.id] = plan
        return plan.id

    def receive_goal(self, plan_id: UUID | None, columns: Columns, origin: dict[str, str]) -> UUID:
        """A new goal of a plan; without one it goes to the plan that gathers such goals of its source."""
        plan = self._plan(plan_id or self._plan_for_loose_goals(origin))
        self.places[plan.id] = self.places.get(plan.id, 0) + 1
        goal = Goal(**origin, **self._made(), plan=plan, authorship=Authorship.IMPORTED, place=self.places[plan.id])
        self._written(goal, columns).save(force_insert=True)
        return goal.id

    def receive_actions(self, plan_id: UUID, rows: list[tuple[Columns, UUID | None, dict[str, str]]]) -> None:
        """New actions of a plan: columns, the goal where one is named, origin."""
        if not rows:
            return
        plan = self._plan(plan_id)
        first = plan.actions.count() + 1
        Action.objects.bulk_create(
            self._written(Action(**origin, **self._made(), plan=plan, goal_id=goal_id, place=place), columns)
            for place, (columns, goal_id, origin) in enumerate(rows, start=first)
        )

    def follow_plan(self, plan_id: UUID, columns: Columns) -> bool:
        """Take over what changed at the source. False when the plan was changed here, and so was left alone."""
        return self._follow(Plan.objects.get(pk=plan_id), columns)

    def follow_goal(self, goal_id: UUID, columns: Columns) -> bool:
        """As `follow_plan`, for a goal."""
        return self._follow(Goal.objects.get(pk=goal_id), columns)

    def follow_action(self, action_id: UUID, columns: Columns) -> bool:
        """As `follow_plan`, for an action."""
        return self._follow(Action.objects.get(pk=action_id), columns)

    def actions_by_origin(self, plan_id: UUID) -> dict[str, UUID]:
        """The actions of a plan that came before, by what they are called at the source."""
        return dict(Action.objects.filter(plan_id=plan_id).values_list("origin_reference", "id"))

    def finish(self) -> None:
        """Keep a version of every plan that was made or changed. Call it once, at the end."""
        for plan in self.touched.values():
            settle(plan, self.at)
            keep_version(plan, "came from another record", self.by, self.at)

    def _follow(self, row: Row, columns: Columns) -> bool:
        if row.changed_by != row.created_by:
            return False
        plan = row if isinstance(row, Plan) else self._plan(row.plan_id)
        if isinstance(row, Plan):
            plan.version += 1
            self.touched[plan.id] = plan
        self._written(row, columns).save()
        return True

    def _plan(self, plan_id: UUID) -> Plan:
        """The plan, with its next version when this run had not touched it yet."""
        if plan_id not in self.touched:
            plan = Plan.objects.get(pk=plan_id)
            plan.version += 1
            plan.save(update_fields=["version"])
            self.places[plan_id] = plan.goals.count()
            self.touched[plan_id] = plan
        return self.touched[plan_id]

    def _plan_for_loose_goals(self, origin: dict[str, str]) -> UUID:
        gathered = origin | {"origin_reference": GOALS_WITHOUT_PLAN}
        known = Plan.objects.filter(**gathered, person_id=self.person_id).values_list("id", flat=True).first()
        return known or self.receive_plan({"title": "Goals from another record", "state": "received"}, gathered)

    def _made(self) -> Columns:
        return {"created_at": self.at, "created_by": self.by.id, "created_by_name": self.by.name}

    def _written(self, row: Row, columns: Columns) -> Row:
        for name, value in columns.items():
            setattr(row, name, value)
        stamp(row, self.by, self.at)
        return row
