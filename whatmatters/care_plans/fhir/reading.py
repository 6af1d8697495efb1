"""What a FHIR CarePlan, its activities and a Goal say, in our terms. Pure: no database, no clock.

Each reader gives the columns that it could fill and the reasons for what it could not (`Read`). Nothing is guessed:
no importance is made up, and no activity is tied to a goal that it does not name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from whatmatters.foundation.fhir.entries import Resource
from whatmatters.foundation.fhir.values.codes import codeable_concept, codeable_concepts
from whatmatters.foundation.fhir.values.dates import partial_date
from whatmatters.foundation.fhir.values.extensions import extension_value
from whatmatters.foundation.fhir.values.periods import period
from whatmatters.foundation.fhir.values.reads import Read, Reading, text

from .. import rules
from .codes import (
    ACHIEVEMENT_SYSTEM,
    ACTION_CONFIDENCE,
    ACTION_STATE_FROM_FHIR,
    CLOSED_IN_FHIR,
    GOAL_IMPORTANCE,
    GOAL_STATE_FROM_FHIR,
    OUR_CATEGORY,
    PLAN_REVIEW_ON,
)

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class PlanSaid:
    """A CarePlan in our terms; `columns` are of `Plan`."""

    columns: dict[str, Any]
    goal_references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionSaid:
    """An activity in our terms; `columns` are of `Action`."""

    columns: dict[str, Any]
    goal_references: tuple[str, ...] = ()
    reference: str = ""


@dataclass(frozen=True, slots=True)
class GoalSaid:
    """A Goal in our terms; `columns` are of `Goal`."""

    columns: dict[str, Any] = field(default_factory=dict)


def read_plan(resource: Resource) -> Read[PlanSaid]:
    """What a CarePlan says of itself: a title or its category, how it stands, from when to when."""
    reading = Reading()
    categories = reading.part(codeable_concepts(resource.get("category"), "CarePlan.category"))
    title = reading.part(text(resource.get("title"), "CarePlan.title")) or ", ".join(
        one.label for one in categories if one.label != OUR_CATEGORY
    )
    about = reading.part(text(resource.get("description"), "CarePlan.description"))
    span = reading.part(period(resource.get("period"), "CarePlan.period"))
    status = resource.get("status")
    closed = CLOSED_IN_FHIR.get(str(status), "")
    if len(title) > LONGEST_TITLE:
        title, about = title[: LONGEST_TITLE - 1] + "…", f"{title}\n\n{about}".strip()
    columns = {
        "title": title,
        "about": about,
        "state": "closed" if closed else "received",
        "state_note": closed,
        "starts_on": span.first.day.first_day if span and span.first else None,
        "review_on": _day(extension_value(resource, PLAN_REVIEW_ON)),
        "ends_before": span.last.day.last_day + timedelta(days=1) if span and span.last else None,
    }
    return reading.of(PlanSaid(columns, _references(resource.get("goal"))))


def read_action(activity: Any, where: str) -> Read[ActionSaid]:
    """What one activity of a CarePlan says: what, who, when, how it stands."""
    reading = Reading()
    detail = activity.get("detail") if isinstance(activity.get("detail"), dict) else {}
    concept = reading.part(codeable_concept(detail.get("code"), f"{where}.detail.code"))
    described = reading.part(text(detail.get("description"), f"{where}.detail.description"))
    named = concept.label if concept else ""
    what = f"{named}: {described}" if named and described and named != described else described or named
    notes = [
        reading.part(text(note.get("text"), f"{where}.progress"))
        for note in activity.get("progress") or ()
        if isinstance(note, dict)
    ]
    due = reading.part(period(detail.get("scheduledPeriod"), f"{where}.detail.scheduledPeriod"))
    columns = {
        "what": what,
        "state": ACTION_STATE_FROM_FHIR.get(str(detail.get("status")), "planned"),
        "owner_name": _performers(detail)[:200],
        "due_on": due.last.day.last_day if due and due.last else None,
        "when_text": reading.part(text(detail.get("scheduledString"), f"{where}.detail.scheduledString", longest=200)),
        "confidence": _ruler(detail, ACTION_CONFIDENCE),
        "how_it_went": "\n".join(notes),
    }
    reference = activity.get("reference") if isinstance(activity.get("reference"), dict) else {}
    said = ActionSaid(columns, _references(detail.get("goal")), str(reference.get("reference") or ""))
    return reading.of(said)


def read_goal(resource: Resource) -> Read[GoalSaid]:
    """What a Goal says: its words, its life cycle, its achievement, the day hoped for.

    An importance is taken only where our own extension gives one: FHIR's `priority` is the sender's, not the
    person's.
    """
    reading = Reading()
    description = reading.part(codeable_concept(resource.get("description"), "Goal.description"))
    achievement = reading.part(codeable_concept(resource.get("achievementStatus"), "Goal.achievementStatus"))
    coded = achievement.coding_of(ACHIEVEMENT_SYSTEM) if achievement else None
    notes = [
        reading.part(text(note.get("text"), "Goal.note"))
        for note in resource.get("note") or ()
        if isinstance(note, dict)
    ]
    columns = {
        "words": description.label if description else "",
        "state": GOAL_STATE_FROM_FHIR.get(str(resource.get("lifecycleStatus")), "proposed"),
        "achievement": coded.code if coded and coded.code in rules.ACHIEVEMENTS else "",
        "target_on": _target(resource, reading),
        "importance": _ruler(resource, GOAL_IMPORTANCE),
        "why_it_matters": "\n".join(notes),
    }
    return reading.of(GoalSaid(columns))


def _target(resource: Resource, reading: Reading) -> date | None:
    targets = [target for target in resource.get("target") or () if isinstance(target, dict)]
    days = [reading.part(partial_date(target.get("dueDate"), "Goal.target.dueDate")) for target in targets]
    return max((day.last_day for day in days if day), default=None)


def _ruler(element: Any, url: str) -> Decimal | None:
    value = extension_value(element, url)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and 1 <= value <= 10:
        return Decimal(value).quantize(Decimal("0.1"))
    return None


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def _performers(detail: dict[str, Any]) -> str:
    performers = [one for one in detail.get("performer") or () if isinstance(one, dict)]
    return ", ".join(str(one["display"]) for one in performers if isinstance(one.get("display"), str))


def _references(value: Any) -> tuple[str, ...]:
    found = [one.get("reference") for one in value or () if isinstance(one, dict)] if isinstance(value, list) else []
    return tuple(one for one in found if isinstance(one, str))
