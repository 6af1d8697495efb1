"""How a person, and those who act for them, get in: for the staff who help them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from ...kernel.actor import Actor
from ...kernel.audit import record_read
from ...kernel.errors import NotFound
from ...people.permissions import access_to
from ...people.queries.banner import PersonBanner, get_banner
from ...people.queries.in_advance import list_powers_to_act
from ...people.queries.proxies import list_acting_now
from ...people.sections import Section
from ..models import Account, OneTimePass
from ..models.ways_in import PassPurpose
from ..permissions import check_may_invite
from ..rules.practice import minutes
from .accounts import holds_posts
from .passes import code_of


@dataclass(frozen=True, slots=True)
class WayInRow:
    """One account. `state` is `active`, `invited` (a link or code is open), `late`, or `closed`."""

    account_id: UUID
    name: str
    email: str
    username: str
    state: str
    open_until: datetime | None
    is_proxy: bool
    is_staff: bool
    grant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The accounts of a person and of those who act for them; `powers` are the powers of attorney to choose from."""

    banner: PersonBanner
    own: WayInRow | None
    proxies: tuple[WayInRow, ...]
    powers: tuple[tuple[str, str], ...]
    may_help: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is printed for somebody who signs in with a code."""

    person_name: str
    sign_in_name: str
    code: str
    address: str
    expires_at: datetime


def get_ways_in(person_id: UUID, *, to_help: bool = False, by: Actor, at: datetime) -> WaysIn:
    """How a person gets in, and those who act for them. Recorded as a look.

    Who may: the person, who may let others act for them; staff who look after them (`may_help`), and only they when it
    is `to_help`. Raises `NotFound`, `NotAllowed`.
    """
    access = access_to(person_id, by, at)
    if to_help or not access.is_own:
        access = check_may_invite(person_id, by, at)
    banner = get_banner(person_id, by=by, at=at)
    own = Account.objects.filter(person_id=person_id, closed_at=None).first()
    powers = () if access.is_own else list_powers_to_act(person_id)
    found = WaysIn(banner, _row(own, at) if own else None, _proxies(person_id, at), powers, not access.is_own)
    record_read(
        "looked at how the person signs in",
        by=by,
        at=at,
        person_id=person_id,
        sections=[Section.CONTACT],
        organisations=access.organisations,
    )
    return found


def get_sheet(sheet_id: UUID, *, by: Actor, at: datetime) -> Sheet:
    """The sheet to print: for whoever made it, for a short while, until it is used. Raises `NotFound`."""
    since = at - minutes("printed-code-shown", at)
    sheets = OneTimePass.objects.filter(purpose=PassPurpose.SHEET, used_at=None, revoked_at=None)
    mine = sheets.filter(pk=sheet_id, created_by=by.id, created_at__gt=since)
    sheet = mine.select_related("account").first()
    if sheet is None or sheet.account is None:
        raise NotFound
    account = sheet.account
    name = account.username or account.email
    return Sheet(account.name, name, code_of(sheet), settings.ADDRESS, sheet.expires_at)


def _proxies(person_id: UUID, at: datetime) -> tuple[WayInRow, ...]:
    acting = {one.account_id: one.grant_id for one in list_acting_now(person_id, at=at)}
    accounts = Account.objects.filter(pk__in=acting, closed_at=None).order_by("name")
    return tuple(_row(account, at, grant_id=acting[str(account.pk)]) for account in accounts)


def _row(account: Account, at: datetime, *, grant_id: UUID | None = None) -> WayInRow:
    open_passes = OneTimePass.objects.filter(account=account, used_at=None, revoked_at=None, expires_at__gt=at)
    until = open_passes.order_by("-expires_at").values_list("expires_at", flat=True).first()
    state = "active" if account.has_usable_password() or account.outside_identities.exists() else "late"
    return WayInRow(
        account_id=account.pk,
        name=account.name,
        email=account.email,
        username=account.username,
        state="invited" if state == "late" and until else state,
        open_until=until,
        is_proxy=grant_id is not None,
        grant_id=grant_id,
        is_staff=holds_posts(account.pk, at),
    )
