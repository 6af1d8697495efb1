"""What the pages of plans share: addresses, the page of one form, and who may write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import day_of, now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.requests import Request

from .. import forms, queries, rules

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


CHECK = "check_words"
"""The button that asks how plain the words are; it saves nothing."""

WORDS = ("words", "further", "why_it_matters", "where")
"""The questions whose answers somebody reads as text."""


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


def saved_or_checked(request: Request, form: forms.PlainForm, save: Callable[[], Any]) -> bool:
    """As `saved`, for a form whose words can be checked: a post that only asks for advice saves nothing and refuses
    nothing, and what was typed stays on the page.
    """
    if request.method != "POST":
        return False
    if CHECK in request.POST:
        form.errors.clear()
        return False
    return saved(form, save)


def _advice(request: Request, form: forms.PlainForm) -> dict[str, Any]:
    """What could be plainer in what was typed; words of the person's own are left as they are."""
    if request.method != "POST" or CHECK not in request.POST or not request.actor.posts:
        return {}
    texts = [request.POST.get(name, "") for name in WORDS if name in form.fields]
    is_own = "whose" in form.fields and request.POST.get("whose") == "theirs"
    return {"advice": rules.plain_words_advice(*texts, day=day_of(now())), "are_own_words": is_own}


def form_page(
    request: Request, page: queries.PlanPage, form: forms.PlainForm, title: str, *, checks: bool = False, **context: Any
) -> HttpResponse:
    """The page of one question or a few; answers 422 when something has to be put right.

    `checks` offers staff to look how plain their words are.
    """
    words = {"page": page, "banner": page.banner, "form": form, "title": title, "cancel": plan_address(page.id)}
    if checks and request.actor.posts and not page.is_own:
        words |= {"check": CHECK, **_advice(request, form)}
    return render(request, "care_plans/form.html", words | context, status=status_of(form))


def status_of(form: forms.PlainForm) -> int:
    """422 for a form that came back with errors."""
    return 422 if form.is_bound and form.errors else 200


def whose_at_first(authorship: str) -> str:
    """How "whose words are these?" is answered when words are changed: not at all for what a proxy wrote."""
    return {"staff": "mine", "proxy": ""}.get(authorship, "theirs")


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
