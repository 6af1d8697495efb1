"""Decide about two records: not the same, or one person; and undo.

Never by itself: somebody has looked at the two side by side. The kept record keeps all; the address of the other leads
to it. Both records' audit chains say so.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from ....kernel.actor import Actor
from ....kernel.audit import record_change
from ....kernel.errors import NotFound, Refused, keep_rule
from ....kernel.reasons import Reason
from ...models import DuplicateProposal, Merge, Person
from ...models.duplicates import ProposalDecision
from ...permissions import Deed, check
from ...states import PERSON
from ...wired import Mover, merge_movers
from ..keeping import person_for
from ..naming import index_names
from ..versions import keep_first_version, keep_version
from .own import OWN_MOVERS

FILLED_FROM_THE_OTHER = (
    "title",
    "preferred_name",
    "birth_date",
    "birth_date_text",
    "nhs_number",
    "nhs_number_status",
    "gender",
    "ethnicity",
    "ethnicity_code",
    "language",
    "gp_practice_id",
)


class RecordsDisagree(Refused):
    """The two cannot be joined as they are: they are one record, or only one of them says that the person died."""


@transaction.atomic
def decide_not_the_same(*, first_id: UUID, second_id: UUID, by: Actor, at: datetime) -> None:
    """These are two people: they are not proposed again.

    Who may: staff who know both. Raises `NotFound`, `NotAllowed`.
    """
    check(Deed.DECIDE_DUPLICATE, first_id, by, at)
    check(Deed.DECIDE_DUPLICATE, second_id, by, at)
    _decide(first_id, second_id, ProposalDecision.NOT_THE_SAME, by, at)
    for one, other in ((first_id, second_id), (second_id, first_id)):
        record_change(
            "said that two records are not of one person", by=by, at=at, person_id=one, subject=f"person:{other}"
        )


@transaction.atomic
def merge_people(*, kept_id: UUID, joined_id: UUID, by: Actor, at: datetime) -> UUID:
    """Join a record into the one that is kept; the id of the merge, by which it can be undone.

    Who may: staff who know both. Raises `NotFound`, `NotAllowed`, `RecordsDisagree`.
    """
    if kept_id == joined_id:
        raise RecordsDisagree(Reason("merge.same", _("These are the same record.")))
    kept, _access = person_for(Deed.DECIDE_DUPLICATE, kept_id, by, at)
    joined, _access = person_for(Deed.DECIDE_DUPLICATE, joined_id, by, at)
    if "died" in (kept.state, joined.state) and kept.state != joined.state:
        text = _("Only one of the two records says that the person has died. Put that right first.")
        raise RecordsDisagree(Reason("merge.died", text))
    before = _fill(kept, joined, by, at)
    moved = {mover.name: mover.move(joined_id, kept_id, at) for mover in _movers()}
    before["joined_state"] = joined.state
    joined.state, joined.merged_into = PERSON.after("merge"), kept
    joined.save(update_fields=["state", "merged_into"])
    merge = Merge.objects.create(
        kept=kept, joined=joined, moved=moved, before=before, merged_at=at, merged_by=by.id, merged_by_name=by.name
    )
    _decide(kept_id, joined_id, ProposalDecision.MERGED, by, at)
    _record(("took in another record", "was joined into another record"), merge, by, at)
    return merge.id


@transaction.atomic
def undo_merge(*, merge_id: UUID, why: str, by: Actor, at: datetime) -> None:
    """Part two records again: every row goes back to where it was. Who may: staff who know the kept record.

    What was written since the merge stays with the kept record. Raises `NotFound`, `NotAllowed`, `Refused`.
    """
    merge = Merge.objects.select_for_update().filter(pk=merge_id, undone_at__isnull=True).first()
    if merge is None:
        raise NotFound
    kept, _access = person_for(Deed.DECIDE_DUPLICATE, merge.kept_id, by, at)
    joined = Person.objects.select_for_update().get(pk=merge.joined_id)
    keep_rule(PERSON.reasons_against("undo_merge", joined.state))
    for mover in reversed(_movers()):
        if mover.name in merge.moved:
            mover.put_back(merge.moved[mover.name], joined.id, kept.id, at)
    _empty(kept, merge.before["filled"], by, at)
    joined.state, joined.merged_into = merge.before["joined_state"], None
    joined.save(update_fields=["state", "merged_into"])
    merge.undone_at, merge.undone_by, merge.undone_by_name = at, by.id, by.name
    merge.save(update_fields=["undone_at", "undone_by", "undone_by_name"])
    _decide(kept.id, joined.id, ProposalDecision.NOT_THE_SAME, by, at)
    _record(("parted from another record", "parted from another record"), merge, by, at, why=why)


def _movers() -> tuple[Mover, ...]:
    return OWN_MOVERS + merge_movers()


def _fill(kept: Person, joined: Person, by: Actor, at: datetime) -> dict[str, Any]:
    """Take what the kept record does not know from the other; which particulars, and what they became."""
    empty = [name for name in FILLED_FROM_THE_OTHER if not getattr(kept, name) and getattr(joined, name)]
    if not empty:
        return {"filled": {}}
    keep_first_version(kept)
    for name in empty:
        setattr(kept, name, getattr(joined, name))
    _save_next_version(kept, _("Joined with another record"), by, at)
    return {"filled": {name: str(getattr(kept, name)) for name in empty}}


def _empty(kept: Person, filled: dict[str, str], by: Actor, at: datetime) -> None:
    """Take out again what the merge had filled in, unless somebody has corrected it since."""
    unchanged = [name for name, value in filled.items() if str(getattr(kept, name)) == value]
    for name in unchanged:
        setattr(kept, name, None if Person._meta.get_field(name.removesuffix("_id")).null else "")
    if unchanged:
        _save_next_version(kept, _("Parted from another record"), by, at)


def _save_next_version(person: Person, why: str, by: Actor, at: datetime) -> None:
    person.version += 1
    person.save()
    index_names([person])
    keep_version(person, why=why, by=by, at=at)


def _decide(one: UUID, other: UUID, decision: ProposalDecision, by: Actor, at: datetime) -> None:
    first, second = sorted((one, other))
    decided = {"decision": decision, "decided_at": at, "decided_by": by.id, "decided_by_name": by.name}
    DuplicateProposal.objects.update_or_create(
        first_id=first, second_id=second, defaults=decided, create_defaults=decided | {"likeness": 0, "proposed_at": at}
    )
    if decision == ProposalDecision.MERGED:
        still_open = Q(decision=ProposalDecision.OPEN) & (Q(first=other) | Q(second=other))
        DuplicateProposal.objects.filter(still_open).delete()


def _record(actions: tuple[str, str], merge: Merge, by: Actor, at: datetime, why: str = "") -> None:
    for action, person_id in zip(actions, (merge.kept_id, merge.joined_id), strict=True):
        record_change(action, by=by, at=at, person_id=person_id, subject=f"merge:{merge.id}", why=why)
