"""One's own account, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from ...kernel.actor import Role
from ...kernel.clock import day_of
from ...kernel.dated import Dated
from ..models import Account, EmailChange, RecoveryCode, Session, TotpDevice
from ..openid import named_door
from ..rules.practice import SETTINGS, minutes
from ..seals import CannotOpen, open_seal
from ..session_engine import SessionStore
from .accounts import live_memberships

RECOVERY_CODES = "recovery-codes"
"""The purpose of their hashes, and where a session keeps fresh ones (sealed) for the page that shows them."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One browser that is signed in."""

    id: UUID
    browser: str
    way_in: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


@dataclass(frozen=True, slots=True)
class MyAccount:
    """Everything that somebody may change about how they sign in."""

    name: str
    email: str
    username: str
    language: str
    language_name: str
    waiting_email: str
    has_password: bool
    has_app: bool
    must_have_app: bool
    may_link_cis2: bool
    recovery_codes_left: int
    posts: tuple[tuple[str, str], ...]
    sessions: tuple[OpenSession, ...]
    time_outs: tuple[Dated, ...]


def get_my_account(account_id: UUID, session_id: UUID, *, at: datetime) -> MyAccount:
    """The account of whoever asks. `session_id` is the session in use."""
    account, cis2 = Account.objects.get(pk=account_id), named_door("cis2")
    posts = live_memberships(at).filter(account=account).select_related("organisation").order_by("created_at")
    return MyAccount(
        name=account.name,
        email=account.email,
        username=account.username,
        language=account.language,
        language_name=dict(settings.LANGUAGES).get(account.language, ""),
        waiting_email=_waiting_email(account_id, at),
        has_password=account.has_usable_password(),
        has_app=TotpDevice.objects.filter(account=account, confirmed_at__isnull=False).exists(),
        must_have_app=bool(posts),
        may_link_cis2=bool(posts) and cis2 is not None and not account.outside_identities.filter(issuer=cis2.issuer),
        recovery_codes_left=RecoveryCode.objects.filter(account=account, used_at=None).count(),
        posts=tuple((Role(post.role).label, post.organisation.name) for post in posts),
        sessions=_sessions(account_id, session_id, at),
        time_outs=list_time_outs(at),
    )


def list_time_outs(at: datetime) -> tuple[Dated, ...]:
    """How long somebody stays signed in: without doing anything, and at most; in minutes, with the source."""
    return tuple(SETTINGS.on(key, day_of(at)) for key in ("session-idle", "session-longest"))


def list_fresh_recovery_codes(store: SessionStore) -> list[str]:
    """The codes that this session just made, for the one page that shows them; empty afterwards."""
    try:
        sealed = store.get(RECOVERY_CODES)
        return list(open_seal(sealed.encode(), purpose=RECOVERY_CODES)["codes"]) if sealed else []
    except CannotOpen:
        return []


def _waiting_email(account_id: UUID, at: datetime) -> str:
    waiting = EmailChange.objects.filter(account=account_id, expires_at__gt=at).values_list("new_email", flat=True)
    return waiting.first() or ""


def _sessions(account_id: UUID, session_id: UUID, at: datetime) -> tuple[OpenSession, ...]:
    """Those that still count, the one in use first."""
    live = Session.objects.filter(
        account=account_id,
        seen_at__gt=at - minutes("session-idle", at),
        started_at__gt=at - minutes("session-longest", at),
    ).order_by("-seen_at")
    rows = [
        OpenSession(row.public_id, row.browser, row.way_in, row.started_at, row.seen_at, row.public_id == session_id)
        for row in live
    ]
    return tuple(sorted(rows, key=lambda row: not row.is_this_one))
