"""Wishes made for a time when the person cannot say them, as three kinds that are never mixed.

A statement is weighed; a refusal of treatment binds when it is valid and applies; a lasting power of attorney lets
somebody decide. Refuses to change one: what no longer holds is ended and stays readable, and a new one is written.
Source: Mental Capacity Act 2005 (rulebook 8.2).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.columns import Authorship
from ...kernel.errors import NotFound, keep_rule
from ...kernel.plain import clean_text
from ..models import AdvanceRefusal, AdvanceStatement, Person, PowerOfAttorney, ProxyGrant
from ..permissions import Access, Deed
from ..rules.capacity import made_on_reasons, power_reasons, refusal_reasons, statement_reasons
from ..sections import Section
from .keeping import made, person_for

Wish = AdvanceStatement | AdvanceRefusal | PowerOfAttorney


@dataclass(frozen=True, slots=True)
class Statement:
    """What the person wants known, in their words; `supported_by` helped to write it."""

    words: str
    supported_by: str = ""
    made_on: date | None = None
    where_kept: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A treatment that is refused, and when. The last five say what is known of its form."""

    treatment: str
    circumstances: str
    is_life_sustaining: bool
    says_even_if_life_at_risk: bool = False
    is_in_writing: bool = False
    is_signed: bool = False
    witness_name: str = ""
    made_on: date | None = None
    where_kept: str = ""


@dataclass(frozen=True, slots=True)
class Power:
    """A lasting power of attorney, for one attorney. `may_refuse_life_sustaining` None: not known."""

    attorney_name: str
    scope: str
    is_registered: bool = False
    reference: str = ""
    acts: str = ""
    may_refuse_life_sustaining: bool | None = None
    limits: str = ""
    made_on: date | None = None
    where_kept: str = ""


@transaction.atomic
def write_advance_statement(*, person_id: UUID, statement: Statement, by: Actor, at: datetime) -> UUID:
    """Keep an advance statement, to be weighed; its id.

    Who may: the person, a proxy who sees decisions, care staff, who say whom they supported. Raises `NotFound`,
    `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.WRITE_IN_ADVANCE, person_id, by, at)
    is_proxy = Section.DECISIONS in access.proxy_sections
    by_staff = not (access.is_own or access.is_system or is_proxy)
    keep_rule(
        statement_reasons(words=statement.words, supported_by=statement.supported_by, by_staff=by_staff)
        + made_on_reasons(statement.made_on, day=day_of(at))
    )
    # A proxy who names nobody has written it themself.
    supported_by = clean_text(statement.supported_by) or (by.name[:150] if is_proxy else "")
    row = AdvanceStatement(person=person, **_columns(statement), **made(by, at))
    row.supported_by = supported_by
    row.authorship = Authorship.SUPPORTED if supported_by else Authorship.PERSON
    return _keep("wrote an advance statement", row, access, by, at)


@transaction.atomic
def write_advance_refusal(*, person_id: UUID, refusal: Refusal, by: Actor, at: datetime) -> UUID:
    """Keep an advance decision to refuse treatment, with whatever gaps it has; its id.

    Who may and raises: as `write_advance_statement`.
    """
    person, access = person_for(Deed.WRITE_IN_ADVANCE, person_id, by, at)
    keep_rule(
        refusal_reasons(treatment=refusal.treatment, circumstances=refusal.circumstances)
        + made_on_reasons(refusal.made_on, day=day_of(at))
    )
    row = AdvanceRefusal(person=person, **_columns(refusal), **made(by, at))
    return _keep("wrote down an advance decision to refuse treatment", row, access, by, at)


@transaction.atomic
def record_power_of_attorney(*, person_id: UUID, power: Power, by: Actor, at: datetime) -> UUID:
    """Keep a lasting power of attorney; its id. By itself it opens no record: a proxy's grant points at it.

    Who may and raises: as `write_advance_statement`.
    """
    person, access = person_for(Deed.WRITE_IN_ADVANCE, person_id, by, at)
    keep_rule(
        power_reasons(attorney_name=power.attorney_name, scope=power.scope, acts=power.acts)
        + made_on_reasons(power.made_on, day=day_of(at))
    )
    row = PowerOfAttorney(person=person, **_columns(power), **made(by, at))
    return _keep("wrote down a lasting power of attorney", row, access, by, at)


@transaction.atomic
def end_advance_statement(*, statement_id: UUID, by: Actor, at: datetime) -> None:
    """It no longer holds; what was written stays. Who may and raises: as `write_advance_statement`."""
    _end(AdvanceStatement, statement_id, "took back an advance statement", by, at)


@transaction.atomic
def end_advance_refusal(*, refusal_id: UUID, by: Actor, at: datetime) -> None:
    """The treatment is no longer refused in advance. Who may and raises: as `write_advance_statement`."""
    _end(AdvanceRefusal, refusal_id, "took back an advance decision to refuse treatment", by, at)


@transaction.atomic
def end_power_of_attorney(*, power_id: UUID, by: Actor, at: datetime) -> None:
    """The power has ended, and at once with it what a proxy may do because of it.

    Who may and raises: as `write_advance_statement`.
    """
    row = _end(PowerOfAttorney, power_id, "ended a lasting power of attorney", by, at)
    ProxyGrant.objects.filter(power=row.pk, ended_at__isnull=True).update(ended_at=at, ended_by=by.id)


def _columns(typed: Statement | Refusal | Power) -> dict[str, Any]:
    return {name: clean_text(value) if isinstance(value, str) else value for name, value in asdict(typed).items()}


def _keep(action: str, row: Wish, access: Access, by: Actor, at: datetime) -> UUID:
    row.save(force_insert=True)
    _record(action, row, access, by, at)
    return row.id


def _end(table: type[Wish], key: UUID, action: str, by: Actor, at: datetime) -> Wish:
    row = table._default_manager.select_for_update().filter(pk=key, ended_at__isnull=True).first()
    if row is None:
        raise NotFound
    person: Person = row.person
    _person, access = person_for(Deed.WRITE_IN_ADVANCE, person.id, by, at)
    row.ended_at, row.ended_by = at, by.id
    row.save(update_fields=["ended_at", "ended_by"])
    _record(action, row, access, by, at)
    return row


def _record(action: str, row: Wish, access: Access, by: Actor, at: datetime) -> None:
    record_change(
        action,
        by=by,
        at=at,
        person_id=row.person_id,
        subject=f"{type(row).__name__.lower()}:{row.id}",
        organisations=access.organisations,
    )
