"""What stands around a plan's goals, row by row, as it goes into another whatmatters and comes back.

Serves the FHIR export and import of plans. `KINDS` says which columns go; the account of whoever wrote, places in the
circle of support and what was agreed stay behind: another place has its own, and talks a plan through anew.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Model

from ..models import ContingencyPlan, Conversation, GoalRating, GoalScale, Involved, Remark, Review, Statement

_WORSE = ("name", "triggers", "early_signs", "what_should_happen", "who_to_contact", "coping", "ready_at_hand")
_TALK = ("round", "held_on", "how", "who_was_there")
_ANSWER = ("outcome", "answer", "answered_at", "answered_by_name")


@dataclass(frozen=True, slots=True)
class Kind:
    """One table: the columns that go, the keys to rows that go too, and which rows of it stand."""

    model: type[Model]
    columns: tuple[str, ...]
    keys: tuple[str, ...] = ()
    standing: str = ""
    plan: str = "plan"


KINDS: dict[str, Kind] = {
    "involved": Kind(Involved, ("name", "role", "organisation", "reach", "is_professional"), standing="ended_at"),
    "conversation": Kind(Conversation, (*_TALK, "what_matters", "notes")),
    "statement": Kind(
        Statement,
        ("round", "heading", "words", "further", "means", "said_by", "said_on", "supported_by", "place"),
        standing="taken_back_at",
    ),
    "contingency": Kind(ContingencyPlan, (*_WORSE, "review_on", "supported_by", "place"), standing="ended_at"),
    "remark": Kind(Remark, ("kind", "words", *_ANSWER), ("goal", "action", "statement")),
    "scale": Kind(
        GoalScale, ("levels", "importance_weight", "difficulty_weight", "baseline"), ("goal",), plan="goal__plan"
    ),
    "review": Kind(Review, (*_TALK, "is_formal", "what_changed", "why", "next_on")),
    "rating": Kind(GoalRating, ("score", "weight", "words"), ("review", "goal"), plan="review__plan"),
}
"""In the order in which they come in: what another points at comes before it."""


@dataclass(frozen=True, slots=True)
class Carried:
    """One row: its kind and id, its columns, the ids of rows that it points at, whose words, when and by whom made.

    An action is pointed at by its number in the plan, from 1: in FHIR it is not a resource with an id.
    """

    kind: str
    id: str
    values: dict[str, Any]
    keys: dict[str, str]
    authorship: str = ""
    made_at: datetime | None = None
    made_by: str = ""


def list_carried(person_id: UUID, actions: dict[UUID, list[UUID]]) -> dict[UUID, list[Carried]]:
    """Every such row of one person's plans, by plan. `actions` has the ids of each plan's actions in their order.

    One statement a kind, none without a plan. The caller has checked that the reader may have it and records the read.
    """
    if not actions:
        return {}
    numbers = {str(key): str(n) for ids in actions.values() for n, key in enumerate(ids, start=1)}
    found: dict[UUID, list[Carried]] = defaultdict(list)
    for name, kind in KINDS.items():
        rows = kind.model._default_manager.filter(**{f"{kind.plan}__person_id": person_id})
        standing = rows.filter(**{kind.standing: None}) if kind.standing else rows
        for row in standing.annotate(of_plan=F(f"{kind.plan}_id")).order_by("pk"):
            found[row.of_plan].append(_carried(name, kind, row, numbers))
    return found


def _carried(name: str, kind: Kind, row: Any, numbers: dict[str, str]) -> Carried:
    keys = {key: str(getattr(row, f"{key}_id") or "") for key in kind.keys}
    if keys.get("action"):
        keys["action"] = numbers[keys["action"]]
    return Carried(
        kind=name,
        id=str(row.pk),
        values={column: getattr(row, column) for column in kind.columns},
        keys={key: value for key, value in keys.items() if value},
        authorship=getattr(row, "authorship", ""),
        made_at=getattr(row, "created_at", None),
        made_by=getattr(row, "created_by_name", ""),
    )
