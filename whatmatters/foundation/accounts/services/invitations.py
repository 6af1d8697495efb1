"""Invite staff, persons and proxies; send again, take back. An invitation is an e-mail with a link that works once.

Whoever has an account already gets no second one: the new post or grant is theirs at once, and an e-mail says so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor, Role
from ...kernel.audit import record_change
from ...kernel.errors import NotFound, keep_rule
from ...messages.services import queue_message
from ...people.queries.banner import get_banner
from ...people.queries.proxies import is_marked_unsafe, list_acting_now
from ...people.sections import Section
from ...people.services.proxies import Grant, end_proxy_access, grant_proxy_access
from ..models import Account, Membership
from ..models.ways_in import PassPurpose
from ..permissions import check_administers, check_may_help, check_may_invite, staff_visible_to
from ..queries.accounts import find_account, holds_posts
from ..rules.posts import own_proxy_reasons, way_in_reasons
from .accounts import give_post, make_account
from .passes import end_passes, make_pass
from .usernames import new_username


@dataclass(frozen=True, slots=True)
class WayIn:
    """What was made for a person: their account, and the sheet to print when they have no e-mail."""

    account_id: UUID
    sheet_id: UUID | None


@transaction.atomic
def invite_staff(*, organisation_id: UUID, name: str, email: str, role: Role, by: Actor, at: datetime) -> UUID:
    """Give somebody a post and invite them by e-mail; the account's id.

    Who may: an administrator of that organisation; a process of ours. Raises `NotFound`, `NotAllowed`, and `Refused`
    when they have that post already.
    """
    check_administers(by, organisation_id)
    found = find_account(email)
    account_id = found.pk if found else make_account(name=name, email=email, by=by, at=at)
    give_post(account_id=account_id, organisation_id=organisation_id, role=role, by=by, at=at)
    ids = {"account_id": account_id, "organisation_id": organisation_id}
    if found and found.has_usable_password():
        key = f"accounts.new-post:{account_id}:{organisation_id}:{role}:{int(at.timestamp())}"
        queue_message(kind="accounts.new-post", subject_ids=ids, key=key, by=by, at=at)
    else:
        _send_staff_invitation(account_id, organisation_id, by, at)
    return account_id


@transaction.atomic
def invite_person(*, person_id: UUID, email: str = "", by: Actor, at: datetime) -> WayIn:
    """Make an account for a person: with an e-mail address by invitation, without one by a printed sheet.

    Who may: staff who look after them. Raises `NotFound`, `NotAllowed`, `Refused` (died, has one, address taken).
    """
    access = check_may_invite(person_id, by, at)
    banner = get_banner(person_id, by=by, at=at)
    has_account = Account.objects.filter(person_id=person_id, closed_at=None).exists()
    keep_rule(
        way_in_reasons(
            has_account=has_account,
            state=banner.state,
            is_taken=bool(email) and find_account(email) is not None,
            is_unsafe=bool(email) and is_marked_unsafe(person_id, email),
        )
    )
    username = "" if email else new_username()
    account_id = make_account(name=banner.name, email=email, username=username, person_id=person_id, by=by, at=at)
    if email:
        _send_personal_invitation(account_id, person_id, access.organisations, by, at)
        return WayIn(account_id, None)
    return WayIn(account_id, make_pass(purpose=PassPurpose.SHEET, account_id=account_id, by=by, at=at))


@transaction.atomic
def invite_proxy(
    *,
    person_id: UUID,
    name: str,
    email: str,
    relationship: str,
    sections: Collection[Section],
    ends_before: date | None = None,
    basis: str = "asked",
    power_id: UUID | None = None,
    sign_of_pressure: bool | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Let somebody act for a person in chosen sections, and invite them by e-mail; the account's id.

    Staff say on what it rests (`basis`, `power_id`), and whether they saw a sign of pressure. Who may: the person, and
    care staff who have spoken with them. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    found = find_account(email)
    keep_rule(own_proxy_reasons(is_own=bool(found and found.person_id == person_id)))
    account_id = found.pk if found else make_account(name=name, email=email, by=by, at=at)
    grant = Grant(
        str(account_id), name, relationship, sections, ends_before, basis, power_id, sign_of_pressure=sign_of_pressure
    )
    grant_id = grant_proxy_access(person_id=person_id, grant=grant, by=by, at=at)
    if found and found.has_usable_password():
        ids = {"account_id": account_id, "person_id": person_id}
        queue_message(kind="accounts.new-proxy", subject_ids=ids, key=f"accounts.new-proxy:{grant_id}", by=by, at=at)
    else:
        _send_proxy_invitation(account_id, person_id, by, at)
    return account_id


@transaction.atomic
def end_acting(*, grant_id: UUID, person_id: UUID, tells: bool, by: Actor, at: datetime) -> None:
    """End somebody's acting for a person, at once, and what was on its way to them; `tells` sends them word of it.

    Who may: the person, and care staff. Raises `NotFound`, `NotAllowed`.
    """
    acting = next((one for one in list_acting_now(person_id, at=at) if one.grant_id == grant_id), None)
    if acting is None:
        raise NotFound
    end_proxy_access(grant_id=grant_id, by=by, at=at)
    account = Account.objects.filter(pk=acting.account_id, closed_at=None).first()
    if account and tells:
        ids = {"account_id": account.pk, "person_id": person_id}
        queue_message(kind="accounts.proxy-ended", subject_ids=ids, key=f"proxy-ended:{grant_id}", by=by, at=at)


@transaction.atomic
def invite_staff_again(*, membership_id: UUID, by: Actor, at: datetime) -> None:
    """Send a fresh invitation to somebody who has not accepted; the earlier link stops working.

    Who may: an administrator of that organisation. Raises `NotFound`.
    """
    post = staff_visible_to(Membership.objects.select_related("account"), by).filter(pk=membership_id).first()
    if post is None or post.ended_at or post.account.has_usable_password():
        raise NotFound
    _send_staff_invitation(post.account_id, post.organisation_id, by, at)
    record_change("sent an invitation again", by=by, at=at, subject=f"account:{post.account_id}")


@transaction.atomic
def invite_again(*, account_id: UUID, person_id: UUID, by: Actor, at: datetime) -> None:
    """Send a fresh invitation to a person, or to their proxy, who has not accepted; the earlier link stops working.

    Who may: staff who look after the person. Raises `NotFound`, `NotAllowed`.
    """
    account, organisations = _helped(account_id, person_id, by, at)
    if account.has_usable_password() or not account.email:
        raise NotFound
    if account.person_id == person_id:
        _send_personal_invitation(account_id, person_id, organisations, by, at)
    else:
        _send_proxy_invitation(account_id, person_id, by, at)
    subject = f"account:{account_id}"
    record_change("sent an invitation again", by=by, at=at, person_id=person_id, subject=subject)


@transaction.atomic
def take_back_invitation(*, account_id: UUID, person_id: UUID, by: Actor, at: datetime) -> None:
    """End every link and printed code of a person's account, or their proxy's, that was not used yet.

    Who may: staff who look after the person. Raises `NotFound` (also when there is none), `NotAllowed`.
    """
    _helped(account_id, person_id, by, at)
    if not end_passes(account_id=account_id, by=by, at=at):
        raise NotFound
    record_change("took back an invitation", by=by, at=at, person_id=person_id, subject=f"account:{account_id}")


@transaction.atomic
def print_code(*, account_id: UUID, person_id: UUID, checked_how: str, by: Actor, at: datetime) -> UUID:
    """Make a printed code for a person, or their proxy, who cannot sign in; the sheet's id. It works once.

    `checked_how` is a code that says how the worker made sure who it is. Who may: staff who look after the person,
    unless the account holds a post. Raises `NotFound`, `NotAllowed`.
    """
    account, _ = _helped(account_id, person_id, by, at)
    if not account.email and not account.username:
        Account.objects.filter(pk=account_id).update(username=new_username())
    sheet_id = make_pass(purpose=PassPurpose.SHEET, account_id=account_id, by=by, at=at)
    subject = f"account:{account_id}"
    record_change("printed a sign-in code", by=by, at=at, person_id=person_id, subject=subject, why=checked_how)
    return sheet_id


def _helped(account_id: UUID, person_id: UUID, by: Actor, at: datetime) -> tuple[Account, Iterable[UUID]]:
    account = Account.objects.filter(pk=account_id, closed_at=None).first()
    if account is None:
        raise NotFound
    access = check_may_help(account, person_id, by, at, holds_posts=holds_posts(account_id, at))
    return account, access.organisations


def _send_staff_invitation(account_id: UUID, organisation_id: UUID, by: Actor, at: datetime) -> None:
    _send("accounts.staff-invitation", account_id, {"organisation_id": organisation_id}, by, at)


def _send_personal_invitation(
    account_id: UUID, person_id: UUID, organisations: Iterable[UUID], by: Actor, at: datetime
) -> None:
    post = by.post_at(frozenset(organisations))
    ids = {"person_id": person_id, "organisation_id": post.organisation_id} if post else {"person_id": person_id}
    _send("accounts.invitation", account_id, ids, by, at)


def _send_proxy_invitation(account_id: UUID, person_id: UUID, by: Actor, at: datetime) -> None:
    _send("accounts.proxy-invitation", account_id, {"person_id": person_id}, by, at)


def _send(kind: str, account_id: UUID, ids: dict[str, UUID], by: Actor, at: datetime) -> None:
    pass_id = make_pass(purpose=PassPurpose.INVITATION, account_id=account_id, by=by, at=at)
    queue_message(kind=kind, subject_ids=ids | {"pass_id": pass_id}, key=f"{kind}:{pass_id}", by=by, at=at)
