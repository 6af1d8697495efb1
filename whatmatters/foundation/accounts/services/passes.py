"""Make one-time passes, use them up, take them back.

A newer pass of the same purpose ends the older one, so that "send it again" never leaves two open doors.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ...kernel.actor import Actor
from ...kernel.errors import NotFound
from ..models import Account, OneTimePass
from ..models.ways_in import PassPurpose
from ..queries.passes import TYPED_EMAIL
from ..rules.practice import minutes
from ..seals import keyed_hash, seal

LASTS = {
    PassPurpose.INVITATION: "invitation",
    PassPurpose.RESET: "password-link",
    PassPurpose.SHEET: "printed-code",
}


def make_pass(*, purpose: PassPurpose, account_id: UUID, by: Actor, at: datetime) -> UUID:
    """Make a pass for an account and end earlier ones of its purpose. Callers check who may, and record it."""
    end_passes(account_id=account_id, purposes=(purpose,), by=by, at=at)
    return _create(purpose, by, at, account_id=account_id)


def make_pass_for_email(*, typed_email: str, by: Actor, at: datetime) -> UUID:
    """Make a pass for a new password for whoever has an address, without finding out whether anybody does."""
    email = typed_email.strip().lower()
    hashed = keyed_hash(email, purpose=TYPED_EMAIL)
    earlier = OneTimePass.objects.filter(email_hash=hashed, used_at=None, revoked_at=None)
    earlier.update(revoked_at=at, revoked_by=by.id)
    sealed = seal({"email": email}, purpose=TYPED_EMAIL)
    return _create(PassPurpose.RESET, by, at, sealed_email=sealed, email_hash=hashed)


def end_passes(
    *, account_id: UUID, purposes: tuple[PassPurpose, ...] = tuple(PassPurpose), by: Actor, at: datetime
) -> int:
    """End the open passes of an account: all, or those of some purposes. Returns how many there were."""
    email = Account.objects.values_list("email", flat=True).get(pk=account_id).lower()
    mine = Q(account_id=account_id)
    if email:
        mine |= Q(email_hash=keyed_hash(email, purpose=TYPED_EMAIL))
    open_ones = OneTimePass.objects.filter(mine, used_at=None, revoked_at=None, purpose__in=purposes)
    return open_ones.update(revoked_at=at, revoked_by=by.id)


def use_pass(*, one: OneTimePass, at: datetime) -> None:
    """Use a pass up, once even when two ask at the same moment. Raises `NotFound` for the second."""
    if not OneTimePass.objects.filter(pk=one.pk, used_at=None, revoked_at=None).update(used_at=at):
        raise NotFound


def _create(purpose: PassPurpose, by: Actor, at: datetime, **more: object) -> UUID:
    lasts = minutes(LASTS[purpose], at)
    made = {"created_at": at, "created_by": by.id, "created_by_name": by.name}
    return OneTimePass.objects.create(purpose=purpose, expires_at=at + lasts, **made, **more).pk
