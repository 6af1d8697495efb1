"""Movers for the usual shapes of tables: rows that just belong to somebody, and versions that are counted.

Serves every component's lines in `MERGE_MOVERS`, and our own in `own`. What each did is kept as JSON, row by row, so
that an undo puts back exactly that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, Max, Model

_BATCH = 500
_OUT_OF_THE_WAY = 1_000_000


@dataclass(frozen=True, slots=True)
class TableMover:
    """Rows of one table that belong to a person by `column`: `TableMover("care_plans.Plan")`.

    `unique` names columns that may be there once for each person: what the kept record has already stays where it is.
    """

    model: str
    column: str = "person"
    unique: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table and the column."""
        return f"{self.model}.{self.column}"

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> list[str]:
        """Move the rows; their keys."""
        rows = self._rows(joined_id)
        if self.unique:
            held = set(self._rows(kept_id).values_list(*self.unique))
            rows = rows.filter(pk__in=[row[0] for row in rows.values_list("pk", *self.unique) if row[1:] not in held])
        keys = [str(key) for key in rows.values_list("pk", flat=True)]
        self._give(keys, joined_id, kept_id)
        return keys

    def put_back(self, done: list[str], joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Give the rows back, those that are still with the kept record."""
        self._give(done, kept_id, joined_id)

    def _give(self, keys: list[str], giver: UUID, taker: UUID) -> None:
        for start in range(0, len(keys), _BATCH):
            self._rows(giver).filter(pk__in=keys[start : start + _BATCH]).update(**{self.column: taker})

    def _rows(self, person_id: UUID) -> Any:
        return table(self.model).filter(**{self.column: person_id})


@dataclass(frozen=True, slots=True)
class VersionMover:
    """Versions that are counted by `number` for each person and each value of `group`: both histories become one, in
    the order in which they were written, so that the words that were written last are the ones in force.
    """

    model: str
    group: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The table."""
        return self.model

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> dict[str, list[Any]]:
        """Move and count anew; for each row that was there, whose it was and its number."""
        rows = table(self.model).filter(person__in=[joined_id, kept_id])
        before = {
            str(key): [str(owner), number] for key, owner, number in rows.values_list("pk", "person_id", "number")
        }
        in_order = list(rows.order_by("written_at", "number").values_list("pk", *self.group))
        # Numbers are unique for each person: out of the way first, so that no two ever meet.
        rows.filter(person=kept_id).update(number=F("number") + _OUT_OF_THE_WAY)
        rows.filter(person=joined_id).update(number=F("number") + 2 * _OUT_OF_THE_WAY)
        counts: dict[tuple[Any, ...], int] = {}
        for key, *group in in_order:
            counts[tuple(group)] = counts.get(tuple(group), 0) + 1
            table(self.model).filter(pk=key).update(person=kept_id, number=counts[tuple(group)])
        return before

    def put_back(self, done: dict[str, list[Any]], joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Give each row its owner and number back; what was written since stays with the kept record, as the latest."""
        rows = table(self.model).filter(person=kept_id)
        since = list(rows.exclude(pk__in=list(done)).order_by("number").values_list("pk", *self.group))
        rows.update(number=F("number") + _OUT_OF_THE_WAY)
        for key, (owner, number) in done.items():
            table(self.model).filter(pk=key).update(person=owner, number=number)
        for key, *group in since:
            same = rows.exclude(pk=key).filter(number__lt=_OUT_OF_THE_WAY, **dict(zip(self.group, group, strict=True)))
            last = same.aggregate(last=Max("number"))["last"] or 0
            table(self.model).filter(pk=key).update(number=last + 1)


def table(model: str) -> Any:
    """The rows of a table by its label, such as `people.Address`."""
    found: type[Model] = apps.get_model(model)
    return found._default_manager.all()
