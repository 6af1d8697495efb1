"""Wishes made in advance, as the page shows them: three lists, each saying what it does and does not do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ...kernel.actor import Actor
from ...kernel.columns import Authorship
from ..models import AdvanceRefusal, AdvanceStatement, Person, PowerOfAttorney
from ..permissions import Deed, reasons_against
from ..rules.capacity import HOW_ATTORNEYS_ACT, SCOPES, attorney_reasons, refusal_gaps
from ..sections import Section
from .banner import PersonBanner, get_banner
from .looking import look_at


@dataclass(frozen=True, slots=True)
class _Wish:
    """What the three kinds share; `ended_at` is set when it no longer holds."""

    id: UUID
    made_on: date | None
    where_kept: str
    written_by: str
    written_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class StatementShown(_Wish):
    """An advance statement: to be weighed, not binding. `supported_by` is empty when the person wrote alone."""

    words: str
    supported_by: str
    is_imported: bool


@dataclass(frozen=True, slots=True)
class RefusalShown(_Wish):
    """An advance decision to refuse treatment, and what is not known to be in order with it."""

    treatment: str
    circumstances: str
    is_life_sustaining: bool
    witness_name: str
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PowerShown(_Wish):
    """A lasting power of attorney. `reasons` say why it lets nobody act in matters of care; empty: it does."""

    attorney_name: str
    scope_words: str
    acts_words: str
    reference: str
    limits: str
    may_refuse_life_sustaining: bool | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InAdvancePage:
    """The three lists, those that hold first."""

    banner: PersonBanner
    statements: tuple[StatementShown, ...]
    refusals: tuple[RefusalShown, ...]
    powers: tuple[PowerShown, ...]
    may_write: bool
    must_say_supported_by: bool


def get_in_advance_page(person_id: UUID, *, by: Actor, at: datetime) -> InAdvancePage:
    """The page of wishes made in advance, recorded as a read.

    Who may: whoever sees decisions: the person, a proxy with that section, care staff. Raises `NotFound`.
    """
    access = look_at(
        person_id,
        action="opened the wishes made in advance",
        needs=Section.DECISIONS,
        shows=[Section.DECISIONS],
        by=by,
        at=at,
    )
    born = Person.objects.get(pk=person_id)
    return InAdvancePage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        statements=tuple(_statement(row) for row in _rows(AdvanceStatement, person_id)),
        refusals=tuple(_refusal(row, born) for row in _rows(AdvanceRefusal, person_id)),
        powers=tuple(_power(row) for row in _rows(PowerOfAttorney, person_id)),
        may_write=not reasons_against(Deed.WRITE_IN_ADVANCE, access),
        must_say_supported_by=not access.is_own and Section.DECISIONS not in access.proxy_sections,
    )


def list_powers_to_act(person_id: UUID) -> tuple[tuple[str, str], ...]:
    """The powers of attorney that let somebody act in matters of care now, as (id, name) to choose from.

    The caller has checked that the actor may let somebody act for the person.
    """
    rows = PowerOfAttorney.objects.filter(person=person_id, ended_at__isnull=True).order_by("attorney_name")
    return tuple(
        (str(row.id), row.attorney_name)
        for row in rows
        if not attorney_reasons(scope=row.scope, is_registered=row.is_registered)
    )


def _rows(table: type[Any], person_id: UUID) -> list[Any]:
    """Those that hold first, each newest first."""
    rows = table._default_manager.filter(person=person_id).order_by("-created_at")
    return sorted(rows, key=lambda row: row.ended_at is not None)


def _shared(row: AdvanceStatement | AdvanceRefusal | PowerOfAttorney) -> dict[str, Any]:
    return {
        "id": row.id,
        "made_on": row.made_on,
        "where_kept": row.where_kept,
        "written_by": row.created_by_name,
        "written_at": row.created_at,
        "ended_at": row.ended_at,
    }


def _statement(row: AdvanceStatement) -> StatementShown:
    return StatementShown(
        **_shared(row),
        words=row.words,
        supported_by=row.supported_by,
        is_imported=row.authorship == Authorship.IMPORTED,
    )


def _refusal(row: AdvanceRefusal, person: Person) -> RefusalShown:
    gaps = refusal_gaps(
        is_life_sustaining=row.is_life_sustaining,
        says_even_if_life_at_risk=row.says_even_if_life_at_risk,
        is_in_writing=row.is_in_writing,
        is_signed=row.is_signed,
        witness=row.witness_name,
        age_when_made=person.age_on(row.made_on) if row.made_on else None,
    )
    return RefusalShown(
        **_shared(row),
        treatment=row.treatment,
        circumstances=row.circumstances,
        is_life_sustaining=row.is_life_sustaining,
        witness_name=row.witness_name,
        gaps=gaps,
    )


def _power(row: PowerOfAttorney) -> PowerShown:
    return PowerShown(
        **_shared(row),
        attorney_name=row.attorney_name,
        scope_words=str(SCOPES[row.scope]),
        acts_words=str(HOW_ATTORNEYS_ACT.get(row.acts, "")),
        reference=row.reference,
        limits=row.limits,
        may_refuse_life_sustaining=row.may_refuse_life_sustaining,
        reasons=tuple(map(str, attorney_reasons(scope=row.scope, is_registered=row.is_registered))),
    )
