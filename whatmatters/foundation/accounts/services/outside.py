"""Sign in through NHS login (persons) and CIS2 (staff).

A person gets in only when their identity was proven with photo ID (P9) and their NHS number, birth date and family name
fit one record. Staff get in only with an account that knows their CIS2 identity, and only to posts that exist here at
organisations where CIS2 says they work: nothing outside ever makes a post. There is no single sign-out: pages say so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.identifiers import bare_nhs_number, nhs_number_reasons
from ...people.queries.proven import ProvenPerson, find_proven_person
from ..models import Account, OutsideIdentity
from ..openid import Asked, NotProven, OutsideDoor, ask, get_claims
from ..openid.doors import VECTORS_OF_TRUST
from ..queries.accounts import live_memberships
from ..queries.passes import get_pass_of_link
from ..rules.practice import minutes
from ..seals import CannotOpen, is_same, open_seal, seal
from ..session_engine import PLACES
from .accounts import make_account
from .door import Door
from .passes import use_pass
from .signing_in import has_died, let_in

_ASKED = "openid"
CIS2, NHS_LOGIN = "cis2", "nhs-login"


def start_outside(*, door: Door, provider: OutsideDoor, link_pass: tuple[UUID, str] | None = None, at: datetime) -> str:
    """The address to send the browser to. What was asked waits in the session, sealed, to be used once.

    `link_pass` (id and token of an invitation) lets staff accept it with CIS2 instead of a password. Raises
    `ProviderAway`, `NotProven`.
    """
    address, asked = ask(provider, come_back_to=_come_back_to(provider), at=at)
    waiting = {"asked": asked.as_dict(), "provider": provider.name}
    if link_pass:
        waiting["pass"] = [str(link_pass[0]), link_pass[1]]
    door.store[_ASKED] = seal(waiting, purpose=_ASKED).decode()
    return address


def finish_outside(*, door: Door, provider: OutsideDoor, answer: Mapping[str, str], by: Actor, at: datetime) -> bool:
    """Take what the provider sent back with the browser; let in whoever it proves to be.

    True when somebody was let in; false when somebody who is signed in already linked CIS2 to their account. Raises
    `NotProven`, `ProviderAway`, `NotFound` (the invitation is gone).
    """
    waiting = _waiting(door, provider, answer, at)
    if answer.get("error"):
        raise NotProven("said-no")
    asked, back = Asked(**waiting["asked"]), _come_back_to(provider)
    claims = get_claims(provider, asked, code=answer.get("code", ""), come_back_to=back, at=at)
    if provider.name == NHS_LOGIN:
        _let_person_in(door, provider, claims, at)
        return True
    return _let_staff_in(door, provider, claims, waiting.get("pass"), by, at)


def _waiting(door: Door, provider: OutsideDoor, answer: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """What was asked of this browser, once and not too long ago."""
    try:
        waiting = open_seal(str(door.store.pop(_ASKED, "")).encode(), purpose=_ASKED)
    except CannotOpen:
        raise NotProven("not-asked") from None
    asked = waiting["asked"]
    is_late = at - datetime.fromisoformat(asked["asked_at"]) > minutes("code-owed", at)
    if is_late or waiting["provider"] != provider.name or not is_same(answer.get("state", ""), asked["state"]):
        raise NotProven("not-asked")
    return waiting


@transaction.atomic
def _let_person_in(door: Door, provider: OutsideDoor, claims: dict[str, Any], at: datetime) -> None:
    if claims.get("vot") not in VECTORS_OF_TRUST or claims.get("identity_proofing_level") != "P9":
        raise NotProven("not-p9")
    person = _person_of(claims)
    if person is None:
        raise NotProven("no-record")
    account = _account_of_person(provider, claims["sub"], person, at)
    let_in(door=door, account=account, way_in=NHS_LOGIN, at=at)


def _person_of(claims: dict[str, Any]) -> ProvenPerson | None:
    number = bare_nhs_number(str(claims.get("nhs_number", "")))
    try:
        born = date.fromisoformat(str(claims.get("birthdate", "")))
    except ValueError:
        return None
    if nhs_number_reasons(number):
        return None
    return find_proven_person(nhs_number=number, birth_date=born, family_name=str(claims.get("family_name", "")))


def _account_of_person(provider: OutsideDoor, subject: str, person: ProvenPerson, at: datetime) -> Account:
    """The person's account, made when they have none. One that others closed stays closed."""
    known = _identity(provider, subject)
    account = Account.objects.filter(person_id=person.person_id, closed_at=None).first()
    if account is None:
        if known and known.account.closed_at and known.account.closed_by != str(known.account_id):
            raise NotProven("closed")
        themself = Actor.system("nhs-login")
        account_id = make_account(name=person.name, person_id=person.person_id, by=themself, at=at)
        account = Account.objects.get(pk=account_id)
    if known is None or known.account_id != account.pk:
        _link(provider, subject, account, at)
    return account


@transaction.atomic
def _let_staff_in(
    door: Door, provider: OutsideDoor, claims: dict[str, Any], invited: list[str] | None, by: Actor, at: datetime
) -> bool:
    if str(claims.get("authentication_assurance_level", "")) not in ("2", "3"):
        raise NotProven("not-aal2")
    known = _identity(provider, claims["sub"])
    if known is None and by.is_staff:
        _link(provider, claims["sub"], Account.objects.get(pk=UUID(by.id)), at)
        return False
    account = known.account if known else _accept(provider, claims["sub"], invited, at)
    places = sorted({str(role.get("org_code", "")) for role in _roles(claims)} - {""})
    here = live_memberships(at).filter(account=account, organisation__ods_code__in=places)
    if account.closed_at or has_died(account) or not here.exists():
        raise NotProven("no-post")
    let_in(door=door, account=account, way_in=CIS2, at=at, **{PLACES: places})
    return True


def _roles(claims: dict[str, Any]) -> list[dict[str, Any]]:
    """The roles that CIS2 names; the one that was chosen, where one was."""
    roles = [role for role in claims.get("nhsid_nrbac_roles") or [] if isinstance(role, dict)]
    chosen = claims.get("selected_roleid")
    return [role for role in roles if role.get("person_roleid") == chosen] if chosen else roles


def _accept(provider: OutsideDoor, subject: str, invited: list[str] | None, at: datetime) -> Account:
    """An invitation that is accepted with CIS2. Raises `NotProven` without one."""
    if not invited:
        raise NotProven("not-linked")
    one, account = get_pass_of_link(UUID(invited[0]), invited[1], at=at)
    use_pass(one=one, at=at)
    _link(provider, subject, account, at)
    return account


def _identity(provider: OutsideDoor, subject: str) -> OutsideIdentity | None:
    linked = OutsideIdentity.objects.select_related("account__person")
    return linked.filter(issuer=provider.issuer, subject=subject).first()


def _link(provider: OutsideDoor, subject: str, account: Account, at: datetime) -> None:
    OutsideIdentity.objects.update_or_create(
        issuer=provider.issuer, subject=subject, defaults={"account": account, "linked_at": at}
    )
    by = Actor(str(account.pk), account.name, person_id=account.person_id)
    why, subject_of = provider.name, f"account:{account.pk}"
    record_change("linked an outside identity", by=by, at=at, person_id=by.person_id, subject=subject_of, why=why)


def _come_back_to(provider: OutsideDoor) -> str:
    return f"{settings.ADDRESS}{reverse('accounts:come_back', args=[provider.name])}"
