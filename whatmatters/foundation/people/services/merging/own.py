"""How our own tables move. Consent and relationships may be in force once: what would meet is settled, and kept.

A "no" of the person stands over a "yes", whichever record it was on: joining two records must never show more than the
person allowed on both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ....kernel.clock import day_of
from ...models import CareRelationship, Consent, Person
from ...models.access import ConsentDecision
from ...wired import Mover
from .movers import TableMover, VersionMover

OUR_ACTOR = "system:merge"


@dataclass(frozen=True, slots=True)
class ConsentMover:
    """Decisions of the person; of two in force for one purpose and organisation, one stays in force."""

    name: str = "people.Consent"

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> dict[str, list[str]]:
        """Move them; the keys of those that moved, and of those that were put out of force."""
        kept = {_key(row): row for row in Consent.objects.filter(person=kept_id, superseded_at__isnull=True)}
        settled = []
        for row in Consent.objects.filter(person=joined_id, superseded_at__isnull=True):
            other = kept.get(_key(row))
            if other is not None:
                settled.append(str(_weaker(row, other).pk))
        Consent.objects.filter(pk__in=settled).update(superseded_at=at, superseded_by=OUR_ACTOR)
        moved = [str(key) for key in Consent.objects.filter(person=joined_id).values_list("pk", flat=True)]
        Consent.objects.filter(pk__in=moved).update(person=kept_id)
        return {"moved": moved, "settled": settled}

    def put_back(self, done: dict[str, list[str]], joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Give them back, and into force again those that the merge put out, unless the person decided anew since."""
        Consent.objects.filter(pk__in=done["moved"]).update(person=joined_id)
        for row in Consent.objects.filter(pk__in=done["settled"], superseded_by=OUR_ACTOR):
            same = Consent.objects.filter(
                person=row.person_id, purpose=row.purpose, organisation=row.organisation_id, superseded_at__isnull=True
            )
            if not same.exists():
                row.superseded_at, row.superseded_by = None, ""
                row.save(update_fields=["superseded_at", "superseded_by"])


def _key(row: Consent) -> tuple[str, UUID | None]:
    return row.purpose, row.organisation_id


def _weaker(one: Consent, other: Consent) -> Consent:
    """The decision that gives way: a yes before a no, else the earlier."""
    yes = [row for row in (one, other) if row.decision == ConsentDecision.GIVEN]
    return yes[0] if len(yes) == 1 else min(one, other, key=lambda row: row.decided_at)


@dataclass(frozen=True, slots=True)
class RelationshipMover:
    """Relationships; of two open ones with one organisation, that of the joined record ends."""

    name: str = "people.CareRelationship"

    def move(self, joined_id: UUID, kept_id: UUID, at: datetime) -> dict[str, list[str]]:
        """Move them; the keys of those that moved, and of those that were ended."""
        open_with = CareRelationship.objects.filter(person=kept_id, ends_before__isnull=True).values("organisation")
        rows = CareRelationship.objects.filter(person=joined_id)
        moved = [str(key) for key in rows.values_list("pk", flat=True)]
        ended = []
        for row in rows.filter(ends_before__isnull=True, organisation__in=open_with):
            row.ends_before = max(day_of(at), row.starts_on)
            row.save(update_fields=["ends_before"])
            ended.append(str(row.pk))
        self._give(moved, kept_id)
        return {"moved": moved, "ended": ended}

    def put_back(self, done: dict[str, list[str]], joined_id: UUID, kept_id: UUID, at: datetime) -> None:
        """Give them back, and open again those that the merge ended."""
        self._give(done["moved"], joined_id)
        CareRelationship.objects.filter(pk__in=done["ended"]).update(ends_before=None)

    def _give(self, keys: list[str], person_id: UUID) -> None:
        name = Person.objects.values_list("search_name", flat=True).get(pk=person_id)
        CareRelationship.objects.filter(pk__in=keys).update(person=person_id, search_name=name)


OWN_MOVERS: tuple[Mover, ...] = (
    TableMover("people.PersonIdentifier", unique=("system", "value")),
    TableMover("people.Address"),
    TableMover("people.ContactPoint"),
    VersionMover("people.AboutMeEntry", group=("heading",)),
    VersionMover("people.CommunicationNeeds"),
    TableMover("people.CircleMember"),
    TableMover("people.CircleMember", column="own_record"),
    TableMover("people.Condition"),
    TableMover("people.Observation"),
    TableMover("people.Appointment"),
    TableMover("people.ImportedResource"),
    ConsentMover(),
    RelationshipMover(),
    TableMover("people.ProxyGrant"),
    TableMover("people.BreakGlass"),
    TableMover("people.CapacityRecord"),
    TableMover("people.AdvanceStatement"),
    TableMover("people.AdvanceRefusal"),
    TableMover("people.PowerOfAttorney"),
)
"""Every table of ours whose rows belong to a person. What stays: versions of particulars, name words, proposals."""
