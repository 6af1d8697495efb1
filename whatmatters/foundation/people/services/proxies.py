"""Let somebody act for the person, in chosen sections and until a day; hide a section from them; and end it, at once.

Refuses where there is a sign of pressure, in words that say nothing of it. What is hidden and what is ended holds from
the next request on, and tells nobody: whether the proxy is told is asked of whoever ends it (`accounts`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, keep_rule
from ...kernel.plain import clean_text
from ...kernel.reasons import Reasons
from ..models import Person, PowerOfAttorney, ProxyGrant
from ..permissions import Access, Deed, check
from ..rules.proxies import basis_reasons, grant_reasons, pressure_reasons
from ..sections import PROXY_SECTIONS, Section
from .keeping import made, person_for


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may act for the person, in what, and until when. `proxy_id` is the account's id, made by `accounts`.

    `basis` is one of `rules.proxies.BASES`; `power_id` the registered power of an attorney. `sign_of_pressure` is what
    staff answer: None when they did not.
    """

    proxy_id: str
    proxy_name: str
    relationship: str
    sections: Collection[Section]
    ends_before: date | None = None
    basis: str = "asked"
    power_id: UUID | None = None
    sign_of_pressure: bool | None = None


@transaction.atomic
def grant_proxy_access(*, person_id: UUID, grant: Grant, by: Actor, at: datetime) -> UUID:
    """Let somebody act for the person from today; the id of the grant. It takes the place of an earlier one.

    Who may: the person, and care staff who have spoken with them. A grant for somebody under 16 ends at their next
    birthday that counts. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.GRANT_PROXY, person_id, by, at)
    day = day_of(at)
    keep_rule(_reasons(person, grant, access, day))
    before = ProxyGrant.objects.filter(person=person, proxy_id=grant.proxy_id, ended_at__isnull=True)
    hidden = frozenset(section for row in before for section in row.hidden_sections)
    before.update(ended_at=at, ended_by=by.id)
    saved = ProxyGrant.objects.create(
        person=person,
        proxy_id=grant.proxy_id,
        proxy_name=clean_text(grant.proxy_name)[:200],
        relationship=clean_text(grant.relationship)[:100],
        basis=grant.basis,
        power_id=grant.power_id if grant.basis == "attorney" else None,
        sections=frozenset(grant.sections),
        # What the person hid stays hidden, unless they give it again themself.
        hidden_sections=hidden - frozenset(grant.sections) if access.is_own else hidden,
        starts_on=day,
        ends_before=grant.ends_before,
        **made(by, at),
    )
    _record("let somebody act for the person", saved, access, by, at)
    return saved.id


def _reasons(person: Person, grant: Grant, access: Access, day: date) -> Reasons:
    powers = PowerOfAttorney.objects.filter(person=person, ended_at__isnull=True)
    power = powers.filter(pk=grant.power_id).first() if grant.power_id else None
    return (
        pressure_reasons(grant.sign_of_pressure, by_staff=not (access.is_own or access.is_system))
        + basis_reasons(
            basis=grant.basis,
            by_person=access.is_own,
            age=person.age_on(day),
            power=(power.scope, power.is_registered) if power else None,
            day=day,
        )
        + grant_reasons(
            sections=grant.sections,
            allowed=PROXY_SECTIONS,
            birth_date=person.birth_date,
            starts_on=day,
            ends_before=grant.ends_before,
            day=day,
        )
    )


@transaction.atomic
def end_proxy_access(*, grant_id: UUID, by: Actor, at: datetime) -> None:
    """End it, at once. Who may: the person, care staff, and whoever acts for the person. Raises `NotFound`."""
    saved = ProxyGrant.objects.select_for_update().filter(pk=grant_id).first()
    if saved is None:
        raise NotFound
    access = Access(saved.person_id) if saved.proxy_id == by.id else check(Deed.GRANT_PROXY, saved.person_id, by, at)
    if saved.ended_at is not None:
        return
    saved.ended_at, saved.ended_by = at, by.id
    saved.save(update_fields=["ended_at", "ended_by"])
    _record("ended somebody's acting for the person", saved, access, by, at)


@transaction.atomic
def hide_from_proxy(*, grant_id: UUID, section: Section, by: Actor, at: datetime) -> None:
    """Hide a section from one who acts for the person: from the next request on, and nobody is told.

    Who may: the person alone. Raises `NotFound`.
    """
    _hide(grant_id, section, True, by, at)


@transaction.atomic
def show_to_proxy(*, grant_id: UUID, section: Section, by: Actor, at: datetime) -> None:
    """Show a section again that was given to them. Who may and raises: as `hide_from_proxy`."""
    _hide(grant_id, section, False, by, at)


def _hide(grant_id: UUID, section: Section, is_hidden: bool, by: Actor, at: datetime) -> None:
    saved = ProxyGrant.objects.select_for_update().filter(pk=grant_id, ended_at__isnull=True).first()
    if saved is None:
        raise NotFound
    access = check(Deed.HIDE_FROM_PROXY, saved.person_id, by, at)
    if section not in saved.sections:
        raise NotFound
    others = saved.hidden_sections - {section}
    saved.hidden_sections = others | {section} if is_hidden else others
    saved.save(update_fields=["hidden_sections"])
    action = "hid something from" if is_hidden else "showed something again to"
    _record(f"{action} somebody who acts for the person", saved, access, by, at)


def _record(action: str, saved: ProxyGrant, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=saved.person_id,
        subject=f"proxy:{saved.id}",
        details={"proxy": saved.proxy_id, "sections": sorted(saved.sections), "basis": saved.basis},
        organisations=access.organisations,
    )
