"""Every plan of the demonstration holds all that the information standards ask for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from whatmatters.care_plans.models import Plan
from whatmatters.care_plans.queries import get_standards_report
from whatmatters.foundation.kernel.actor import Actor
from whatmatters.project.demonstration.stories import STORIES
from whatmatters.project.demonstration.telling import tell

AT = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_every_plan_meets_them_fully():
    tell(at=AT)
    plans = Plan.objects.select_related("person").order_by("created_at")
    assert len(plans) == sum(bool(story.hopes) for story in STORIES)
    short = {
        (plan.person.full_name, report.code): [line.where for line in report.of("mandatory", "required", "too-many")]
        for plan in plans
        for report in get_standards_report(plan.id, by=Actor.system("standards"), at=AT).reports
        if not report.is_full
    }
    assert not short
