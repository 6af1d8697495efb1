"""What the pages of plans share: addresses, the page of one form, and who may write."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.requests import Request

from .. import forms, queries

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


def plan_address(plan_id: UUID) -> str:
    """Where a plan is."""
    return reverse("care_plans:plan", args=[plan_id])


def stage_address(plan_id: UUID, stage: str) -> str:
    """Where a stage of a plan is."""
    return reverse("care_plans:stage", args=[plan_id, stage])


def to_write(request: Request, plan_id: UUID) -> queries.PlanPage:
    """The plan, for somebody who may write in it. Raises `NotFound`, `NotAllowed`."""
    page = queries.get_plan(plan_id, by=request.actor, at=now())
    allow(page.reasons_against_writing)
    return page


def form_page(
    request: Request, page: queries.PlanPage, form: forms.PlainForm, title: str, **context: Any
) -> HttpResponse:
    """The page of one question or a few."""
    words = {"page": page, "banner": page.banner, "form": form, "title": title, "cancel": plan_address(page.id)}
    return render(request, "care_plans/form.html", words | context)


def uuid_or_not_found(text: str) -> UUID:
    """An id from the query part of an address. Raises `NotFound` for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def version_read(request: Request) -> int:
    """The version that was on the screen; 0 when none was sent."""
    typed = request.POST.get("version_read", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0
