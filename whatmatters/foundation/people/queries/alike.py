"""Who may be the same person: for a name that is being typed, and for a record that is here.

Serves registration and the side-by-side page. Tells nobody more than they may see: somebody without a relationship
learns only that a person with this very NHS number, or this very name and birth date, is known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.clock import day_of
from ...kernel.identifiers import spaced_nhs_number
from ..models import Address, ContactPoint, NameWord, Person
from ..permissions import visible_people
from ..rules.likeness import Likeness, Particulars, contact_key, is_worth_proposing, likeness, reason_in_words
from ..sections import Section

_MOST = 50
"""How many candidates of one kind are compared: more than that share a birth date or a postcode by chance."""


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A record that may be of the same person.

    `person_id` and particulars are empty when the actor may not see the record: then `reasons` alone is told.
    """

    person_id: UUID | None
    name: str
    birth_date: date | None
    nhs_number: str
    place: str
    points: int
    reasons: tuple[str, ...]

    @property
    def is_hidden(self) -> bool:
        """Whether the actor may not see the record."""
        return self.person_id is None


def list_likely_duplicates(new: Particulars, *, by: Actor, at: datetime) -> tuple[LikelyDuplicate, ...]:
    """Records that may be of the person whom these particulars describe, most alike first; recorded as a list."""
    day = day_of(at)
    found = find_alike(new, day=day)
    seen = set(visible_people(by, Section.IDENTITY, at).filter(pk__in=found).values_list("pk", flat=True))
    record_listing("looked for records of the same person", by=by, at=at, people=seen)
    rows = [_row(who, found[who.id][1], who.id in seen) for who in (one for one, _ in found.values())]
    shown = [row for row in rows if row.reasons]
    return tuple(sorted(shown, key=lambda row: (-row.points, row.name)))


def _row(person: Person, found: Likeness, is_seen: bool) -> LikelyDuplicate:
    words = tuple(reason_in_words(code) for code in found.codes)
    if not is_seen:
        return LikelyDuplicate(None, "", None, "", "", found.points, _told_to_strangers(found))
    postcode = next((address.postcode for address in person.addresses.all() if not address.is_secret), "")
    number = spaced_nhs_number(person.nhs_number) if person.nhs_number else ""
    return LikelyDuplicate(person.id, person.full_name, person.birth_date, number, postcode, found.points, words)


def _told_to_strangers(found: Likeness) -> tuple[str, ...]:
    """The reasons that somebody without a relationship typed in full themself; nothing they did not know."""
    exact = [code for code in found.codes if code in ("nhs-number", "name-same", "birth-date")]
    knows = "nhs-number" in exact or {"name-same", "birth-date"} <= set(exact)
    return tuple(reason_in_words(code) for code in exact) if knows else ()


def find_alike(new: Particulars, *, day: date, leaving_out: Iterable[UUID] = ()) -> dict[UUID, tuple[Person, Likeness]]:
    """Every record that is worth looking at beside these particulars, whoever asks: for services only."""
    candidates = (
        Person.objects.filter(pk__in=_candidates(new))
        .exclude(state="merged")
        .exclude(pk__in=list(leaving_out))
        .prefetch_related("addresses", "contact_points")
    )
    compared = {person.id: (person, likeness(new, compared_by(person), day=day)) for person in candidates}
    return {pk: found for pk, found in compared.items() if is_worth_proposing(found[1], day=day)}


def compared_by(person: Person) -> Particulars:
    """What of a record is compared. Its addresses and contact points have been fetched."""
    addresses = [address for address in person.addresses.all() if address.ends_before is None]
    return Particulars(
        given=person.given_names or person.preferred_name,
        family=person.family_name,
        birth_date=person.birth_date,
        nhs_number=person.nhs_number,
        postcode=addresses[0].postcode if addresses else "",
        contacts=frozenset(contact_key(point.value) for point in person.contact_points.all()),
    )


def _candidates(new: Particulars) -> set[UUID]:
    """Persons who share something telling: a number, a birth date, every word of the name, a way of contact."""
    people = Person.objects.exclude(state="merged").values_list("pk", flat=True)
    found: set[UUID] = set()
    if new.nhs_number:
        found |= set(people.filter(nhs_number=new.nhs_number)[:_MOST])
    if new.birth_date:
        found |= set(people.filter(_one_word_begins_alike(new), birth_date=new.birth_date).distinct()[:_MOST])
    if len(new.words) > 1:
        words = NameWord.objects.filter(word__in=new.words).values("person")
        found |= set(
            words.annotate(n=Count("pk")).filter(n__gte=len(new.words)).values_list("person", flat=True)[:_MOST]
        )
    if new.postcode.strip():
        living = Address.objects.filter(postcode=new.postcode.strip().upper(), ends_before__isnull=True)
        found |= set(living.values_list("person", flat=True)[:_MOST])
    emails = [contact for contact in new.contacts if "@" in contact]
    if emails:
        found |= set(ContactPoint.objects.filter(value__in=emails).values_list("person", flat=True)[:_MOST])
    return found


def _one_word_begins_alike(new: Particulars) -> Q:
    begins = Q()
    for word in new.words:
        begins |= Q(name_words__word__begins_with=word[:1])
    return begins
