"""The authenticator app (RFC 6238) and the recovery codes that stand in for it.

Every code works once: the step of the last one taken is kept, and only a later one is taken. Serves signing in and the
account's own page.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import NotFound, Refused
from ..models import RecoveryCode, TotpDevice
from ..queries.mine import RECOVERY_CODES
from ..queries.set_up import TOTP, get_secret
from ..rules.codes import code_at, step_of_code
from ..rules.practice import figure
from ..rules.tries import wrong_code_reasons
from ..seals import CODE_LETTERS, keyed_hash, seal


def make_device(*, account_id: UUID, at: datetime, secret: bytes = b"") -> None:
    """Make the secret of a new app for an account that has no confirmed one; an earlier unconfirmed one is replaced.

    `secret` (20 bytes) is for the demonstration, whose codes must be known.
    """
    sealed = seal({"key": (secret or secrets.token_bytes(20)).hex()}, purpose=TOTP)
    TotpDevice.objects.filter(account_id=account_id, confirmed_at=None).delete()
    TotpDevice.objects.create(account_id=account_id, sealed_secret=sealed, made_at=at)


def set_up_known_device(*, account_id: UUID, secret: bytes, by: Actor, at: datetime) -> None:
    """Make and confirm an app whose secret (20 bytes) is known: for the demonstration, whose codes must be known."""
    make_device(account_id=account_id, at=at, secret=secret)
    confirm_device(account_id=account_id, code=code_at(secret, at), by=by, at=at)


@transaction.atomic
def confirm_device(*, account_id: UUID, code: str, by: Actor, at: datetime) -> list[str]:
    """Take the first code of a new app, so that it counts from now; return fresh recovery codes, shown this once.

    Raises `Refused` for a wrong code, `NotFound` when nothing is being set up.
    """
    device = TotpDevice.objects.filter(account_id=account_id, confirmed_at=None).first()
    if device is None:
        raise NotFound
    if not _take(device, code, at):
        raise Refused(*wrong_code_reasons())
    TotpDevice.objects.filter(pk=account_id).update(confirmed_at=at)
    record_change("set up an authenticator app", by=by, at=at, person_id=by.person_id, subject=f"account:{account_id}")
    return make_recovery_codes(account_id=account_id, by=by, at=at)


@transaction.atomic
def remove_device(*, account_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Forget the app and the recovery codes; staff must set up a new one at the next sign-in. Callers check who may."""
    RecoveryCode.objects.filter(account_id=account_id).delete()
    TotpDevice.objects.filter(account_id=account_id).delete()
    record_change("removed an authenticator app", by=by, at=at, why=why, subject=f"account:{account_id}")


def take_code(*, account_id: UUID, code: str, at: datetime) -> bool:
    """Whether this is the code of the account's app now; it works only once."""
    device = TotpDevice.objects.filter(account_id=account_id, confirmed_at__isnull=False).first()
    return device is not None and _take(device, code, at)


@transaction.atomic
def make_recovery_codes(*, account_id: UUID, by: Actor, at: datetime) -> list[str]:
    """Fresh recovery codes in place of all earlier ones, such as `K7QM-2XWD`. Shown once, kept as hashes."""
    RecoveryCode.objects.filter(account_id=account_id).delete()
    codes = [_new_code() for _ in range(figure("recovery-codes", at))]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=account_id, code_hash=_hash(account_id, code), made_at=at) for code in codes
    )
    record_change("made recovery codes", by=by, at=at, person_id=by.person_id, subject=f"account:{account_id}")
    return codes


def take_recovery_code(*, account_id: UUID, code: str, at: datetime) -> bool:
    """Whether this is a recovery code of the account that was not used before; it is used from now on."""
    unused = RecoveryCode.objects.filter(account_id=account_id, used_at=None)
    return bool(unused.filter(code_hash=_hash(account_id, code)).update(used_at=at))


def _take(device: TotpDevice, code: str, at: datetime) -> bool:
    step = step_of_code(get_secret(device), code, at)
    if step is None:
        return False
    return bool(TotpDevice.objects.filter(pk=device.pk, last_step__lt=step).update(last_step=step))


def _new_code() -> str:
    letters = [secrets.choice(CODE_LETTERS) for _ in range(8)]
    return "".join(letters[:4]) + "-" + "".join(letters[4:])


def _hash(account_id: UUID, code: str) -> str:
    """Typed in small letters or without the hyphen, it is the same code."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return keyed_hash(f"{account_id}|{plain}", purpose=RECOVERY_CODES)
