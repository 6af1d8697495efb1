"""Whether a plan holds what the information standards ask for: a page for staff."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from .. import queries


@require_safe
def standards(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan held against the standards, with what is missing first."""
    page = queries.get_standards_report(plan_id, by=request.actor, at=now())
    return render(request, "care_plans/standards.html", {"page": page, "banner": page.banner})
