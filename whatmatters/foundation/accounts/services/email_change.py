"""Move an account to another e-mail address, once both the old and the new address have said yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.errors import NotFound, Refused
from ...kernel.reasons import Reason
from ...kernel.translating import _
from ...messages.services import queue_message
from ..models import Account, EmailChange
from ..queries.accounts import find_account
from ..queries.email_change import find_email_change
from ..rules.practice import minutes
from .passwords import check_own_password

SIDES = ("old", "new")


def ask_to_change_email(*, new_email: str, password: str, by: Actor, at: datetime) -> None:
    """Write to both addresses; nothing changes until both have agreed. Raises `Refused` for a wrong password.

    Whether another account has the new address is not told: its owner gets no link, and the change never happens.
    """
    check_own_password(password=password, by=by, at=at)
    account = Account.objects.get(pk=UUID(by.id))
    if new_email.lower() == account.email.lower():
        raise Refused(Reason("email.same", _("That is your address already."), "new_email"))
    with transaction.atomic():
        EmailChange.objects.filter(account=account).delete()
        change = EmailChange.objects.create(
            account=account,
            new_email=new_email,
            asked_at=at,
            expires_at=at + minutes("email-change", at),
            old_agreed_at=None if account.email else at,
        )
        for side in SIDES if account.email else ("new",):
            kind = f"accounts.email-change-{side}"
            queue_message(kind=kind, subject_ids={"change_id": change.pk}, key=f"{kind}:{change.pk}", by=by, at=at)
        record_change("asked to change the email address", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def agree_to_email_change(*, change_id: UUID, side: str, token: str, at: datetime) -> bool:
    """Note that the old or the new address agrees. True when both have, and the address is changed now.

    Who may: whoever has the link. Raises `NotFound` for a link that is wrong, too old or overtaken.
    """
    change = find_email_change(change_id, side, token, at=at)
    if change is None:
        raise NotFound
    setattr(change, f"{side}_agreed_at", at)
    change.save(update_fields=[f"{side}_agreed_at"])
    if not (change.old_agreed_at and change.new_agreed_at):
        return False
    account = Account.objects.select_for_update().get(pk=change.account_id)
    if find_account(change.new_email):
        raise NotFound
    account.email = change.new_email
    account.save(update_fields=["email"])
    change.delete()
    by = Actor(str(account.pk), account.name, person_id=account.person_id)
    record_change("changed the email address", by=by, at=at, person_id=by.person_id, subject=f"account:{account.pk}")
    return True
