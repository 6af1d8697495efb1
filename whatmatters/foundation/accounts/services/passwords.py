"""Choose and change a password; ask for a new one by e-mail, without telling whether there is an account."""

from __future__ import annotations

import functools
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import check_password, is_password_usable
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.db import transaction

from ...kernel.actor import STRANGER, Actor
from ...kernel.audit import record_change
from ...kernel.errors import Refused, keep_rule
from ...kernel.reasons import Reason
from ...kernel.translating import _
from ...messages.services import queue_message
from ..models import Account, OneTimePass
from ..queries.passes import get_pass_of_link, get_pass_of_sheet
from ..rules import password_reasons
from .door import Door, Step
from .passes import end_passes, make_pass_for_email, use_pass
from .sessions import end_all_sessions
from .signing_in import let_in_after_password
from .tries import count_try, forgive_tries


@transaction.atomic
def ask_for_new_password(*, typed_email: str, network: str, at: datetime) -> None:
    """Send a link for a new password to an address, if it has an account. The same work is done when it has none.

    Raises `Refused` after too many tries.
    """
    count_try(name=typed_email, network=network, at=at, setting="links-per-name")
    pass_id = make_pass_for_email(typed_email=typed_email, by=STRANGER, at=at)
    queue_message(
        kind="accounts.new-password",
        subject_ids={"pass_id": pass_id},
        key=f"accounts.new-password:{pass_id}",
        by=Actor.system("accounts"),
        at=at,
    )


@transaction.atomic
def choose_password_with_link(*, door: Door, pass_id: UUID, token: str, password: str, at: datetime) -> Step:
    """Accept an invitation, or choose a new password, with the link of an e-mail. Every other session ends.

    Raises `NotFound` for a link that is used up, too old or taken back; `Refused` for a password that will not do.
    """
    one, account = get_pass_of_link(pass_id, token, at=at)
    return _choose_with(one, account, door, password, at)


def choose_password_with_code(*, door: Door, typed_name: str, code: str, password: str, at: datetime) -> Step:
    """Choose a password with the user name and the code of a printed sheet.

    Raises `NotFound` for a name or code that is wrong, used up or too old; `Refused` for the password, and for too
    many tries.
    """
    count_try(name=f"sheet:{typed_name}", network=door.network, at=at)
    one, account = get_pass_of_sheet(typed_name, code, at=at)
    forgive_tries(name=f"sheet:{typed_name}", network=door.network, at=at)
    with transaction.atomic():
        return _choose_with(one, account, door, password, at)


def change_password(*, old: str, new: str, keep_session: UUID, by: Actor, at: datetime) -> None:
    """Change one's own password, knowing the old one. Every other session ends. Raises `Refused`."""
    check_own_password(password=old, by=by, at=at)
    with transaction.atomic():
        account = Account.objects.select_for_update().get(pk=UUID(by.id))
        _choose(account, new, at, why="changed", keep=keep_session)


def check_own_password(*, password: str, by: Actor, at: datetime) -> None:
    """Ask for the present password again before something that matters. Raises `Refused`.

    An account without one signs in through NHS login or CIS2, which asked a moment ago: nothing is asked of it. Not to
    be called inside a transaction that a refusal takes back: the try would not be counted.
    """
    kept = Account.objects.values_list("password", flat=True).get(pk=UUID(by.id))
    if not is_password_usable(kept):
        return
    count_try(name=f"again:{by.id}", at=at)
    if not check_password(password, kept):
        words = _("That is not your password now. Check it and type it again.")
        raise Refused(Reason("password.wrong", words, "old_password"))
    forgive_tries(name=f"again:{by.id}", at=at)


def _choose_with(one: OneTimePass, account: Account, door: Door, password: str, at: datetime) -> Step:
    use_pass(one=one, at=at)
    _choose(account, password, at, why=one.purpose)
    return let_in_after_password(door=door, account=account, at=at)


def _choose(account: Account, password: str, at: datetime, *, why: str, keep: UUID | None = None) -> None:
    about = (account.name, account.email, account.username)
    keep_rule(password_reasons(password, common=_common_passwords(), about=about, at=at))
    was_invited = not account.has_usable_password()
    account.set_password(password)
    account.password_changed_at = at
    account.save(update_fields=["password", "password_changed_at"])
    by = Actor(str(account.pk), account.name, person_id=account.person_id)
    action = "accepted an invitation" if was_invited else "chose a new password"
    record_change(action, by=by, at=at, person_id=by.person_id, subject=f"account:{account.pk}", why=why)
    end_all_sessions(account_id=account.pk, keep=keep)
    end_passes(account_id=account.pk, by=by, at=at)
    if account.email and not was_invited:
        ids, key = {"account_id": account.pk}, f"accounts.password-changed:{account.pk}:{at.timestamp()}"
        queue_message(kind="accounts.password-changed", subject_ids=ids, key=key, by=by, at=at)


@functools.cache
def _common_passwords() -> frozenset[str]:
    """The 20,000 passwords that people try first, as Django ships them."""
    return frozenset(CommonPasswordValidator().passwords)
