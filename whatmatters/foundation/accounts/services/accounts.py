"""Make accounts and posts, and end them. Whoever is ended is out at their next click, everywhere."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor, Role
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import NotFound, allow, keep_rule
from ...people.permissions import live_grants
from ..models import Account, Membership
from ..permissions import check_administers, reasons_against_closing, staff_visible_to
from ..queries.accounts import holds_posts, live_memberships
from ..rules.posts import has_post_reasons, last_administrator_reasons
from .passes import end_passes
from .sessions import end_all_sessions


@transaction.atomic
def make_account(
    *,
    name: str,
    email: str = "",
    username: str = "",
    person_id: UUID | None = None,
    language: str = "",
    password: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Make an account and return its id.

    For the demonstration and the command line, and for the invitations, which check first who may. Without a password
    nobody can sign in until an invitation is accepted.
    """
    account = Account(name=name, email=email, username=username, person_id=person_id, language=language)
    account.created_at, account.created_by, account.created_by_name = at, by.id, by.name
    if password:
        account.set_password(password)
        account.password_changed_at = at
    else:
        account.set_unusable_password()
    account.save(force_insert=True)
    record_change("made an account", by=by, at=at, person_id=person_id, subject=f"account:{account.pk}")
    return account.pk


@transaction.atomic
def give_post(
    *, account_id: UUID, organisation_id: UUID, role: Role, starts_on: date | None = None, by: Actor, at: datetime
) -> UUID:
    """Give an account a post at an organisation and return its id. The callers check who may.

    Raises `Refused` when the account has that post already.
    """
    same = live_memberships(at, to_come=True).filter(account=account_id, organisation=organisation_id, role=role)
    keep_rule(has_post_reasons(has_post=same.exists()))
    membership = Membership.objects.create(
        account_id=account_id,
        organisation_id=organisation_id,
        role=role.value,
        starts_on=starts_on or day_of(at),
        created_at=at,
        created_by=by.id,
        created_by_name=by.name,
    )
    _record_post("gave a post", membership, by, at)
    return membership.pk


@transaction.atomic
def end_post(*, membership_id: UUID, why: str = "", by: Actor, at: datetime) -> None:
    """End a post at once; an account that is left with nothing is closed.

    Who may: administrators of that organisation. Raises `NotFound`, `NotAllowed`, and `Refused` for the organisation's
    last administrator.
    """
    visible = staff_visible_to(Membership.objects.all(), by)
    post = visible.select_for_update().filter(pk=membership_id, ended_at=None).first()
    if post is None:
        raise NotFound
    check_administers(by, post.organisation_id)
    others = live_memberships(at).filter(organisation=post.organisation_id, role=Role.ADMINISTRATOR).exclude(pk=post.pk)
    keep_rule(last_administrator_reasons(is_administrator=post.role == Role.ADMINISTRATOR, others=others.count()))
    post.ends_before = max(day_of(at), post.starts_on)
    post.ended_at, post.ended_by, post.ended_by_name = at, by.id, by.name
    post.save(update_fields=["ends_before", "ended_at", "ended_by", "ended_by_name"])
    _record_post("ended a post", post, by, at, why)
    if not _has_anything_left(post.account_id, at):
        _close(Account.objects.get(pk=post.account_id), why, by, at)


@transaction.atomic
def close_account(*, account_id: UUID, why: str = "", by: Actor, at: datetime) -> None:
    """Close an account: nobody gets in with it again, and every session ends. The record it was for stays.

    Who may: its owner, and, where it has no posts, staff who look after its person. Raises `NotFound`, `NotAllowed`.
    """
    account = Account.objects.select_for_update().filter(pk=account_id, closed_at=None).first()
    if account is None:
        raise NotFound
    allow(reasons_against_closing(account, by, at, holds_posts=holds_posts(account_id, at)))
    for post in Membership.objects.filter(account=account, ended_at=None):
        post.ends_before = max(day_of(at), post.starts_on)
        post.ended_at, post.ended_by, post.ended_by_name = at, by.id, by.name
        post.save(update_fields=["ends_before", "ended_at", "ended_by", "ended_by_name"])
    _close(account, why, by, at)


def _close(account: Account, why: str, by: Actor, at: datetime) -> None:
    """The address is given free, so that somebody who comes back can be invited again."""
    end_passes(account_id=account.pk, by=by, at=at)
    end_all_sessions(account_id=account.pk)
    account.email, account.username = "", ""
    account.set_unusable_password()
    account.closed_at, account.closed_by, account.closed_by_name = at, by.id, by.name
    account.save()
    person_id = account.person_id
    record_change("closed an account", by=by, at=at, person_id=person_id, subject=f"account:{account.pk}", why=why)


def _has_anything_left(account_id: UUID, at: datetime) -> bool:
    own = Account.objects.filter(pk=account_id, person__isnull=False).exists()
    return own or holds_posts(account_id, at) or live_grants(Actor(str(account_id), ""), at).exists()


def _record_post(action: str, post: Membership, by: Actor, at: datetime, why: str = "") -> None:
    record_change(
        action,
        by=by,
        at=at,
        subject=f"account:{post.account_id}",
        why=why,
        details={"role": post.role, "organisation": str(post.organisation_id)},
        organisations=[post.organisation_id],
    )
