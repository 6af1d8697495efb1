"""What came back on paper: each answer becomes a statement in the person's own words, all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.errors import Refused
from whatmatters.foundation.kernel.reasons import Reason
from whatmatters.foundation.kernel.translating import _

from .. import rules
from .statements import Said, write_statement


@transaction.atomic
def enter_paper_answers(*, plan_id: UUID, answers: Mapping[str, str], by: Actor, at: datetime) -> tuple[UUID, ...]:
    """Write each answer under its heading of preparation, as the person's own words that came on paper; their ids.

    `answers` are texts by heading; empty ones are left out. Reasons carry the heading as their field. Who: whoever may
    write in the plan. Raises `NotFound`, `NotAllowed`, `Refused` (nothing is written then).
    """
    known = {heading.code for heading in rules.list_headings("prepare")}
    filled = {heading: words for heading, words in answers.items() if words.strip()}
    if unknown := filled.keys() - known:
        raise Refused(*(Reason("paper.heading", _("Choose a heading."), heading) for heading in sorted(unknown)))
    if not filled:
        raise Refused(Reason("paper.empty", _("Write down at least one of the answers.")))
    reasons: list[Reason] = []
    written: list[UUID] = []
    for heading, words in filled.items():
        said = Said(words, means="paper", are_the_persons=True)
        try:
            written.append(write_statement(plan_id=plan_id, heading=heading, said=said, by=by, at=at))
        except Refused as refusal:
            reasons += (replace(reason, field=heading) for reason in refusal.reasons)
    if reasons:
        raise Refused(*reasons)
    return tuple(written)
