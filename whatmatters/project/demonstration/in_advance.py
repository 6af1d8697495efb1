"""What Peggy wants known for later, one decision that was looked at with her, and who acts for her.

Serves `telling`. The three kinds of wishes are told apart: a statement, a refusal with a gap, and two powers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity
from whatmatters.foundation.people.services.in_advance import (
    Power,
    Refusal,
    Statement,
    record_power_of_attorney,
    write_advance_refusal,
    write_advance_statement,
)


def write_for_later(*, person_id: UUID, themself: Actor, by: Actor, at: datetime) -> None:
    """The three kinds of wishes, and an assessment that found that she can decide."""
    day = day_of(at)
    statement = Statement(
        "If I cannot say it myself: I want to be at home, near Arthur's chair. Play music, the choir if you can. "
        "Say your name when you come in. Ring Jean first.",
        where_kept="In the dresser, top drawer",
        made_on=day,
    )
    write_advance_statement(person_id=person_id, statement=statement, by=themself, at=at)
    refusal = Refusal(
        "To be put on a breathing machine",
        "If the doctors do not expect me to breathe by myself again",
        is_life_sustaining=True,
        says_even_if_life_at_risk=True,
        is_in_writing=True,
        is_signed=True,
        made_on=day - timedelta(days=20),
        where_kept="In the dresser; the surgery has a copy",
    )
    write_advance_refusal(person_id=person_id, refusal=refusal, by=by, at=at)
    for power in (
        Power("Jean Holloway", "health-welfare", is_registered=True, acts="alone", may_refuse_life_sustaining=False),
        Power("Jean Holloway", "property", is_registered=True, acts="alone"),
    ):
        record_power_of_attorney(person_id=person_id, power=power, by=by, at=at)
    assessed = Assessed(
        decision="Whether to write down that she does not want a breathing machine",
        finding="has",
        reasons="She told us in her own words what it would mean, and why she does not want it.",
        how_supported="At home in the morning, with large print and time to think",
        persons_view="I saw it with Arthur. Not for me.",
        assessed_on=day - timedelta(days=20),
        assessor_name=by.name,
        assessor_role="care co-ordinator",
    )
    record_capacity(person_id=person_id, assessed=assessed, by=by, at=at)
