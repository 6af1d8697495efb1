"""Find accounts and what they hold."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from ...kernel.clock import day_of
from ..models import Account, Membership


def find_account(typed_name: str) -> Account | None:
    """The account of an e-mail address or a user name, open or closed, without regard to case."""
    name = typed_name.strip().lower()
    if "@" in name:
        return Account.objects.alias(low=Lower("email")).exclude(email="").filter(low=name).first()
    if not name:
        return None
    return Account.objects.alias(low=Lower("username")).exclude(username="").filter(low=name).first()


def holds_posts(account_id: UUID, at: datetime) -> bool:
    """Whether an account holds, or will hold, any post."""
    return live_memberships(at, to_come=True).filter(account_id=account_id).exists()


def live_memberships(at: datetime, *, to_come: bool = False) -> QuerySet[Membership]:
    """The posts in force at a moment; with `to_come`, those that have not begun as well."""
    day = day_of(at)
    live = Membership.objects.filter(Q(ends_before=None) | Q(ends_before__gt=day), ended_at=None)
    return live if to_come else live.filter(starts_on__lte=day)
