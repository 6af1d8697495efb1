"""Correct a person's particulars: nothing is overwritten unseen, and the reason is kept with the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from ...kernel.actor import Actor
from ...kernel.audit import record_change
from ...kernel.clock import day_of
from ...kernel.errors import EditConflict, allow, keep_rule
from ...kernel.identifiers import bare_nhs_number, nhs_number_reasons
from ...kernel.plain import clean_text
from ...kernel.reasons import YES, Reason, Reasons
from ..models import Organisation, Person, PersonVersion
from ..permissions import Deed, reasons_against
from ..queries.particulars import particulars_in_words, value_in_words
from ..rules.particulars import HELD_AGAINST_OTHERS, PARTICULARS, birth_date_reasons, name_reasons, why_reasons
from .keeping import person_for
from .naming import fill_search_name, index_names
from .versions import keep_first_version, keep_version


@dataclass(frozen=True, slots=True)
class Correction:
    """New values by name of `rules.particulars.PARTICULARS` (`gp_practice` is an organisation's id, or None)."""

    values: Mapping[str, Any]
    why: str = ""


@transaction.atomic
def correct_particulars(*, person_id: UUID, version: int, correction: Correction, by: Actor, at: datetime) -> int:
    """Change what the record says of who the person is; the new version.

    `version` is the one the actor saw: when somebody was quicker, `EditConflict` carries both. Who may: the person
    (but birth date and NHS number), staff who know them, with a reason. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    person, access = person_for(Deed.CORRECT_PARTICULARS, person_id, by, at)
    changes = _changes(person, correction.values)
    if not changes:
        return person.version
    if HELD_AGAINST_OTHERS & changes.keys():
        allow(reasons_against(Deed.CORRECT_IDENTITY, access))
    if person.version != version:
        raise _conflict(person, changes)
    keep_rule(correction_reasons(person, changes, day_of(at)) + (YES if access.is_own else why_reasons(correction.why)))
    keep_first_version(person)
    _apply(person, changes)
    keep_version(person, why=clean_text(correction.why), by=by, at=at)
    record_change(
        "corrected who the person is",
        by=by,
        at=at,
        person_id=person_id,
        subject=f"person:{person_id}",
        why=clean_text(correction.why),
        details={"fields": sorted(changes), "version": person.version},
        organisations=access.organisations,
    )
    return person.version


def _changes(person: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the values that differ from what is there, cleaned."""
    return {
        name: value
        for name, value in ((name, _cleaned(name, values[name])) for name in PARTICULARS if name in values)
        if value != getattr(person, _column(name))
    }


def _cleaned(name: str, value: Any) -> Any:
    if name == "nhs_number":
        return bare_nhs_number(value)
    return clean_text(value) if isinstance(value, str) else value


def _column(name: str) -> str:
    return "gp_practice_id" if name == "gp_practice" else name


def correction_reasons(person: Person, changes: Mapping[str, Any], day: date) -> Reasons:
    """Why these particulars cannot be: no name, an impossible birth date or number, an unknown practice."""

    def after(name: str) -> str:
        return str(changes.get(name, getattr(person, name)))

    reasons = name_reasons(
        given=after("given_names"), family=after("family_name"), preferred=after("preferred_name")
    ) + birth_date_reasons(changes.get("birth_date"), day=day)
    if changes.get("nhs_number"):
        reasons += nhs_number_reasons(changes["nhs_number"])
    practice = changes.get("gp_practice")
    if practice and not Organisation.objects.filter(pk=practice).exists():
        reasons += (Reason("gp-practice.gone", _("Choose a practice from the list."), "gp_practice"),)
    return reasons


def _apply(person: Person, changes: Mapping[str, Any]) -> None:
    for name, value in changes.items():
        setattr(person, _column(name), value)
    if changes.get("birth_date"):
        person.birth_date_text = ""
    if "nhs_number" in changes:
        person.nhs_number_status = ""
    person.version += 1
    fill_search_name(person)
    person.save()
    if changes.keys() & {"given_names", "family_name", "preferred_name"}:
        index_names([person])


def _conflict(person: Person, changes: Mapping[str, Any]) -> EditConflict:
    last = PersonVersion.objects.filter(person=person, number=person.version).first()
    now = particulars_in_words(person)
    return EditConflict(
        mine={str(PARTICULARS[name]): value_in_words(name, value) for name, value in changes.items()},
        theirs={str(PARTICULARS[name]): now.get(name, "") for name in changes},
        changed_by=last.written_by_name if last else "",
    )
