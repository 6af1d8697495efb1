"""Somebody who is half signed in: which account, and what their app needs to know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import segno
from django.conf import settings

from ..models import Account, TotpDevice
from ..rules.codes import address_for_app, code_at, key_to_type
from ..seals import open_seal
from ..session_engine import SessionStore, SignInLost

TOTP = "totp"


@dataclass(frozen=True, slots=True)
class AppToSetUp:
    """What the page shows so that an app can be set up: a square picture, and the same as letters.

    `demonstration_code` is the code right now, in a demonstration only; empty otherwise.
    """

    picture: str = field(repr=False)
    key: str = field(repr=False)
    demonstration_code: str = field(repr=False)


def get_half_account(store: SessionStore, *, at: datetime) -> Account:
    """The account that owes a code here. Raises `SignInLost`."""
    account = Account.objects.filter(pk=store.half_in(at), closed_at=None).first()
    if account is None:
        raise SignInLost("Sign in again.")
    return account


def get_half_in(store: SessionStore, *, at: datetime) -> str:
    """In a demonstration, the code that the app of this account shows now; empty otherwise. Raises `SignInLost`."""
    account = get_half_account(store, at=at)
    device = TotpDevice.objects.filter(account=account, confirmed_at__isnull=False).first()
    return _demonstration_code(get_secret(device), at) if device else ""


def get_set_up(store: SessionStore, *, at: datetime) -> AppToSetUp:
    """What somebody who is half signed in needs to set up their app. Raises `SignInLost`."""
    return get_app_to_set_up(get_half_account(store, at=at).pk, at=at)


def get_app_to_set_up(account_id: UUID, *, at: datetime) -> AppToSetUp:
    """What an account needs to set up the app that is not confirmed yet. Raises `SignInLost` when there is none."""
    device = TotpDevice.objects.select_related("account").filter(account=account_id, confirmed_at=None).first()
    if device is None:
        raise SignInLost("There is no app to set up.")
    secret, name = get_secret(device), device.account.email or device.account.username
    picture = segno.make(address_for_app(secret, name), error="m").svg_data_uri(scale=5, border=4)
    return AppToSetUp(picture, key_to_type(secret), _demonstration_code(secret, at))


def get_secret(device: TotpDevice) -> bytes:
    """The secret of an app, opened."""
    return bytes.fromhex(open_seal(device.sealed_secret, purpose=TOTP)["key"])


def _demonstration_code(secret: bytes, at: datetime) -> str:
    return code_at(secret, at) if settings.DEMONSTRATION and not settings.PRODUCTION else ""
