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
from ..permissions import Deed, reasons_against, visible_people
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class InCircle:
    """Somebody in the circle; `roles` in words. `own_record_id` only where the reader may see that record."""

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


@dataclass(frozen=True, slots=True)
class CirclePage:
    """The circle, and whether the reader may change it."""

    banner: PersonBanner
    members: tuple[InCircle, ...]
    may_edit: bool


def get_circle_page(person_id: UUID, *, by: Actor, at: datetime) -> CirclePage:
    """The page of the circle of support, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id, action="opened the circle of support", needs=Section.CIRCLE, shows=[Section.CIRCLE], by=by, at=at
    )
    return CirclePage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        members=list_circle(person_id, by=by, at=at),
        may_edit=not reasons_against(Deed.EDIT_CIRCLE, access),
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
    return tuple(_in_circle(row, row.own_record_id if row.own_record_id in seen else None) for row in rows)


def _seen(people: Iterable[UUID], by: Actor, at: datetime) -> set[UUID]:
    return set(visible_people(by, Section.IDENTITY, at).filter(pk__in=people).values_list("pk", flat=True))


def _in_circle(row: CircleMember, own_record_id: UUID | None) -> InCircle:
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
        how_they_help=row.how_they_help,
        origin_source=row.origin_source,
        own_record_id=own_record_id,
    )
