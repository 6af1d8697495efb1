"""An attempt at each service of capacity, wishes in advance, and what is kept from somebody's view."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.capacity import Assessed, record_capacity
from whatmatters.foundation.people.services.circle import link_own_record
from whatmatters.foundation.people.services.hiding import (
    hide_capacity_from_person,
    hide_circle_notes_from_person,
    show_capacity_to_person,
    show_circle_notes_to_person,
)
from whatmatters.foundation.people.services.in_advance import (
    Power,
    Refusal,
    Statement,
    end_advance_refusal,
    end_advance_statement,
    end_power_of_attorney,
    record_power_of_attorney,
    write_advance_refusal,
    write_advance_statement,
)
from whatmatters.foundation.people.services.proxies import hide_from_proxy, show_to_proxy

from .scenes import Scene
from .world import NOW, SYSTEM, TODAY


def _assess(s: Scene, by: Actor) -> UUID:
    assessed = Assessed("What to eat", "has", "She understands", TODAY, "Dr O")
    return record_capacity(person_id=s.person.id, assessed=assessed, by=by, at=NOW)


def _state(s: Scene, by: Actor) -> UUID:
    statement = Statement("At home", supported_by="Lin")
    return write_advance_statement(person_id=s.person.id, statement=statement, by=by, at=NOW)


def _refuse(s: Scene, by: Actor) -> UUID:
    refusal = Refusal("A tube", "always", is_life_sustaining=True)
    return write_advance_refusal(person_id=s.person.id, refusal=refusal, by=by, at=NOW)


def _empower(s: Scene, by: Actor) -> UUID:
    power = Power("Noor", "health-welfare", is_registered=True)
    return record_power_of_attorney(person_id=s.person.id, power=power, by=by, at=NOW)


WRITTEN_DOWN: dict[str, Callable[[Scene, Actor], object]] = {
    "record_capacity": _assess,
    "write_advance_statement": _state,
    "write_advance_refusal": _refuse,
    "record_power_of_attorney": _empower,
    "end_advance_statement": lambda s, by: end_advance_statement(statement_id=_state(s, SYSTEM), by=by, at=NOW),
    "end_advance_refusal": lambda s, by: end_advance_refusal(refusal_id=_refuse(s, SYSTEM), by=by, at=NOW),
    "end_power_of_attorney": lambda s, by: end_power_of_attorney(power_id=_empower(s, SYSTEM), by=by, at=NOW),
    "hide_capacity_from_person": lambda s, by: hide_capacity_from_person(
        capacity_id=_assess(s, SYSTEM), why="A neighbour said it", by=by, at=NOW
    ),
    "show_capacity_to_person": lambda s, by: show_capacity_to_person(capacity_id=_assess(s, SYSTEM), by=by, at=NOW),
    "hide_circle_notes_from_person": lambda s, by: hide_circle_notes_from_person(
        member_id=s.member_id, why="A neighbour said it", by=by, at=NOW
    ),
    "show_circle_notes_to_person": lambda s, by: show_circle_notes_to_person(member_id=s.member_id, by=by, at=NOW),
    "hide_from_proxy": lambda s, by: hide_from_proxy(grant_id=s.grant_id, section=Section.PLAN, by=by, at=NOW),
    "show_to_proxy": lambda s, by: show_to_proxy(grant_id=s.grant_id, section=Section.PLAN, by=by, at=NOW),
    "link_own_record": lambda s, by: link_own_record(member_id=s.member_id, own_record_id=None, by=by, at=NOW),
}
