"""What a one-time pass opens, and for whom: computed from its id, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from ...kernel.errors import NotFound
from ..models import Account, OneTimePass
from ..models.ways_in import PassPurpose
from ..seals import is_same, link_token, open_seal, printed_code
from .accounts import find_account, holds_posts

TYPED_EMAIL = "typed-email"


def address_of(one: OneTimePass) -> str:
    """The web address that lets its holder in."""
    path = reverse("accounts:take_link", args=[one.pk, link_token(str(one.pk), purpose=one.purpose)])
    return f"{settings.ADDRESS}{path}"


def code_of(one: OneTimePass) -> str:
    """The code on the sheet, such as `K7QM-2XWD-94TR`."""
    return printed_code(str(one.pk), purpose=one.purpose)


def account_of(one: OneTimePass) -> Account | None:
    """Whom a pass is for; nobody when the address that was typed has no open account."""
    if one.account_id:
        return Account.objects.filter(pk=one.account_id, closed_at=None).first()
    account = find_account(open_seal(one.sealed_email or b"", purpose=TYPED_EMAIL)["email"])
    return account if account and account.closed_at is None else None


def find_open_pass(pass_id: UUID, *, at: datetime) -> tuple[OneTimePass, Account] | None:
    """A pass that can still be used, and its account."""
    one = OneTimePass.objects.filter(pk=pass_id, used_at=None, revoked_at=None, expires_at__gt=at).first()
    account = account_of(one) if one else None
    return (one, account) if one and account else None


def get_pass_of_link(pass_id: UUID, token: str, *, at: datetime) -> tuple[OneTimePass, Account]:
    """The pass of a link and its account. Raises `NotFound` for any link that opens nothing, whatever is wrong."""
    found = find_open_pass(pass_id, at=at)
    if found is None or not is_same(token, link_token(str(pass_id), purpose=found[0].purpose)):
        raise NotFound
    return found


def get_pass_of_sheet(typed_name: str, code: str, *, at: datetime) -> tuple[OneTimePass, Account]:
    """The pass of a user name and a printed code. Raises `NotFound`, whatever is wrong."""
    account = find_account(typed_name)
    sheets = OneTimePass.objects.filter(account=account, purpose=PassPurpose.SHEET, used_at=None, revoked_at=None)
    one = sheets.first() if account else None
    found = find_open_pass(one.pk, at=at) if one else None
    if found is None or not is_same(_plain(code), _plain(code_of(found[0]))):
        raise NotFound
    return found


@dataclass(frozen=True, slots=True)
class Link:
    """What the page of a link says: for whom it is, and whether it is an invitation or a new password."""

    name: str
    sign_in_name: str
    is_invitation: bool
    is_for_staff: bool


def get_link(pass_id: UUID, token: str, *, at: datetime) -> Link:
    """What a link opens. Raises `NotFound` for any that opens nothing."""
    one, account = get_pass_of_link(pass_id, token, at=at)
    is_invitation = one.purpose == PassPurpose.INVITATION
    is_for_staff = is_invitation and holds_posts(account.pk, at)
    return Link(account.name, account.email or account.username, is_invitation, is_for_staff)


def _plain(code: str) -> str:
    return "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())
