"""Proposals that two records are of one person: the list, and the two side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, allow
from ..models import DuplicateProposal, Merge, Person
from ..models.duplicates import ProposalDecision
from ..permissions import Deed, access_to, reasons_against, visible_to
from ..rules.likeness import likeness, reason_in_words
from ..rules.particulars import PARTICULARS
from ..rules.settings import SETTINGS
from ..sections import Section
from .alike import compared_by
from .contacts import list_homes, list_points
from .looking import record_look
from .particulars import particulars_in_words


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two records that may be of one person, with the reasons in words."""

    first_id: UUID
    first_name: str
    second_id: UUID
    second_name: str
    reasons: tuple[str, ...]
    points: int


@dataclass(frozen=True, slots=True)
class OneOfTwo:
    """One record of the two, as labels and texts in one order."""

    person_id: UUID
    name: str
    facts: dict[str, str]
    created: datetime


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Two records beside each other: each line is a label, both texts, and whether they are the same."""

    first: OneOfTwo
    second: OneOfTwo
    lines: tuple[tuple[str, str, str, bool], ...]
    reasons: tuple[str, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class PastMerge:
    """A merge that can be undone."""

    merge_id: UUID
    kept_name: str
    joined_name: str
    merged_at: datetime
    merged_by_name: str


def list_proposals(*, page: int = 1, by: Actor, at: datetime) -> tuple[tuple[Proposal, ...], bool]:
    """Open proposals of which the actor may see both records, most alike first, recorded as a list; whether there
    are more.
    """
    size = SETTINGS.value("search.page", day_of(at))
    start = (max(page, 1) - 1) * size
    rows = DuplicateProposal.objects.filter(decision=ProposalDecision.OPEN).select_related("first", "second")
    for side in ("first", "second"):
        rows = visible_to(rows, by, Section.IDENTITY, at, person=side)
    found = list(rows.order_by("-likeness", "pk")[start : start + size + 1])
    named = [one for row in found[:size] for one in (row.first_id, row.second_id)]
    record_listing("opened the list of likely duplicates", by=by, at=at, people=named)
    return tuple(_proposal(row) for row in found[:size]), len(found) > size


def _proposal(row: DuplicateProposal) -> Proposal:
    reasons = tuple(reason_in_words(code) for code in row.reasons)
    return Proposal(row.first_id, row.first.full_name, row.second_id, row.second.full_name, reasons, row.likeness)


def get_side_by_side(first_id: UUID, second_id: UUID, *, by: Actor, at: datetime) -> SideBySide:
    """Two records beside each other, each recorded as a read. Who may: staff who know both. Raises `NotFound`."""
    first, second = (_one_of_two(person_id, by, at) for person_id in (first_id, second_id))
    lines = [
        (label, one, other, one == other)
        for label in dict.fromkeys((*first.facts, *second.facts))
        for one, other in [(first.facts.get(label, ""), second.facts.get(label, ""))]
    ]
    found = likeness(*(compared_by(_person(one.person_id)) for one in (first, second)), day=day_of(at))
    pair = sorted((first_id, second_id))
    decided = DuplicateProposal.objects.filter(first=pair[0], second=pair[1]).values_list("decision", flat=True).first()
    return SideBySide(
        first, second, tuple(lines), tuple(reason_in_words(code) for code in found.codes), decided or "open"
    )


def _one_of_two(person_id: UUID, by: Actor, at: datetime) -> OneOfTwo:
    access = access_to(person_id, by, at)
    person = _person(person_id) if Section.IDENTITY in access else None
    if person is None or person.state == "merged":
        raise NotFound
    allow(reasons_against(Deed.DECIDE_DUPLICATE, access))
    shown = [Section.IDENTITY, *([Section.CONTACT] if Section.CONTACT in access else [])]
    record_look("compared the record with another", access, shown, by=by, at=at)
    facts = {str(PARTICULARS[name]): words for name, words in particulars_in_words(person).items()}
    if Section.CONTACT in access:
        for home in list_homes(person_id, access, day_of(at)):
            facts.setdefault(_("Address"), ", ".join(home.lines))
        for point in list_points(person_id, day_of(at)):
            facts.setdefault(point.kind_words, point.value)
    return OneOfTwo(person_id, person.full_name, facts, person.created_at)


def _person(person_id: UUID) -> Person:
    found = Person.objects.select_related("gp_practice").prefetch_related("addresses", "contact_points")
    person = found.filter(pk=person_id).first()
    if person is None:
        raise NotFound
    return person


def list_merges(person_id: UUID) -> tuple[PastMerge, ...]:
    """The merges into this record that have not been undone. The caller has checked and records the read."""
    rows = Merge.objects.filter(kept=person_id, undone_at__isnull=True).select_related("kept", "joined")
    return tuple(
        PastMerge(row.id, row.kept.full_name, row.joined.full_name, row.merged_at, row.merged_by_name)
        for row in rows.order_by("-merged_at")
    )


def get_merge(merge_id: UUID, *, by: Actor, at: datetime) -> tuple[UUID, PastMerge]:
    """One merge to undo, and whose record it is on. Who may: staff who know the kept record. Raises `NotFound`."""
    row = Merge.objects.filter(pk=merge_id, undone_at__isnull=True).select_related("kept", "joined").first()
    access = access_to(row.kept_id, by, at) if row else None
    if row is None or access is None or Section.IDENTITY not in access:
        raise NotFound
    allow(reasons_against(Deed.DECIDE_DUPLICATE, access))
    record_look("opened a merge to undo it", access, [Section.IDENTITY], by=by, at=at)
    past = PastMerge(row.id, row.kept.full_name, row.joined.full_name, row.merged_at, row.merged_by_name)
    return row.kept_id, past
