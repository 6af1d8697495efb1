"""What stands around an imported plan's goals: statements, contingency plans, remarks, reviews and who is involved.

Serves the import of plans, inside the one transaction of a person. Nothing that comes from another record is the
person's own words here; who wrote it there stays beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model

from whatmatters.foundation.kernel.columns import Authorship, WithOrigin

from ..models import GoalRating, GoalScale
from ..queries.carried import KINDS, Carried, Kind
from .keeping import stamp
from .receiving import Receipt

_MAY_STAND_ALONE = {"remark"}
"""Kinds that stand beside the plan when what they pointed at did not come."""

Known = dict[str, dict[str, UUID]]


def receive_carried(
    receipt: Receipt,
    plan_id: UUID,
    rows: Iterable[Carried],
    *,
    goals: Mapping[str, UUID],
    actions: Mapping[str, UUID],
    origin: dict[str, str],
) -> list[Carried]:
    """Keep the rows of one new plan; those that could not be kept.

    `goals` are known by the id that they had there, `actions` by their number in the plan.
    """
    known: Known = {"goal": dict(goals), "action": dict(actions), "statement": {}, "review": {}}
    left_out, last_round = [], 1
    taken: set[tuple[object, ...]] = set()
    for row in rows:
        made = _made(receipt, plan_id, row, known, origin)
        if made is None or _is_second(made, taken):
            left_out.append(row)
            continue
        made.save(force_insert=True)
        known.setdefault(row.kind, {})[row.id] = made.pk
        last_round = max(last_round, row.values.get("round", 1) + (1 if row.values.get("is_formal") else 0))
    receipt.touched[plan_id].round = last_round
    return left_out


def _is_second(made: Any, taken: set[tuple[object, ...]]) -> bool:
    """Whether a goal has such a scale, or a review such a rating, already."""
    key = (type(made), getattr(made, "review_id", None), getattr(made, "goal_id", None))
    if not isinstance(made, GoalScale | GoalRating):
        return False
    if key in taken:
        return True
    taken.add(key)
    return False


def _made(receipt: Receipt, plan_id: UUID, row: Carried, known: Known, origin: dict[str, str]) -> Model | None:
    """The row as it will stand here; None where it lacks what it needs."""
    kind = KINDS[row.kind]
    keys = {f"{key}_id": known[key].get(row.keys.get(key, "")) for key in kind.keys}
    if None in keys.values() and row.kind not in _MAY_STAND_ALONE:
        return None
    made: Any = kind.model(**row.values, **keys, **_beside(receipt, plan_id, row, kind, origin))
    if hasattr(made, "changed_by_name"):
        stamp(made, receipt.by, receipt.at)
    return made if _is_whole(made, kind) else None


def _is_whole(made: Any, kind: Kind) -> bool:
    """Whether each column holds what it must; what may be empty may be."""
    for column in kind.columns:
        field, value = made._meta.get_field(column), getattr(made, column)
        if value in (None, "") and (field.null or field.blank):
            continue
        try:
            field.clean(value, made)
        except ValidationError:
            return False
    return True


def _beside(receipt: Receipt, plan_id: UUID, row: Carried, kind: Kind, origin: dict[str, str]) -> dict[str, Any]:
    """The columns that say where it came from, for a table that has them."""
    columns = {field.attname for field in kind.model._meta.fields}
    said = {
        "plan_id": plan_id,
        "authorship": Authorship.IMPORTED,
        "created_at": row.made_at or receipt.at,
        "created_by": receipt.by.id,
        "created_by_name": row.made_by or receipt.by.name,
    }
    if issubclass(kind.model, WithOrigin):
        said |= origin | {"origin_reference": f"{origin['origin_reference']}#{row.kind}-{row.id}"[:200]}
    return {name: value for name, value in said.items() if name in columns}
