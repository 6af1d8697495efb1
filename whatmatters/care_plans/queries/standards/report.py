"""The report of one plan, recorded as a read of all that it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.permissions import Access
from whatmatters.foundation.people.queries.about_me import Said, list_said
from whatmatters.foundation.people.queries.banner import PersonBanner
from whatmatters.foundation.people.queries.circle import list_circle
from whatmatters.foundation.people.queries.contacts import list_homes, list_points
from whatmatters.foundation.people.queries.known import KnownPerson, get_known_person
from whatmatters.foundation.people.queries.looking import look_at
from whatmatters.foundation.people.sections import Section

from ... import rules
from ...models import Plan
from ...permissions import visible_plans
from ..plan_page import agreement_of
from .about_me import about_me_held, own_words_held
from .contacts import contacts_held
from .person import person_held
from .plan import agreed_held, plan_held, standing_statements
from .worse import contingencies_held, other_plans_held

_LOOKED_AT = (Section.PLAN, Section.IDENTITY, Section.CONTACT, Section.COMMUNICATION, Section.ABOUT_ME, Section.CIRCLE)

Held = Iterator[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class StandardsPage:
    """One plan held against each standard, in order."""

    banner: PersonBanner
    plan_id: UUID
    reports: tuple[rules.StandardReport, ...]

    @property
    def is_met(self) -> bool:
        """Whether nothing mandatory is missing in any of them."""
        return all(report.is_met for report in self.reports)

    @property
    def is_full(self) -> bool:
        """Whether nothing required is missing either."""
        return all(report.is_full for report in self.reports)


def get_standards_report(plan_id: UUID, *, by: Actor, at: datetime) -> StandardsPage:
    """One plan held against PRSB PCSP and About Me, recorded as a read; the same number of statements for any plan.

    Who may: staff who see the plan, and the command line. Raises `NotFound`. Source: DAPB4022 (rulebook 3.2, 3.3).
    """
    plan = visible_plans(by, at).select_related("organisation").filter(pk=plan_id).first()
    if plan is None or not (by.posts or by.is_system) or by.person_id == plan.person_id:
        raise NotFound
    action = "held a plan against the information standards"
    access = look_at(plan.person_id, action=action, needs=Section.PLAN, shows=_LOOKED_AT, by=by, at=at)
    banner, known = get_known_person(plan.person_id, access=access, day=day_of(at))
    said = _seen(access, Section.ABOUT_ME, lambda: list_said(plan.person_id, own=False))
    held = {"pcsp": dict(_plan_held(plan, known, said, access, by, at)), "about_me": dict(about_me_held(said))}
    return StandardsPage(
        banner=banner,
        plan_id=plan.id,
        reports=tuple(rules.check_standard(rules.load_standard(code), held[code]) for code in rules.STANDARDS),
    )


def _plan_held(
    plan: Plan, known: KnownPerson | None, said: tuple[Said, ...], access: Access, by: Actor, at: datetime
) -> Held:
    """Everything, as far as the reader may see it."""
    day, person_id = day_of(at), plan.person_id
    homes = _seen(access, Section.CONTACT, lambda: list_homes(person_id, access, day))
    points = _seen(access, Section.CONTACT, lambda: list_points(person_id, day))
    yield from person_held(known, homes, points)
    yield from own_words_held(said)
    yield from contacts_held(plan, _seen(access, Section.CIRCLE, lambda: list_circle(person_id, by=by, at=at)))
    standing, agreement = standing_statements(plan), agreement_of(plan)
    yield from agreed_held(agreement, known.full_name if known else "")
    yield from plan_held(plan, standing, known.full_name if known else "", by, at)
    yield from contingencies_held(plan, agreement, at)
    yield from other_plans_held(plan, standing, at)


def _seen(access: Access, section: Section, gather: Callable[[], tuple[Any, ...]]) -> tuple[Any, ...]:
    """What a section holds; nothing where the reader may not see it."""
    return gather() if section in access else ()
