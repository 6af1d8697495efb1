"""The thread: for each goal, everything that points at it, in whatever part of personalised care it is.

Steps, remarks, ratings and the words that a goal grew from come from its plan. What other components hold (a decision,
a referral, a budget line) comes through the project's table `GOAL_POINTERS`: each component says what it has for the
goals of one person, in one batched query, if the reader sees its section.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from whatmatters.care_plans.queries import GoalThread, list_threads
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.permissions import Access
from whatmatters.foundation.people.queries.banner import PersonBanner, get_banner
from whatmatters.foundation.people.queries.looking import look_at
from whatmatters.foundation.people.sections import Section


@dataclass(frozen=True, slots=True)
class Pointing:
    """One thing that points at a goal: what it is, in a few words, on which day, and where its page is."""

    what: str
    words: str
    on: date | None
    address: str


@dataclass(frozen=True, slots=True)
class GoalPointer:
    """One line of `GOAL_POINTERS`: `list_pointing` is the dotted path of

    `list_pointing(goal_ids, *, person_id, by, at) -> {goal_id: [Pointing, …]}`, which records no read of its own; it is
    asked only for readers who see `section`.
    """

    section: Section
    list_pointing: str

    def __call__(self, goals: Sequence[UUID], *, person_id: UUID, by: Actor, at: datetime) -> Any:
        """What this component has for these goals."""
        return import_string(self.list_pointing)(goals, person_id=person_id, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Thread:
    """One goal with all that points at it."""

    own: GoalThread
    pointing: tuple[Pointing, ...]


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """The threads of one person's goals."""

    banner: PersonBanner
    threads: tuple[Thread, ...]


def get_thread_page(person_id: UUID, *, by: Actor, at: datetime) -> ThreadPage:
    """The threads of one person's goals, recorded once as a read. Who may: whoever sees the plan. Raises `NotFound`."""
    pointers = goal_pointers()
    shows = {Section.IDENTITY, Section.PLAN, *(pointer.section for pointer in pointers)}
    access = look_at(person_id, action="opened the thread of the goals", needs=Section.PLAN, shows=shows, by=by, at=at)
    threads = list_threads(person_id, by=by, at=at)
    goals = [thread.goal.id for thread in threads]
    found = [_of(pointer, goals, access, by, at) for pointer in pointers]
    return ThreadPage(
        banner=get_banner(person_id, by=by, at=at, access=access),
        threads=tuple(
            Thread(thread, tuple(one for held in found for one in held.get(thread.goal.id, ()))) for thread in threads
        ),
    )


def goal_pointers() -> tuple[GoalPointer, ...]:
    """The table `GOAL_POINTERS` of the project: who else has something that points at goals, in order."""
    table: tuple[GoalPointer, ...] = import_string(f"{settings.WIRING}.GOAL_POINTERS")
    return table


def _of(pointer: GoalPointer, goals: list[UUID], access: Access, by: Actor, at: datetime) -> dict[UUID, list[Pointing]]:
    """What one component has, where the reader may see it."""
    if pointer.section not in access or not goals:
        return {}
    held: dict[UUID, list[Pointing]] = pointer(goals, person_id=access.person_id, by=by, at=at)
    return held
