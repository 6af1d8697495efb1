"""Stewards' pages of feeds: how each reading went, what was wrong with which record, and yes or no to one that
shrank.
"""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..queries import feeds
from ..queries.gaps import list_gaps
from ..services.feeds import queue_approval, refuse_run


@require_safe
def runs(request: Request) -> HttpResponse:
    """Every reading of every feed, those that wait first."""
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() else 1
    return render(request, "directory/runs.html", {"runs": feeds.list_runs(by=request.actor, page=page)})


@require_safe
def run(request: Request, run_id: UUID) -> HttpResponse:
    """One reading, with its problems."""
    return render(request, "directory/run.html", {"run": feeds.get_run(run_id, by=request.actor)})


@require_POST
@posted_once
def approve(request: Request, run_id: UUID) -> HttpResponse:
    """Yes: the worker takes the feed in as it was read."""
    queue_approval(run_id=run_id, by=request.actor, at=now())
    return redirect_with_notice(reverse("directory:run", args=[run_id]), _("It is being taken in."))


@require_POST
@posted_once
def refuse(request: Request, run_id: UUID) -> HttpResponse:
    """No: nothing is changed."""
    refuse_run(run_id=run_id, why=request.POST.get("why", "")[:500], by=request.actor, at=now())
    return redirect_with_notice(
        reverse("directory:run", args=[run_id]), _("The feed was refused. Nothing was changed.")
    )


@require_safe
def gaps(request: Request) -> HttpResponse:
    """Which needs the directory covers, and which it lacks."""
    return render(request, "directory/gaps.html", {"gaps": list_gaps(by=request.actor)})
