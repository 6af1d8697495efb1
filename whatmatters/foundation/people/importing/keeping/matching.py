"""Which record a Patient belongs to: one that came from the same place before, one with the same NHS number, or none.

Serves the runner, a batch of people at a time. Nobody is merged silently: the same NHS number with another birth date
or family name makes a new record and a proposal for somebody to look at. Refuses a name that was plainly somebody
else's before, because two systems may use the same one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.reasons import YES, Reason, Reasons

from ...models import ImportedResource, Person
from ...permissions import visible_person_ids
from ...rules.names import folded, search_name
from ...sections import Section
from ..taking.particulars import Particulars

OWN_EXPORT = Reason(
    "own-export",
    "This record was written out here and is here already. Nothing was changed: what is here stands.",
)


@dataclass(frozen=True, slots=True)
class Match:
    """The record of a Patient; None when a new one is to be made.

    `alike` are records that may be of the same person, to be proposed. `reasons` speaks against taking the person in.
    """

    person: Person | None = None
    alike: tuple[Person, ...] = ()
    reasons: Reasons = YES


@dataclass(slots=True)
class Matcher:
    """Finds the records of a batch of Patients, in four statements for all of them."""

    by: Actor
    at: datetime
    _by_id: dict[UUID, Person] = field(default_factory=dict)
    _by_number: dict[str, list[Person]] = field(default_factory=lambda: defaultdict(list))
    _by_name: dict[tuple[str, date], list[Person]] = field(default_factory=lambda: defaultdict(list))
    _reachable: set[UUID] = field(default_factory=set)

    def load(self, known: Iterable[ImportedResource], own_ids: Iterable[UUID], people: Iterable[Particulars]) -> None:
        """Read, and lock, every record that may be one of theirs."""
        people = list(people)
        ids = {row.person_id for row in known} | set(own_ids)
        self._by_id = dict(_follow_merges(_locked(Q(pk__in=ids)))) if ids else {}
        numbers = {who.nhs_number for who in people if who.nhs_number}
        for person in _locked(Q(nhs_number__in=numbers)).exclude(state="merged") if numbers else ():
            self._by_number[person.nhs_number].append(person)
        births = {who.birth_date for who in people if who.birth_date}
        names = {_sought_name(who) for who in people}
        alike = Person.objects.filter(birth_date__in=births, search_name__in=names).exclude(state="merged")
        for person in alike if births else ():
            if person.birth_date:
                self._by_name[person.search_name, person.birth_date].append(person)
        self._reachable = self._those_that_may_be_reached()

    def _those_that_may_be_reached(self) -> set[UUID]:
        """Of the records with one of these numbers, those that the actor may see: others are never joined."""
        ids = [person.id for people in self._by_number.values() for person in people]
        if not ids or self.by.is_system:
            return set(ids)
        seen = Person.objects.filter(visible_person_ids(self.by, Section.IDENTITY, self.at), pk__in=ids)
        return set(seen.values_list("pk", flat=True))

    def match(self, row: ImportedResource | None, own_id: UUID | None, who: Particulars) -> Match:
        """The record of one Patient. `row` is what was kept of it; `own_id` is set when it is named as ours are."""
        if row is not None:
            return self._imported_before(row, who)
        if own_id is not None and own_id in self._by_id:
            return Match(reasons=(OWN_EXPORT,))
        same_number = self._by_number.get(who.nhs_number, []) if who.nhs_number else []
        same = [one for one in same_number if one.id in self._reachable and _is_same(one, who)]
        if same:
            return Match(person=min(same, key=lambda one: one.created_at))
        same_name = self._by_name.get((_sought_name(who), who.birth_date), []) if who.birth_date else []
        distinct = {one.id: one for one in (*same_number, *same_name)}
        return Match(alike=tuple(distinct.values()))

    def _imported_before(self, row: ImportedResource, who: Particulars) -> Match:
        person = self._by_id.get(row.person_id)
        if person is None or _is_plainly_another(person, who):
            text = (
                "Under this name somebody with other particulars came in before. If these files are from another"
                " system, say which with --source; if they are from the same one, somebody must look at it."
            )
            return Match(reasons=(Reason("conflict.person", text),))
        return Match(person=person)


def _locked(condition: Q) -> QuerySet[Person]:
    return Person.objects.select_for_update().filter(condition).order_by("pk")


def _follow_merges(people: Iterable[Person]) -> Iterator[tuple[UUID, Person]]:
    """Each record, or the one that it was joined into, under the id by which it was asked for."""
    for person in people:
        kept = person
        while kept.state == "merged" and kept.merged_into_id:
            kept = Person.objects.select_for_update().get(pk=kept.merged_into_id)
        yield person.id, kept


def _sought_name(who: Particulars) -> str:
    return search_name(given=who.given_names, family=who.family_name, preferred=who.preferred_name)


def _is_same(person: Person, who: Particulars) -> bool:
    """The same birth date and family name, beside the same NHS number. A missing one is not the same."""
    if person.birth_date is None or person.birth_date != who.birth_date:
        return False
    return bool(who.family_name) and folded(person.family_name) == folded(who.family_name)


def _is_plainly_another(person: Person, who: Particulars) -> bool:
    """Whether nobody could take the two for one person: other NHS numbers, or nothing of name and birth in common."""
    if person.nhs_number and who.nhs_number:
        return person.nhs_number != who.nhs_number
    if person.birth_date is None or who.birth_date is None or person.birth_date == who.birth_date:
        return False
    here = set(folded(f"{person.given_names} {person.family_name} {person.preferred_name}").split())
    there = set(folded(f"{who.given_names} {who.family_name} {who.preferred_name}").split())
    return not here & there
