"""Let somebody act for the person, in chosen sections and until a day; and end it, at once."""

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
from ..models import ProxyGrant
from ..permissions import Access, Deed, check
from ..rules.consent import grant_reasons
from ..sections import PROXY_SECTIONS, Section
from .keeping import made, person_for


@dataclass(frozen=True, slots=True)
class Grant:
    """Who may act for the person, in what, and until when. `proxy_id` is the account's id, made by `accounts`."""

    proxy_id: str
    proxy_name: str
    relationship: str
    sections: Collection[Section]
    ends_before: date | None = None


@transaction.atomic
def grant_proxy_access(*, person_id: UUID, grant: Grant, by: Actor, at: datetime) -> UUID:
    """Let somebody act for the person from today; the id of the grant. It takes the place of an earlier one.

    Who may: the person, and care staff who have spoken with them. A grant for somebody under 16 ends at their next
    birthday that counts. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.GRANT_PROXY, person_id, by, at)
    day = day_of(at)
    keep_rule(
        grant_reasons(
            sections=grant.sections,
            allowed=PROXY_SECTIONS,
            birth_date=person.birth_date,
            starts_on=day,
            ends_before=grant.ends_before,
            day=day,
        )
    )
    before = ProxyGrant.objects.filter(person=person, proxy_id=grant.proxy_id, ended_at__isnull=True)
    before.update(ended_at=at, ended_by=by.id)
    saved = ProxyGrant.objects.create(
        person=person,
        proxy_id=grant.proxy_id,
        proxy_name=clean_text(grant.proxy_name)[:200],
        relationship=clean_text(grant.relationship)[:100],
        sections=frozenset(grant.sections),
        starts_on=day,
        ends_before=grant.ends_before,
        **made(by, at),
    )
    _record("let somebody act for the person", saved, access, by, at)
    return saved.id


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


def _record(action: str, saved: ProxyGrant, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=saved.person_id,
        subject=f"proxy:{saved.id}",
        details={"proxy": saved.proxy_id, "sections": sorted(saved.sections)},
        organisations=access.organisations,
    )
