"""The people whom the person counts on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.errors import NotFound
from ..models import CircleMember
from ..permissions import Deed, access_to, reasons_against, visible_people, visible_to
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class InCircle:
    """Somebody in the circle; `roles` in words. `own_record_id` only where the reader may see that record.

    `hidden_why` says why the notes are kept from the person, to those who see safeguarding; others have no notes then.
    """

    id: UUID
    version: int
    name: str
    relationship: str
    phone: str
    email: str
    roles: tuple[str, ...]
    is_carer: bool
    is_emergency_contact: bool
    is_next_of_kin: bool
    is_professional: bool
    is_key_worker: bool
    how_they_help: str
    origin_source: str
    own_record_id: UUID | None = None
    hidden_why: str = ""


@dataclass(frozen=True, slots=True)
class InCircleOf:
    """Somebody whose circle this person is in, whom the reader may see too."""

    person_id: UUID
    name: str
    relationship: str
    is_carer: bool


@dataclass(frozen=True, slots=True)
class CirclePage:
    """The circle, those whose circle the person is in, and what the reader may do."""

    banner: PersonBanner
    members: tuple[InCircle, ...]
    circles_of: tuple[InCircleOf, ...]
    may_edit: bool
    may_hide: bool
    may_link: bool


def get_circle_page(person_id: UUID, *, by: Actor, at: datetime) -> CirclePage:
    """The page of the circle of support, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id, action="opened the circle of support", needs=Section.CIRCLE, shows=[Section.CIRCLE], by=by, at=at
    )
    may_edit = not reasons_against(Deed.EDIT_CIRCLE, access)
    return CirclePage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        members=list_circle(person_id, by=by, at=at),
        circles_of=tuple(_circles_of(person_id, by, at)),
        may_edit=may_edit,
        may_hide=not reasons_against(Deed.HIDE_FROM_PERSON, access),
        may_link=may_edit and by.is_staff,
    )


def get_circle_member(person_id: UUID, member_id: UUID, *, by: Actor, at: datetime) -> tuple[CirclePage, InCircle]:
    """One of the circle, to change, recorded as a read. Raises `NotFound`."""
    page = get_circle_page(person_id, by=by, at=at)
    member = next((member for member in page.members if member.id == member_id), None)
    if member is None or not page.may_edit:
        raise NotFound
    return page, member


def list_circle(person_id: UUID, *, by: Actor, at: datetime) -> tuple[InCircle, ...]:
    """Who is in the circle: emergency contacts and carers first. The caller has checked and records the read."""
    rows = list(
        CircleMember.objects.filter(person=person_id, removed_at__isnull=True).order_by(
            "-is_emergency_contact", "-is_carer", "-is_next_of_kin", "name"
        )
    )
    linked = {row.own_record_id for row in rows if row.own_record_id}
    seen = _seen(linked, by, at) if linked else set()
    # Hardly any row is hidden: what the reader may know is asked only then.
    knows = any(row.hidden_at for row in rows) and Section.SAFEGUARDING in access_to(person_id, by, at)
    return tuple(_in_circle(row, row.own_record_id if row.own_record_id in seen else None, knows) for row in rows)


def _circles_of(person_id: UUID, by: Actor, at: datetime) -> Iterable[InCircleOf]:
    """The link read the other way: shown where the reader may see that person's circle too."""
    rows = CircleMember.objects.filter(own_record=person_id, removed_at__isnull=True).select_related("person")
    for row in visible_to(rows, by, Section.CIRCLE, at).order_by("person__search_name"):
        yield InCircleOf(row.person_id, row.person.full_name, row.relationship, row.is_carer)


def _seen(people: Iterable[UUID], by: Actor, at: datetime) -> set[UUID]:
    return set(visible_people(by, Section.IDENTITY, at).filter(pk__in=people).values_list("pk", flat=True))


def _in_circle(row: CircleMember, own_record_id: UUID | None, knows: bool) -> InCircle:
    roles = (
        (row.is_emergency_contact, _("Call in an emergency")),
        (row.is_carer, _("Carer")),
        (row.is_next_of_kin, _("Next of kin")),
        (row.is_key_worker, _("Key worker")),
        (row.is_professional and not row.is_key_worker, _("Professional")),
    )
    return InCircle(
        id=row.id,
        version=row.version,
        name=row.name,
        relationship=row.relationship,
        phone=row.phone,
        email=row.email,
        roles=tuple(words for is_so, words in roles if is_so),
        is_carer=row.is_carer,
        is_emergency_contact=row.is_emergency_contact,
        is_next_of_kin=row.is_next_of_kin,
        is_professional=row.is_professional,
        is_key_worker=row.is_key_worker,
        how_they_help=row.how_they_help if knows or row.hidden_at is None else "",
        origin_source=row.origin_source,
        own_record_id=own_record_id,
        hidden_why=row.hidden_why if knows else "",
    )
