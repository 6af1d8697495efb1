"""The "today" page."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.requests import Request

from .queries import get_today


@require_safe
def today(request: Request) -> HttpResponse:
    """What is due, and whom the reader cares for. Somebody who is only a person goes to their own page."""
    typed = request.GET.get("page", "1")
    page = get_today(page=int(typed) if typed.isdecimal() and len(typed) < 6 else 1, by=request.actor, at=now())
    if request.actor.person_id and not request.actor.is_staff and not page.acts_for:
        return HttpResponseRedirect(reverse("people:person", args=[request.actor.person_id]))
    return render(request, "overview/today.html", {"page": page})
