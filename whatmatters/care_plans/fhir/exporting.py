"""Plans, goals and actions as FHIR R4 resources, as the project's export table calls it.

Serves `EXPORTERS`. Importance, confidence, the day to look again and whose words they are have no element in FHIR R4:
they go in extensions of our own, beside what every reader understands; what stands around the goals is contained.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from whatmatters.foundation.fhir.elements import codeable_concept, coding
from whatmatters.foundation.fhir.writing import resource
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.people.exporting.interface import Outgoing, Resource

from .. import rules
from ..queries import ActionView, GoalView, WholePlan, list_whole_plans
from ..queries.carried import Carried, list_carried
from .carrying import as_questionnaires
from .codes import (
    ACHIEVEMENT_SYSTEM,
    ACTION_CONFIDENCE,
    ACTION_STATE_TO_FHIR,
    AUTHORSHIP,
    CARE_PLAN_PROFILE,
    GOAL_IMPORTANCE,
    OUR_CATEGORY,
    PLAN_REVIEW_ON,
    PLAN_STATE_TO_FHIR,
)


def export_person(outgoing: Outgoing) -> Iterable[Resource]:
    """Every goal, then every plan, of one person. The writer has checked who asks, and records it."""
    plans = list_whole_plans(outgoing.person_id, by=Actor.system("export"), at=outgoing.at)
    around = list_carried(outgoing.person_id, {plan.id: [action.id for action in plan.actions] for plan in plans})
    yield from (_goal(goal, outgoing) for plan in plans for goal in plan.goals)
    yield from (_plan(plan, around.get(plan.id, []), outgoing) for plan in plans)


def _goal(goal: GoalView, outgoing: Outgoing) -> Resource:
    achievement = (
        codeable_concept(coding(ACHIEVEMENT_SYSTEM, goal.achievement), text=rules.ACHIEVEMENTS[goal.achievement])
        if goal.achievement
        else None
    )
    return resource(
        "Goal",
        id=str(goal.id),
        extension=[_decimal(GOAL_IMPORTANCE, goal.importance), {"url": AUTHORSHIP, "valueCode": goal.authorship}],
        lifecycleStatus=goal.state,
        achievementStatus=achievement,
        description={"text": goal.words},
        subject={"reference": outgoing.patient},
        target=[{"dueDate": goal.target_on.isoformat()}] if goal.target_on else [],
        note=[{"text": goal.why_it_matters}] if goal.why_it_matters else [],
    )


def _plan(plan: WholePlan, around: list[Carried], outgoing: Outgoing) -> Resource:
    contained = as_questionnaires(around)
    return resource(
        "CarePlan",
        id=str(plan.id),
        profile=CARE_PLAN_PROFILE,
        contained=contained,
        extension=[{"url": PLAN_REVIEW_ON, "valueDate": plan.review_on}] if plan.review_on else [],
        status=PLAN_STATE_TO_FHIR[plan.state],
        intent="plan",
        category=[{"text": OUR_CATEGORY}],
        title=plan.title,
        description=plan.about,
        subject={"reference": outgoing.patient},
        created=plan.created_at.isoformat(),
        goal=[{"reference": f"Goal/{goal.id}"} for goal in plan.goals],
        supportingInfo=[{"reference": f"#{one['id']}"} for one in contained],
        activity=list(_activities(plan.actions)),
    )


def _activities(actions: list[ActionView]) -> Iterator[dict[str, Any]]:
    for action in actions:
        due = {"end": action.due_on.isoformat()} if action.due_on and not action.when_text else None
        yield {
            "detail": {
                "extension": [_decimal(ACTION_CONFIDENCE, action.confidence)],
                "description": action.what,
                "status": ACTION_STATE_TO_FHIR[action.state],
                "goal": [{"reference": f"Goal/{action.goal_id}"}] if action.goal_id else [],
                "scheduledString": action.when_text,
                "scheduledPeriod": due,
                "performer": [{"display": action.owner_name}] if action.owner_name else [],
            },
            "progress": [{"text": action.how_it_went}] if action.how_it_went else [],
        }


def _decimal(url: str, value: Decimal | None) -> dict[str, Any] | None:
    return None if value is None else {"url": url, "valueDecimal": value}
