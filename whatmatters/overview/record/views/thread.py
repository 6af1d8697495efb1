"""The thread of each goal as a page."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from ..thread import get_thread_page


@require_safe
def thread(request: Request, person_id: UUID) -> HttpResponse:
    """For each goal, everything that points at it."""
    page = get_thread_page(person_id, by=request.actor, at=now())
    return render(request, "overview/thread.html", {"page": page, "banner": page.banner})
