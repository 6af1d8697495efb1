"""The staff of the organisations that an administrator looks after. Refuses everybody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from ...kernel.actor import Actor, Role
from ...kernel.errors import NotFound, allow
from ..models import Membership, OneTimePass, TotpDevice
from ..models.ways_in import PassPurpose
from ..permissions import administered, reasons_against_administering, staff_visible_to
from .accounts import live_memberships


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One post. `state` is `active`, `invited` (a link is open) or `late` (the link ran out, or was taken back)."""

    membership_id: UUID
    account_id: UUID
    name: str
    email: str
    role: str
    organisation: str
    state: str
    has_app: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class StaffPage:
    """Everybody who works at the organisations that the reader looks after, by name."""

    organisations: dict[UUID, str]
    rows: tuple[StaffRow, ...]


def get_staff_page(*, by: Actor, at: datetime) -> StaffPage:
    """Who works where. Who may: administrators, their own organisations. Raises `NotAllowed`."""
    allow(reasons_against_administering(by))
    posts = _with_state(staff_visible_to(live_memberships(at, to_come=True), by), at)
    return StaffPage(
        organisations={p.organisation_id: p.organisation_name for p in by.posts if p.role == Role.ADMINISTRATOR},
        rows=tuple(_row(post, by) for post in posts.order_by("account__name", "organisation__name", "role")),
    )


def get_staff_row(membership_id: UUID, *, by: Actor, at: datetime) -> StaffRow:
    """One post. Raises `NotFound` outside the reader's organisations."""
    visible = staff_visible_to(live_memberships(at, to_come=True), by).filter(pk=membership_id)
    post = _with_state(visible, at).first()
    if post is None:
        raise NotFound
    return _row(post, by)


def list_organisations_elsewhere(account_id: UUID, *, by: Actor, at: datetime) -> list[str]:
    """The names of organisations where an account works and which the actor does not look after."""
    others = live_memberships(at, to_come=True).filter(account=account_id).exclude(organisation__in=administered(by))
    return list(others.values_list("organisation__name", flat=True).distinct())


def _with_state(posts: QuerySet[Membership], at: datetime) -> QuerySet[Membership]:
    waiting = OneTimePass.objects.filter(
        account=OuterRef("account"),
        purpose=PassPurpose.INVITATION,
        used_at=None,
        revoked_at=None,
        expires_at__gt=at,
    )
    app = TotpDevice.objects.filter(account=OuterRef("account"), confirmed_at__isnull=False)
    return posts.select_related("account", "organisation").annotate(is_waiting=Exists(waiting), has_app=Exists(app))


def _row(post: Membership, by: Actor) -> StaffRow:
    account, state = post.account, "active"
    if not account.has_usable_password():
        state = "invited" if post.is_waiting else "late"  # type: ignore[attr-defined]
    return StaffRow(
        membership_id=post.pk,
        account_id=account.pk,
        name=account.name,
        email=account.email,
        role=Role(post.role).label,
        organisation=post.organisation.name,
        state=state,
        has_app=post.has_app,  # type: ignore[attr-defined]
        is_own=str(account.pk) == by.id,
    )
