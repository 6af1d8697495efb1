"""What FHIR has no place of its own for, as plain JSON: whose words, statements, contingency plans, remarks, reviews.

One object: `format`, `made_at`, `plans`, `remarks`, `sharing`, `appointments`, `capacity`, `wishes_in_advance`. Days
and moments are ISO 8601, ids are UUIDs; each plan and goal has the id that it has in the FHIR file beside this one.
What is empty is "" or null, never left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from whatmatters.care_plans.queries import GoalView, PlanInFull, RemarkInPlan

FORMAT = "whatmatters-record/1"

_PLAN = ("id", "title", "about", "state", "lead_name", "review_on", "version", "created_at", "origin_source")
_GOAL = ("id", "words", "authorship", "supported_by", "written_by", "why_it_matters", "importance", "state")
_GOAL_TOO = ("achievement", "target_on", "origin_source")
_ACTION = ("id", "goal_id", "what", "owner_kind", "owner_name", "due_on", "when_text", "confidence", "state")
_ACTION_TOO = ("strategies", "how_it_went")
_STATEMENT = ("id", "heading", "words", "further", "authorship", "helped", "said_by", "said_on", "means", "written_at")
_WORSE = ("id", "name", "triggers", "early_signs", "what_should_happen", "who_to_contact", "coping", "ready_at_hand")
_WORSE_TOO = ("authorship", "review_on", "version", "changed_at", "changed_by")


def own_json(
    plans: Iterable[PlanInFull], remarks: Iterable[RemarkInPlan], elsewhere: dict[str, Any], *, made_at: datetime
) -> bytes:
    """The file as UTF-8. `elsewhere` is what else is kept, as plain data by name."""
    content = {
        "format": FORMAT,
        "made_at": made_at,
        "plans": [_plan(full) for full in plans],
        "remarks": [asdict(remark) for remark in remarks],
    } | elsewhere
    return json.dumps(content, default=_written, ensure_ascii=False, indent=1).encode()


def _plan(full: PlanInFull) -> dict[str, Any]:
    plan = full.plan
    return _row(plan, _PLAN) | {
        "goals": [_goal(goal) for goal in plan.goals],
        "actions": [_row(action, _ACTION + _ACTION_TOO) for action in plan.actions],
        "agreement": asdict(plan.agreement) if plan.agreement else None,
        "statements": [_row(one, _STATEMENT) for one in full.statements],
        "contingencies": [_row(one, _WORSE + _WORSE_TOO) for one in full.contingencies],
        "involved": [asdict(one) for one in full.involved],
        "reviews": [asdict(one) for one in full.reviews],
    }


def _goal(goal: GoalView) -> dict[str, Any]:
    return _row(goal, _GOAL + _GOAL_TOO)


def _row(view: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(view, name) for name in names}


def _written(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
