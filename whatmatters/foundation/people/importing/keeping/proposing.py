"""Propose to somebody that a record which came in may be of a person who is here. Nothing is joined by it.

Serves the runner, for people with the same NHS number but other particulars, or the same name and birth date.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import record_changes
from whatmatters.foundation.kernel.clock import day_of

from ...models import DuplicateProposal, Person
from ...queries.alike import compared_by
from ...rules.likeness import Likeness, likeness

Pair = tuple[UUID, UUID]


def propose(pairs: Iterable[Pair], *, by: Actor, at: datetime) -> int:
    """Propose each pair that was not proposed before, whatever was decided about it; how many are new."""
    wanted = {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}
    known = set(DuplicateProposal.objects.filter(first__in={one for one, _ in wanted}).values_list("first", "second"))
    new = sorted(wanted - known)
    if not new:
        return 0
    found = _compared(new, at)
    DuplicateProposal.objects.bulk_create(
        DuplicateProposal(
            first_id=one,
            second_id=other,
            reasons=list(found[one, other].codes),
            likeness=found[one, other].points,
            proposed_at=at,
        )
        for one, other in new
    )
    record_changes(
        "proposed that two records are of one person",
        by=by,
        at=at,
        subjects=[(person, "") for pair in new for person in pair],
    )
    return len(new)


def _compared(pairs: Iterable[Pair], at: datetime) -> dict[Pair, Likeness]:
    people = Person.objects.filter(pk__in={one for pair in pairs for one in pair})
    by_id = {person.id: compared_by(person) for person in people.prefetch_related("addresses", "contact_points")}
    return {pair: likeness(by_id[pair[0]], by_id[pair[1]], day=day_of(at)) for pair in pairs}
