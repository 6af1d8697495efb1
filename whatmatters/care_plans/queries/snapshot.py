"""A plan as plain data: what a version keeps, and what two versions are compared by."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any
from uuid import UUID

from ..models import Action, ContingencyPlan, Goal, Plan, Statement
from ..rules import HEADINGS


def snapshot_of(plan: Plan) -> dict[str, Any]:
    """Everything that the plan says now: goals in their order, each with its actions. Four statements."""
    goals = list(Goal.objects.filter(plan=plan).order_by("place", "created_at"))
    actions: dict[UUID | None, list[Action]] = defaultdict(list)
    for action in Action.objects.filter(plan=plan).order_by("place", "created_at", "id"):
        actions[action.goal_id].append(action)
    return {
        "title": plan.title,
        "review_on": plan.review_on.isoformat() if plan.review_on else "",
        "goals": [_goal(goal, actions[goal.id]) for goal in goals],
        "actions": [_action(action) for action in actions[None]],
        "statements": [_statement(row) for row in _agreed_statements(plan)],
        "contingencies": [_contingency(row) for row in plan.contingencies.filter(ended_at=None).order_by("place")],
    }


def _agreed_statements(plan: Plan) -> list[Statement]:
    """Those that are part of what is agreed, in the order of the headings."""
    order = [code for code, heading in HEADINGS.items() if heading.is_agreed]
    rows = plan.statements.filter(heading__in=order, taken_back_at=None).order_by("place", "created_at")
    return sorted(rows, key=lambda row: order.index(row.heading))


def _statement(row: Statement) -> dict[str, Any]:
    return {
        "id": str(row.id),
        "heading": row.heading,
        "words": row.words,
        "further": row.further,
        "authorship": row.authorship,
    }


def _contingency(row: ContingencyPlan) -> dict[str, Any]:
    names = ("name", "triggers", "early_signs", "what_should_happen", "who_to_contact", "coping", "ready_at_hand")
    return {"id": str(row.id)} | {name: getattr(row, name) for name in names}


def _goal(goal: Goal, actions: list[Action]) -> dict[str, Any]:
    return {
        "id": str(goal.id),
        "words": goal.words,
        "authorship": goal.authorship,
        "why_it_matters": goal.why_it_matters,
        "importance": _number(goal.importance),
        "state": goal.state,
        "achievement": goal.achievement,
        "actions": [_action(action) for action in actions],
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "id": str(action.id),
        "what": action.what,
        "owner_kind": action.owner_kind,
        "owner_name": action.owner_name,
        "due_on": action.due_on.isoformat() if action.due_on else "",
        "when_text": action.when_text,
        "confidence": _number(action.confidence),
        "state": action.state,
    }


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{Decimal(value).normalize():f}"
