"""The "today" page: what is due for this actor and whom they care for, gathered through each component's queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from whatmatters.care_plans.queries import DueAction, PlanRow, list_due_actions, list_plans_to_review
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.clock import LONDON, day_of
from whatmatters.foundation.kernel.dated import Dated, DatedTable, Standing
from whatmatters.foundation.people.permissions import KNOWING
from whatmatters.foundation.people.queries.acting_for import ActsFor, list_acted_for
from whatmatters.foundation.people.queries.appointments import Meeting, list_my_appointments
from whatmatters.foundation.people.queries.proxies import ToAskAgain, list_to_ask_again
from whatmatters.foundation.people.queries.searching import PeoplePage, list_caseload

SETTINGS = DatedTable(
    "today",
    [
        Dated("actions.days-ahead", 7, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="days"),
        Dated("reviews.days-ahead", 28, date(2026, 1, 1), Standing.OUR_PRACTICE, "Whatmatters", unit="days"),
    ],
)


@dataclass(frozen=True, slots=True)
class Today:
    """What the page shows; `knows_people` tells whether the actor's work is with people at all."""

    day: date
    name: str
    own_record: bool
    acts_for: tuple[ActsFor, ...]
    knows_people: bool
    is_analyst: bool
    is_administrator: bool
    meetings: tuple[Meeting, ...]
    actions: tuple[DueAction, ...]
    reviews: tuple[PlanRow, ...]
    to_ask_again: tuple[ToAskAgain, ...]
    caseload: PeoplePage | None


def get_today(*, page: int = 1, by: Actor, at: datetime) -> Today:
    """What is due for this actor, and their caseload. The same number of statements however long the lists are."""
    day = day_of(at)
    knows = by.has_role(*KNOWING)
    return Today(
        day=day,
        name=by.name,
        own_record=by.person_id is not None,
        acts_for=list_acted_for(by=by, at=at),
        knows_people=knows,
        is_analyst=by.has_role(Role.ANALYST),
        is_administrator=by.has_role(Role.ADMINISTRATOR),
        meetings=_meetings(by, at) if knows else (),
        actions=tuple(list_due_actions(before=_ahead("actions.days-ahead", day), by=by, at=at)),
        reviews=tuple(list_plans_to_review(before=_ahead("reviews.days-ahead", day), by=by, at=at)) if knows else (),
        to_ask_again=list_to_ask_again(by=by, at=at) if knows else (),
        caseload=list_caseload(page=page, by=by, at=at) if knows else None,
    )


def _meetings(by: Actor, at: datetime) -> tuple[Meeting, ...]:
    """Today's and tomorrow's."""
    start = datetime.combine(day_of(at), datetime.min.time(), LONDON)
    return list_my_appointments(since=start, until=start + timedelta(days=2), by=by, at=at)


def _ahead(key: str, day: date) -> date:
    return day + timedelta(days=SETTINGS.value(key, day) + 1)
