"""What hangs on a person (numbers, addresses, contacts, circle, needs), brought up to date with what came.

Serves `updating`. What is new at the source is added; what is gone from there is ended, if it is here still as it came.
What somebody wrote, ended or changed here stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from django.db.models import Model

from whatmatters.foundation.fhir.entries import Entry
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.reasons import Reason

from ...models import Address, CircleMember, CommunicationNeeds, ContactPoint, Person, PersonIdentifier
from ...services.keeping import made
from ..interface import ImportedCounts, OriginColumns
from ..taking.patients import TakenPatient, plain
from .new_people import Receiving, needs_row

Columns = dict[str, Any]


class HasColumns(Protocol):
    """What was taken of one address, contact or person around."""

    def as_columns(self) -> Columns:
        """The columns and their values."""
        ...


def bring_up_to_date(
    person: Person,
    entry: Entry,
    taken: TakenPatient,
    before: dict[str, Any] | None,
    origin: OriginColumns,
    into: Receiving,
    counts: ImportedCounts,
) -> None:
    """Add what is new, end what is gone. `before` is what came last from the same source."""
    was = before or {}
    _numbers(person, [one.as_columns() for one in taken.others], was.get("identifiers", []))
    columns, by = origin.columns, made(into.by, into.at)
    _rows(Address, person, taken.addresses, was.get("addresses", []), into, columns)
    _rows(ContactPoint, person, taken.contacts, was.get("contacts", []), into, columns)
    _rows(CircleMember, person, taken.members, was.get("members", []), into, columns | by)
    _needs(person, entry, taken, was.get("needs"), into, counts)


def _rows(
    table: type[Model],
    person: Person,
    coming: Sequence[HasColumns],
    before: list[Columns],
    into: Receiving,
    more: Columns,
) -> None:
    """Add the rows that are new, end those that are gone."""
    present = list(table._default_manager.filter(person=person))
    new = [one.as_columns() for one in coming]
    _end(present, [one for one in before if one not in [plain(columns) for columns in new]], into)
    fresh = [one for one in new if plain(one) not in before and not _is_here(present, one)]
    table._default_manager.bulk_create([table(person=person, **more, **one) for one in fresh])


def _is_here(present: Iterable[Model], columns: Columns) -> bool:
    """Whether the same is here already, from whichever source. Order, use and notes do not make it another."""
    telling = columns.keys() & {"kind", "value", "lines", "postcode", "name", "phone", "email"}
    return any(all(getattr(row, name) == columns[name] for name in telling) for row in present)


def _end(present: Iterable[Model], gone: list[Columns], into: Receiving) -> None:
    """End the rows that came, are gone at their source, and are here as they came."""
    for row in present:
        if not any(_as_it_came(row, columns) for columns in gone):
            continue
        if isinstance(row, CircleMember):
            row.removed_at, row.removed_by = into.at, into.by.id
            row.save(update_fields=["removed_at", "removed_by"])
        elif isinstance(row, Address | ContactPoint):
            row.ends_before = day_of(into.at)
            row.save(update_fields=["ends_before"])


def _as_it_came(row: Any, columns: Columns) -> bool:
    if row.origin == "entered" or getattr(row, "removed_at", None) is not None:
        return False
    return all(plain({name: getattr(row, name)})[name] == value for name, value in columns.items())


def _numbers(person: Person, new: list[Columns], before: list[Columns]) -> None:
    """Add numbers that are not here. One that is gone at its source goes, as it is no longer the person's there."""
    for columns in before:
        if columns not in new:
            PersonIdentifier.objects.filter(person=person, **columns).delete()
    PersonIdentifier.objects.bulk_create(
        [PersonIdentifier(person=person, **columns) for columns in new if columns not in before], ignore_conflicts=True
    )


def _needs(
    person: Person, entry: Entry, taken: TakenPatient, before: Columns | None, into: Receiving, counts: ImportedCounts
) -> None:
    """A new version of the communication needs, unless somebody wrote one here."""
    now = plain(taken.needs.as_columns()) if taken.needs.says_anything else {}
    if not now or now == (before or {}):
        return
    last = CommunicationNeeds.objects.filter(person=person).order_by("-number").first()
    if last is None or (before and all(plain({name: getattr(last, name)})[name] == before[name] for name in before)):
        needs_row(person, taken.needs, last.number + 1 if last else 1, into).save(force_insert=True)
        return
    text = "How to communicate with the person is not the same here and where it comes from. What is here stands."
    counts.keep(entry, Reason("kept.communication", text))
