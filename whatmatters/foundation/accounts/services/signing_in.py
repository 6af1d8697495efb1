"""Sign in with a name and a password, then, where one is owed, with a code; and sign out.

Refuses to tell a wrong name from a wrong password, a closed account or the account of somebody who has died: the words
are the same, and so is the work, so that the time taken tells nothing either.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_sign_in
from ...kernel.errors import Refused
from ..models import Account, TotpDevice
from ..queries.accounts import find_account, holds_posts
from ..queries.mine import RECOVERY_CODES
from ..queries.set_up import get_half_account
from ..rules.tries import wrong_code_reasons, wrong_sign_in_reasons
from ..seals import seal
from .door import Door, Step
from .totp import confirm_device, make_device, take_code, take_recovery_code
from .tries import count_try, forgive_tries


def sign_in_with_password(*, door: Door, typed_name: str, password: str, at: datetime) -> Step:
    """Take a name (an e-mail address or a user name) and a password; say what comes next.

    Raises `Refused`, with the same words whatever was wrong, or because of too many tries.
    """
    count_try(name=typed_name, network=door.network, at=at)
    account = find_account(typed_name)
    if not _is_right(account, password) or account is None:
        raise Refused(*wrong_sign_in_reasons())
    forgive_tries(name=typed_name, network=door.network, at=at)
    return let_in_after_password(door=door, account=account, at=at)


def let_in_after_password(*, door: Door, account: Account, at: datetime) -> Step:
    """The first proof is given: let in whoever owes no second one. Posts give nothing without a second one."""
    if TotpDevice.objects.filter(account=account, confirmed_at__isnull=False).exists():
        door.store.let_half_in(account.pk, at)
        return Step.CODE
    if holds_posts(account.pk, at):
        make_device(account_id=account.pk, at=at)
        door.store.let_half_in(account.pk, at)
        return Step.SET_UP_CODE
    _let_in(door, account, "password", at)
    return Step.DONE


def give_code(*, door: Door, code: str, at: datetime) -> None:
    """Take the code of the app from somebody whose password was right. Raises `Refused`, `SignInLost`."""
    account = get_half_account(door.store, at=at)
    count_try(name=f"code:{account.pk}", at=at)
    if not take_code(account_id=account.pk, code=code, at=at):
        raise Refused(*wrong_code_reasons())
    forgive_tries(name=f"code:{account.pk}", at=at)
    _let_in(door, account, "code", at)


def give_recovery_code(*, door: Door, code: str, at: datetime) -> None:
    """Take a recovery code instead. Each works once. Raises `Refused`, `SignInLost`."""
    account = get_half_account(door.store, at=at)
    count_try(name=f"code:{account.pk}", at=at)
    if not take_recovery_code(account_id=account.pk, code=code, at=at):
        raise Refused(*wrong_code_reasons())
    forgive_tries(name=f"code:{account.pk}", at=at)
    _let_in(door, account, "recovery-code", at)


def confirm_first_code(*, door: Door, code: str, at: datetime) -> None:
    """Take the first code of an app that was just set up, and let its owner in. Raises `Refused`, `SignInLost`.

    The recovery codes wait in the new session, sealed, for the one page that shows them.
    """
    account = get_half_account(door.store, at=at)
    count_try(name=f"code:{account.pk}", at=at)
    by = Actor(str(account.pk), account.name, person_id=account.person_id)
    codes = confirm_device(account_id=account.pk, code=code, by=by, at=at)
    forgive_tries(name=f"code:{account.pk}", at=at)
    _let_in(door, account, "code", at, **{RECOVERY_CODES: seal({"codes": codes}, purpose=RECOVERY_CODES).decode()})


def let_in(*, door: Door, account: Account, way_in: str, at: datetime, **data: object) -> None:
    """Every proof is given: start the session and record it, both or neither."""
    _let_in(door, account, way_in, at, **data)


def sign_out(*, door: Door, by: Actor, at: datetime) -> None:
    """End this session. Does nothing for a stranger."""
    with transaction.atomic():
        if by.id:
            record_sign_in("signed out", by=by, at=at)
        door.store.flush()


@transaction.atomic
def _let_in(door: Door, account: Account, way_in: str, at: datetime, **data: object) -> None:
    by = Actor(str(account.pk), account.name, person_id=account.person_id)
    record_sign_in("signed in", by=by, at=at, why=way_in)
    door.let_in(account.pk, way_in, **data)


def _is_right(account: Account | None, password: str) -> bool:
    """Hash once whoever it is, then look at everything else."""
    nobodys = _nobody()
    kept = account.password if account and account.has_usable_password() else nobodys
    is_password = check_password(password, kept, _keep_better_hash(account) if account else None)
    return bool(is_password and account and account.closed_at is None and not has_died(account))


def _keep_better_hash(account: Account) -> Callable[[str], None]:
    """What to do when a right password was hashed in a way that is no longer the best."""

    def keep(password: str) -> None:
        account.set_password(password)
        Account.objects.filter(pk=account.pk).update(password=account.password)

    return keep


def has_died(account: Account) -> bool:
    """Whether the account's own person has died: nobody gets in with it then."""
    return account.person is not None and account.person.state == "died"


@functools.cache
def _nobody() -> str:
    """The hash of a password that nobody has, made as today's are."""
    return make_password("nobody's password, for the time that it takes")
