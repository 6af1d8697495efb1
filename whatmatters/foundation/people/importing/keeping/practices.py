"""The organisations behind the ODS codes that records name; those that are not here yet are made.

Serves the runner. An organisation that is here keeps its name, whatever a record says. Being named as somebody's
practice gives nobody access: that takes a relationship.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from ...models import Organisation
from ...models.organisations import OrganisationKind
from ..taking.practice import Practice


def practices_by_code(named: Iterable[Practice | None]) -> dict[str, UUID]:
    """The id of each practice by its ODS code. Two statements, four when some are new."""
    wanted = {practice.ods_code: practice for practice in named if practice}
    if not wanted:
        return {}
    found = _found(wanted)
    missing = [_organisation(practice) for code, practice in wanted.items() if code not in found]
    if missing:
        Organisation.objects.bulk_create(missing, ignore_conflicts=True)
        found = _found(wanted)
    return found


def _found(wanted: Iterable[str]) -> dict[str, UUID]:
    return dict(Organisation.objects.filter(ods_code__in=list(wanted)).values_list("ods_code", "pk"))


def _organisation(practice: Practice) -> Organisation:
    return Organisation(
        name=practice.name,
        kind=OrganisationKind.PRACTICE,
        ods_code=practice.ods_code,
        phone=practice.phone,
        address=practice.address,
    )
