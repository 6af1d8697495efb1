"""Who acts for a person: now, to be asked again soon, and what the person has hidden from whom.

Serves `accounts`, which checks who asks, the page on which the person hides things, and the list of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q

from ...kernel.actor import Actor
from ...kernel.audit import record_listing
from ...kernel.clock import day_of
from ...kernel.errors import NotFound
from ..models import ContactPoint, ProxyGrant
from ..models.persons import ContactKind
from ..permissions import Deed, reasons_against, visible_to
from ..rules.proxies import BASES, asked_again_on
from ..rules.settings import SETTINGS
from ..sections import PROXY_SECTIONS, Section
from .banner import PersonBanner, get_banner
from .looking import look_at

_NEARLY_GROWN = 17 * 366
"""Days: nobody older has a birthday ahead at which they are asked."""


@dataclass(frozen=True, slots=True)
class ActingNow:
    """Somebody whose grant is in force, or begins later. `account_id` is the id of an account as text."""

    grant_id: UUID
    account_id: str
    name: str
    relationship: str


@dataclass(frozen=True, slots=True)
class ToAskAgain:
    """Somebody who acts for a person, to be looked at again on a day; the day may have passed."""

    person_id: UUID
    person_name: str
    proxy_name: str
    due_on: date
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class SectionForProxy:
    """One section that a proxy was given, and whether the person has hidden it from them."""

    section: Section
    label: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class ProxyPage:
    """What one proxy sees, for the person to change."""

    banner: PersonBanner
    grant_id: UUID
    name: str
    sections: tuple[SectionForProxy, ...]


def get_proxy_page(person_id: UUID, grant_id: UUID, *, by: Actor, at: datetime) -> ProxyPage:
    """What somebody who acts for the person sees, and what is hidden from them, recorded as a read.

    Who may: the person alone; not the proxy, and no staff. Raises `NotFound`.
    """
    access = look_at(
        person_id,
        action="opened what somebody who acts for them sees",
        needs=Section.ACCESS,
        shows=[Section.ACCESS],
        by=by,
        at=at,
    )
    grant = ProxyGrant.objects.filter(pk=grant_id, person=person_id, ended_at__isnull=True).first()
    if grant is None or reasons_against(Deed.HIDE_FROM_PROXY, access):
        raise NotFound
    rows = (
        SectionForProxy(section, section.label, section in grant.hidden_sections)
        for section in Section
        if section in grant.sections & PROXY_SECTIONS
    )
    banner = get_banner(person_id, by=by, at=at, access=access)
    return ProxyPage(banner, grant.id, grant.proxy_name, tuple(rows))


def list_to_ask_again(*, by: Actor, at: datetime) -> tuple[ToAskAgain, ...]:
    """Those who act for somebody and whose acting ends soon, or whose person turns 11 or 16, the soonest first.

    Recorded as a list. Among the people whose particulars the actor may see.
    """
    day = day_of(at)
    ahead = SETTINGS.value("proxy.review-days-ahead", day)
    live = ProxyGrant.objects.filter(ended_at__isnull=True, starts_on__lte=day).filter(
        Q(ends_before__gt=day, ends_before__lte=day + timedelta(days=ahead))
        | Q(Q(ends_before=None) | Q(ends_before__gt=day), person__birth_date__gt=day - timedelta(days=_NEARLY_GROWN))
    )
    rows = visible_to(live, by, Section.IDENTITY, at).select_related("person").order_by("ends_before", "id")
    found = sorted(
        (one for row in rows if (one := _to_ask_again(row, day, ahead))), key=lambda one: (one.due_on, one.person_name)
    )[: SETTINGS.value("proxy.review-listed", day)]
    if found:
        people = [one.person_id for one in found]
        record_listing("opened the list of those who act for somebody", by=by, at=at, people=people)
    return tuple(found)


def _to_ask_again(row: ProxyGrant, day: date, ahead: int) -> ToAskAgain | None:
    due_on = asked_again_on(
        birth_date=row.person.birth_date,
        starts_on=row.starts_on,
        ends_before=row.ends_before,
        day=day,
        days_ahead=ahead,
    )
    if due_on is None:
        return None
    return ToAskAgain(row.person_id, row.person.full_name, row.proxy_name, due_on, due_on <= day)


def list_acting_now(person_id: UUID, *, at: datetime) -> tuple[ActingNow, ...]:
    """Whoever may act for the person, by name. The caller has checked that the reader may know."""
    grants = ProxyGrant.objects.filter(
        Q(ends_before=None) | Q(ends_before__gt=day_of(at)), person=person_id, ended_at=None
    )
    return tuple(
        ActingNow(row.id, row.proxy_id, row.proxy_name, row.relationship) for row in grants.order_by("proxy_name")
    )


def bases_in_words() -> list[tuple[str, object]]:
    """Why somebody may act for a person, as choices."""
    return list(BASES.items())


def is_marked_unsafe(person_id: UUID, email: str) -> bool:
    """Whether the record says that nothing may be sent to this e-mail address: somebody else may read it."""
    points = ContactPoint.objects.filter(person=person_id, kind=ContactKind.EMAIL, value__iexact=email.strip())
    return points.filter(is_safe=False).exists()
