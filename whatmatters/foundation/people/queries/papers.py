"""That there are wishes made in advance and where their papers are kept: never what they say.

Serves folders and summaries, which others may read. The caller has checked `Section.DECISIONS` and records the read.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Value
from django.utils.translation import gettext_lazy as _

from ..models import AdvanceRefusal, AdvanceStatement, PowerOfAttorney

_KINDS = {
    "1-refusal": (AdvanceRefusal, _("Advance decision to refuse treatment (ADRT)")),
    "2-power": (PowerOfAttorney, _("Lasting power of attorney")),
    "3-statement": (AdvanceStatement, _("Advance statement of my wishes")),
}


@dataclass(frozen=True, slots=True)
class PaperKept:
    """One paper that holds: what it is, and where it is kept ("" when nobody has said)."""

    name: str
    where_kept: str


def list_papers_kept(person_id: UUID) -> tuple[PaperKept, ...]:
    """The papers that hold now, those that bind first. One statement."""
    first, *others = (
        table._default_manager.filter(person=person_id, ended_at=None)
        .order_by()
        .annotate(kind=Value(code, CharField()))
        .values_list("kind", "where_kept")
        for code, (table, _name) in _KINDS.items()
    )
    return tuple(PaperKept(str(_KINDS[kind][1]), where) for kind, where in sorted(first.union(*others)))
