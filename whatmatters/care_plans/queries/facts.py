"""What is recorded of a plan, as numbers: what stages and criteria are worked out from."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, IntegerField, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from whatmatters.foundation.kernel.clock import day_of
from whatmatters.foundation.kernel.columns import Authorship

from ..models import (
    Action,
    Agreement,
    ContingencyPlan,
    Conversation,
    Goal,
    Invitation,
    Involved,
    Plan,
    Remark,
    Review,
    Statement,
)
from ..rules import HEADINGS, PlanFacts

_OWN = (Authorship.PERSON, Authorship.SUPPORTED)
_OF_ROUND = [code for code, heading in HEADINGS.items() if heading.of_round]
_LASTING = [code for code, heading in HEADINGS.items() if not heading.of_round]
_OPEN_GOAL = Q(state__in=("proposed", "active", "on-hold", "completed"))
_OPEN_ACTION = Q(state__in=("planned", "under-way"))


def with_facts(plans: QuerySet[Plan], at: datetime) -> QuerySet[Plan]:
    """Plans that carry the numbers which `facts_of` needs, in their own statement."""
    return plans.annotate(**_counted(day_of(at)))


def facts_of(plan: Any) -> PlanFacts:
    """The facts of a plan that came through `with_facts`. One statement more, for what was said."""
    said = _statements(plan).values_list("heading").annotate(n=Count("pk"))
    return PlanFacts(
        has_lead=bool(plan.lead_id),
        involved=plan.n_involved,
        invited=plan.n_invited > 0,
        statements=dict(said),
        in_own_words=plan.n_own_statements + plan.n_own_goals + plan.n_own_talks,
        conversations=plan.n_talks,
        conversations_on_what_matters=plan.n_talks_that_mattered,
        conversations_ever=plan.n_talks_ever,
        what_matters_ever=plan.n_own_talks + plan.n_matters_ever,
        goals=plan.n_goals,
        actions=plan.n_actions,
        actions_with_owner=plan.n_owned,
        actions_with_day=plan.n_dated,
        actions_overdue=plan.n_overdue,
        wishes_open=plan.n_wishes,
        contingencies=plan.n_contingencies,
        is_agreed=plan.n_agreed_version == plan.version,
        review_on=plan.review_on,
        reviews=plan.n_reviews,
        progress_notes=plan.n_notes,
    )


def _statements(plan: Plan) -> QuerySet[Statement]:
    """Those that stand: of this round, or of the whole plan."""
    here = Q(heading__in=_LASTING) | Q(heading__in=_OF_ROUND, round=plan.round)
    return Statement.objects.filter(here, plan=plan, taken_back_at=None).order_by()


@lru_cache(maxsize=8)
def _counted(day: date) -> dict[str, Any]:
    """The numbers as expressions, made once a day: to make them takes longer than to count."""
    live = Action.objects.filter(goal__isnull=False).exclude(state="not-done")
    goals = Goal.objects.filter(_OPEN_GOAL)
    talks = Conversation.objects.filter(round=OuterRef("round"))
    remarks = Remark.objects.all()
    standing = Statement.objects.filter(taken_back_at=None)
    return {
        "n_involved": _count(Involved.objects.filter(ended_at=None)),
        "n_invited": _count(Invitation.objects.filter(round=OuterRef("round"))),
        "n_own_statements": _count(standing.filter(authorship__in=_OWN)),
        "n_own_goals": _count(goals.filter(authorship__in=_OWN)),
        "n_own_talks": _count(Conversation.objects.exclude(what_matters="")),
        "n_matters_ever": _count(standing.filter(heading="matters")),
        "n_talks_ever": _count(Conversation.objects.all()),
        "n_talks": _count(talks),
        "n_talks_that_mattered": _count(talks.exclude(what_matters="")),
        "n_goals": _count(goals),
        "n_actions": _count(live),
        "n_owned": _count(live.exclude(owner_kind="")),
        "n_dated": _count(live.filter(Q(due_on__isnull=False) | ~Q(when_text="") | ~_OPEN_ACTION)),
        "n_overdue": _count(live.filter(_OPEN_ACTION, due_on__lt=day)),
        "n_wishes": _count(remarks.filter(kind="wish", answered_at=None)),
        "n_notes": _count(remarks.filter(kind="note")),
        "n_contingencies": _count(ContingencyPlan.objects.filter(ended_at=None)),
        "n_reviews": _count(Review.objects.all()),
        "n_agreed_version": _one(Agreement.objects.all(), Max("version")),
    }


def _count(rows: QuerySet) -> Any:
    return Coalesce(_one(rows, Count("pk")), 0)


def _one(rows: QuerySet, aggregate: Any) -> Subquery:
    """One number of the rows of the plan outside."""
    of_plan = rows.filter(plan=OuterRef("pk")).order_by().annotate(of=F("plan_id")).values("of")
    return Subquery(of_plan.annotate(n=aggregate).values("n"), output_field=IntegerField())
