"""The "What matters to me" folder: what a person takes home, and shows to whoever asks.

Who may: whoever sees the person's plan or About Me; each part only as the reader may see it. Refuses an address, so
that a copy left on a bus leads nobody to a door, and everything that is hidden for somebody's safety.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from whatmatters.care_plans.queries import (
    ContingencyView,
    GoalView,
    PlanInFull,
    list_contingencies_of,
    list_plans_in_full,
)
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.permissions import KNOWING, Access
from whatmatters.foundation.people.queries.about_me import Said, list_said
from whatmatters.foundation.people.queries.appointments import Meeting, list_next_appointments
from whatmatters.foundation.people.queries.banner import PersonBanner, get_banner
from whatmatters.foundation.people.queries.circle import InCircle, list_circle
from whatmatters.foundation.people.queries.communication import NeedsNow, find_needs
from whatmatters.foundation.people.queries.looking import look_at
from whatmatters.foundation.people.queries.papers import PaperKept, list_papers_kept
from whatmatters.foundation.people.sections import Section

SHOWN = (
    Section.IDENTITY,
    Section.COMMUNICATION,
    Section.ABOUT_ME,
    Section.CIRCLE,
    Section.PLAN,
    Section.APPOINTMENTS,
    Section.DECISIONS,
)


TAKERS = KNOWING - {Role.BUDGET_OFFICER}


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder at one moment. Parts that the reader may not see are empty."""

    banner: PersonBanner
    said: tuple[Said, ...]
    needs: NeedsNow | None
    circle: tuple[InCircle, ...]
    plans: tuple[PlanInFull, ...]
    appointments: tuple[Meeting, ...]
    papers: tuple[PaperKept, ...]
    made_at: datetime
    made_by: str
    may_take_out: bool

    @property
    def is_large_print(self) -> bool:
        """Whether the person has said that they need large print."""
        return self.needs is not None and "large-print" in self.needs.formats

    @property
    def contingencies(self) -> tuple[ContingencyView, ...]:
        """What to do when things get worse, of all plans."""
        return tuple(one for full in self.plans for one in full.contingencies)

    @property
    def goals(self) -> tuple[GoalView, ...]:
        """What the person hopes for, of all plans, without what was dropped."""
        return tuple(goal for full in self.plans for goal in full.plan.goals if goal.state != "cancelled")

    @property
    def is_easy_read(self) -> bool:
        """Whether the person has said that they need Easy Read."""
        return self.needs is not None and "easy-read" in self.needs.formats

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing yet to take home."""
        return not (self.said or self.plans or self.circle or self.needs)


def get_folder(
    person_id: UUID, *, action: str = "opened the folder", shows: Iterable[Section] = SHOWN, by: Actor, at: datetime
) -> Folder:
    """One person's folder, recorded once as a read of what it shows; `shows` says more when more goes with it.

    Raises `NotFound` (`JoinedInto` for a record that was joined), `AuditUnavailable`.
    """
    access = look_at(person_id, action=action, shows=shows, by=by, at=at)
    if not {Section.PLAN, Section.ABOUT_ME} & access.sections:
        raise NotFound
    return Folder(
        banner=get_banner(person_id, by=by, at=at, access=access),
        said=list_said(person_id, own=True) if Section.ABOUT_ME in access else (),
        needs=find_needs(person_id, day=day_of(at)) if Section.COMMUNICATION in access else None,
        circle=list_circle(person_id, by=by, at=at) if Section.CIRCLE in access else (),
        plans=list_plans_in_full(person_id, by=by, at=at) if Section.PLAN in access else (),
        appointments=list_next_appointments(person_id, at=at) if Section.APPOINTMENTS in access else (),
        papers=list_papers_kept(person_id) if Section.DECISIONS in access else (),
        made_at=at,
        made_by=by.name,
        may_take_out=may_take_out(access),
    )


def may_take_out(access: Access) -> bool:
    """Whether somebody with this access may take the whole record away: the person, and care staff; not a proxy."""
    return access.is_own or bool(access.roles & TAKERS)


@dataclass(frozen=True, slots=True)
class WhenWorsePage:
    """What to do when things get worse, and whom to ring; `circle` is empty where the reader may not see it."""

    banner: PersonBanner
    contingencies: tuple[ContingencyView, ...]
    circle: tuple[InCircle, ...]
    made_at: datetime
    made_by: str


def get_when_worse(
    person_id: UUID, *, action: str = "opened what to do when things get worse", by: Actor, at: datetime
) -> WhenWorsePage:
    """One person's contingency plans, recorded once as a read.

    Who may: whoever sees the person's plan, also after opening the record in an emergency. Raises `NotFound`.
    """
    shows = (Section.IDENTITY, Section.PLAN, Section.CIRCLE)
    access = look_at(person_id, action=action, needs=Section.PLAN, shows=shows, by=by, at=at)
    circle = list_circle(person_id, by=by, at=at) if Section.CIRCLE in access else ()
    return WhenWorsePage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        contingencies=list_contingencies_of(person_id),
        circle=tuple(one for one in circle if one.is_emergency_contact),
        made_at=at,
        made_by=by.name,
    )
