"""Propose records that may be of one person: of one record when it changes, and of all of them by night.

Never acts on a proposal. All records are compared within small groups that share something telling, so that a hundred
thousand take minutes, not days.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import combinations, groupby
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Concat, Replace, Substr, Upper

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ..models import Address, ContactPoint, DuplicateProposal, Person
from ..queries.alike import compared_by, find_alike
from ..rules.likeness import Likeness, is_worth_proposing, likeness

MOST_IN_A_GROUP = 60
"""Records that share a key with more than this many others do so by chance (a placeholder birth date, a hostel)."""
_BATCH = 400

Pair = tuple[UUID, UUID]


@transaction.atomic
def propose_duplicates_of(*, person_id: UUID, by: Actor, at: datetime) -> int:
    """Propose the records that look like this one; how many are new. Who may: services and jobs of ours."""
    person = Person.objects.filter(pk=person_id).prefetch_related("addresses", "contact_points").first()
    if person is None or person.state == "merged":
        return 0
    alike = find_alike(compared_by(person), day=day_of(at), leaving_out=[person_id])
    return _propose({_pair(person_id, other): found for other, (_, found) in alike.items()}, by, at)


def propose_all_duplicates(*, by: Actor, at: datetime) -> int:
    """Compare all records in groups and propose pairs that nobody has decided about; how many are new.

    Who may: the nightly job. Each batch is a transaction of its own: a stop loses nothing.
    """
    made, waiting = 0, set[Pair]()
    for pair in _pairs():
        waiting.add(pair)
        if len(waiting) >= _BATCH:
            made, waiting = made + _compare(waiting, by, at), set()
    return made + _compare(waiting, by, at)


def _pairs() -> Iterator[Pair]:
    """Every two records that share a key, group by group."""
    for keyed in _keys():
        for _key, rows in groupby(keyed.iterator(chunk_size=5000), key=lambda row: row[0]):
            group = sorted({row[1] for row in rows})
            if 1 < len(group) <= MOST_IN_A_GROUP:
                yield from combinations(group, 2)


def _keys() -> Iterable[QuerySet]:
    """Each way of grouping, as rows of a key and a person, in the order of the key."""
    people = Person.objects.exclude(state="merged")
    yield _by(people.exclude(nhs_number=""), "nhs_number", "pk")
    yield _by(people.exclude(birth_date=None), "birth_date", "pk")
    yield _by(people.annotate(key=Substr("search_name", 1, 60)), "key", "pk")
    living = Address.objects.filter(ends_before__isnull=True).exclude(postcode="").exclude(person__state="merged")
    near = Concat(Upper(Replace("postcode", Value(" "))), Value(" "), Substr("person__search_name", 1, 2))
    yield _by(living.annotate(key=near), "key", "person_id")
    points = ContactPoint.objects.filter(ends_before__isnull=True).exclude(person__state="merged")
    yield _by(points, "value", "person_id")


def _by(rows: QuerySet, key: str, person: str) -> QuerySet:
    return rows.order_by(key).values_list(F(key), F(person))


def _compare(pairs: set[Pair], by: Actor, at: datetime) -> int:
    """Compare these pairs, and propose those that are alike."""
    if not pairs:
        return 0
    day = day_of(at)
    people = Person.objects.filter(pk__in={one for pair in pairs for one in pair})
    by_id = {person.id: compared_by(person) for person in people.prefetch_related("addresses", "contact_points")}
    compared = {pair: likeness(by_id[pair[0]], by_id[pair[1]], day=day) for pair in pairs if by_id.keys() >= set(pair)}
    with transaction.atomic():
        return _propose({pair: found for pair, found in compared.items() if is_worth_proposing(found, day=day)}, by, at)


def _propose(alike: dict[Pair, Likeness], by: Actor, at: datetime) -> int:
    """Write the proposals that are not there yet, whatever was decided about them."""
    known = DuplicateProposal.objects.filter(first__in={pair[0] for pair in alike}).values_list("first", "second")
    new = alike.keys() - set(known)
    DuplicateProposal.objects.bulk_create(
        DuplicateProposal(
            first_id=pair[0],
            second_id=pair[1],
            reasons=list(alike[pair].codes),
            likeness=alike[pair].points,
            proposed_at=at,
        )
        for pair in sorted(new)
    )
    for pair in sorted(new):
        for one in pair:
            record_change("proposed that two records are of one person", by=by, at=at, person_id=one)
    return len(new)


def _pair(one: UUID, other: UUID) -> Pair:
    first, second = sorted((one, other))
    return first, second
