"""Organisations, as choices on pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from ...kernel.actor import Actor
from ..models import Organisation
from ..models.organisations import OrganisationKind
from ..permissions import OwnDeed, organisations_where


@dataclass(frozen=True, slots=True)
class MyOrganisation:
    """One organisation for which the actor may register people; `needs_consent` when it sees only by consent."""

    id: UUID
    name: str
    needs_consent: bool


def list_my_organisations(by: Actor) -> tuple[MyOrganisation, ...]:
    """The open organisations for which the actor may register people, in the order of their posts."""
    mine = organisations_where(OwnDeed.REGISTER, by)
    rows = {row.id: row for row in Organisation.objects.filter(pk__in=mine, is_open=True)}
    return tuple(MyOrganisation(rows[key].id, rows[key].name, rows[key].needs_consent) for key in mine if key in rows)


def list_practices() -> tuple[tuple[str, str], ...]:
    """The GP practices, by name, as choices."""
    rows = Organisation.objects.filter(kind=OrganisationKind.PRACTICE, is_open=True).order_by("name")
    return tuple((str(key), name) for key, name in rows.values_list("pk", "name"))
