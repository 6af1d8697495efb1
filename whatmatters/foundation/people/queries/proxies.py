"""Who acts for a person now, and whether an address may be used. Serves `accounts`, which checks who asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ...kernel.clock import day_of
from ..models import ContactPoint, ProxyGrant
from ..models.persons import ContactKind


@dataclass(frozen=True, slots=True)
class ActingNow:
    """Somebody whose grant is in force, or begins later. `account_id` is the id of an account as text."""

    account_id: str
    name: str
    relationship: str


def list_acting_now(person_id: UUID, *, at: datetime) -> tuple[ActingNow, ...]:
    """Whoever may act for the person, by name. The caller has checked that the reader may know."""
    grants = ProxyGrant.objects.filter(
        Q(ends_before=None) | Q(ends_before__gt=day_of(at)), person=person_id, ended_at=None
    )
    return tuple(ActingNow(row.proxy_id, row.proxy_name, row.relationship) for row in grants.order_by("proxy_name"))


def is_marked_unsafe(person_id: UUID, email: str) -> bool:
    """Whether the record says that nothing may be sent to this e-mail address: somebody else may read it."""
    points = ContactPoint.objects.filter(person=person_id, kind=ContactKind.EMAIL, value__iexact=email.strip())
    return points.filter(is_safe=False).exists()
