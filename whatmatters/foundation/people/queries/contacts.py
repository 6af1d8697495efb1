"""How to reach the person, as those who may see it see it: a secret address is not there for others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from ...kernel.actor import Actor
from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ..models import Address, ContactPoint
from ..permissions import Access, Deed, reasons_against
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class Reach:
    """One telephone number or e-mail address that holds now."""

    id: int
    kind: str
    kind_words: str
    value: str
    use: str
    rank: int
    is_safe: bool
    note: str
    origin_source: str


@dataclass(frozen=True, slots=True)
class Home:
    """One postal address that holds now, as lines."""

    id: int
    use: str
    lines: tuple[str, ...]
    street: str
    city: str
    postcode: str
    is_secret: bool
    origin_source: str


@dataclass(frozen=True, slots=True)
class ContactsPage:
    """The ways of reaching the person, and whether the reader may change them."""

    banner: PersonBanner
    points: tuple[Reach, ...]
    homes: tuple[Home, ...]
    may_change: bool
    may_write_secret: bool


def get_contacts_page(person_id: UUID, *, by: Actor, at: datetime) -> ContactsPage:
    """The page of how to reach the person, recorded as a read. Raises `NotFound`."""
    access = look_at(
        person_id,
        action="opened how to reach the person",
        needs=Section.CONTACT,
        shows=[Section.CONTACT],
        by=by,
        at=at,
    )
    return ContactsPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        points=list_points(person_id, day_of(at)),
        homes=list_homes(person_id, access, day_of(at)),
        may_change=not reasons_against(Deed.CHANGE_CONTACTS, access),
        may_write_secret=access.may_see_secret_address,
    )


def get_contact_point(person_id: UUID, contact_id: int, *, by: Actor, at: datetime) -> tuple[ContactsPage, Reach]:
    """One way of reaching the person, to change, recorded as a read. Raises `NotFound`."""
    page = get_contacts_page(person_id, by=by, at=at)
    point = next((point for point in page.points if point.id == contact_id), None)
    if point is None or not page.may_change:
        raise NotFound
    return page, point


def list_points(person_id: UUID, day: date) -> tuple[Reach, ...]:
    """The telephone numbers and e-mail addresses that hold on a day. The caller has checked and records the read."""
    rows = ContactPoint.objects.filter(_holds_on(day), person=person_id).order_by("rank", "pk")
    return tuple(
        Reach(
            id=row.pk,
            kind=row.kind,
            kind_words=str(row.get_kind_display()),
            value=row.value,
            use=row.use,
            rank=row.rank,
            is_safe=row.is_safe,
            note=row.note,
            origin_source=row.origin_source,
        )
        for row in rows
    )


def list_homes(person_id: UUID, access: Access, day: date) -> tuple[Home, ...]:
    """The addresses that hold on a day and that this access shows. The caller has checked and records the read."""
    rows = Address.objects.filter(_holds_on(day), person=person_id).order_by("-pk")
    return tuple(
        Home(
            id=row.pk,
            use=row.use,
            lines=tuple(line for line in (*row.lines.splitlines(), row.city, row.postcode) if line.strip()),
            street=row.lines,
            city=row.city,
            postcode=row.postcode,
            is_secret=row.is_secret,
            origin_source=row.origin_source,
        )
        for row in rows
        if access.may_see_secret_address or not row.is_secret
    )


def _holds_on(day: date) -> Q:
    return Q(ends_before__isnull=True) | Q(ends_before__gt=day)
