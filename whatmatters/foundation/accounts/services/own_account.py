"""What somebody changes about their own account: what they are called, their app, their recovery codes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import Refused
from ...kernel.reasons import Reason
from ...kernel.translating import _
from ..models import Account, TotpDevice
from ..queries.accounts import holds_posts
from ..queries.mine import RECOVERY_CODES
from ..seals import seal
from ..session_engine import SessionStore
from .accounts import close_account
from .passwords import check_own_password
from .totp import confirm_device, make_device, make_recovery_codes, remove_device


@transaction.atomic
def change_details(*, name: str, language: str, by: Actor, at: datetime) -> None:
    """Change what one is called here and the language of pages. The record of a person is not touched by it."""
    Account.objects.filter(pk=UUID(by.id)).update(name=name, language=language)
    record_change("changed the account's name or language", by=by, at=at, subject=f"account:{by.id}")


def start_own_app(*, password: str, by: Actor, at: datetime) -> None:
    """Begin to set up an app; it counts once its first code is typed. Raises `Refused` when there is one already."""
    check_own_password(password=password, by=by, at=at)
    if TotpDevice.objects.filter(account_id=UUID(by.id), confirmed_at__isnull=False).exists():
        raise Refused(Reason("app.there", _("You have an app set up already. Remove it first.")))
    make_device(account_id=UUID(by.id), at=at)


@transaction.atomic
def confirm_own_app(*, store: SessionStore, code: str, by: Actor, at: datetime) -> None:
    """Take the first code of one's own app; the recovery codes wait in the session. Raises `Refused`, `NotFound`."""
    keep_codes(store, confirm_device(account_id=UUID(by.id), code=code, by=by, at=at))


def remove_own_app(*, password: str, by: Actor, at: datetime) -> None:
    """Do without an app. Raises `Refused` for a wrong password, and for whoever holds a post."""
    check_own_password(password=password, by=by, at=at)
    if holds_posts(UUID(by.id), at):
        raise Refused(Reason("app.staff", _("Staff need an app. Your administrator can help you move to a new phone.")))
    remove_device(account_id=UUID(by.id), why="", by=by, at=at)


def make_own_recovery_codes(*, store: SessionStore, password: str, by: Actor, at: datetime) -> None:
    """Fresh recovery codes, for one page to show. Raises `Refused` for a wrong password."""
    check_own_password(password=password, by=by, at=at)
    keep_codes(store, make_recovery_codes(account_id=UUID(by.id), by=by, at=at))


def close_own_account(*, password: str, by: Actor, at: datetime) -> None:
    """Close one's own account. Raises `Refused` for a wrong password, `NotAllowed` for whoever holds a post."""
    check_own_password(password=password, by=by, at=at)
    close_account(account_id=UUID(by.id), by=by, at=at)


def keep_codes(store: SessionStore, codes: list[str]) -> None:
    """Keep fresh codes in a session, sealed, until the page that shows them is left."""
    store[RECOVERY_CODES] = seal({"codes": codes}, purpose=RECOVERY_CODES).decode()


def forget_codes(*, store: SessionStore) -> None:
    """The page that showed the codes is left."""
    store.pop(RECOVERY_CODES, None)
