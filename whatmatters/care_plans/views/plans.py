"""A person's plans, one plan, and what it said before."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import form_page, plan_address, show_and_post, to_write


@require_safe
def plans_of(request: Request, person_id: UUID) -> HttpResponse:
    """A person's plans."""
    page = queries.get_plans_page(person_id, by=request.actor, at=now())
    return render(request, "care_plans/plans.html", {"page": page, "banner": page.banner})


@require_safe
def by_stage(request: Request, stage: str) -> HttpResponse:
    """Open plans of the people the actor works with, by where the work is."""
    number = request.GET.get("page", "1")
    page = queries.list_plans_at_stage(
        stage,
        mine=request.GET.get("whose") == "mine",
        page=int(number) if number.isdecimal() and len(number) < 6 else 1,
        by=request.actor,
        at=now(),
    )
    return render(request, "care_plans/by_stage.html", {"page": page})


@require_POST
@posted_once
def start(request: Request, person_id: UUID) -> HttpResponse:
    """Start a plan and go to it."""
    plan_id = services.start_plan(person_id=person_id, by=request.actor, at=now())
    return redirect_with_notice(plan_address(plan_id), _("The plan is started. Now add what matters."))


@show_and_post
@posted_once
def choose(request: Request, person_id: UUID) -> HttpResponse:
    """Start a plan from a template, or without one."""
    at = now()
    page, made = queries.get_plans_page(person_id, by=request.actor, at=at), list[UUID]()
    allow(page.reasons_against_starting)
    templates = queries.list_plan_templates()
    form = forms.StartForm(request.POST or None).offer((one.code, one.name) for one in templates)
    if request.method == "POST" and saved(
        form,
        lambda: made.append(
            services.start_plan(person_id=person_id, **form.cleaned_data, by=request.actor, at=at),
        ),
    ):
        return redirect_with_notice(plan_address(made[0]), _("The plan is started. Now add what matters."))
    shown = {"page": page, "banner": page.banner, "form": form, "templates": templates}
    return render(request, "care_plans/choose.html", shown)


@require_safe
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan: conversations, goals, actions, agreement."""
    page = queries.get_plan(plan_id, by=request.actor, at=now())
    return render(request, "care_plans/plan.html", {"page": page, "banner": page.banner})


@show_and_post
@posted_once
def close(request: Request, plan_id: UUID) -> HttpResponse:
    """Close a plan, with the reason."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.ClosingForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: services.close_plan(plan_id=plan_id, **form.cleaned_data, by=request.actor, at=at)
    ):
        return redirect_with_notice(plan_address(plan_id), _("The plan is closed. It can still be read."))
    return form_page(request, page, form, _("Close this plan"))


@require_POST
@posted_once
def reopen(request: Request, plan_id: UUID) -> HttpResponse:
    """Use a closed plan again."""
    services.reopen_plan(plan_id=plan_id, by=request.actor, at=now())
    return redirect(plan_address(plan_id))


@require_safe
def versions(request: Request, plan_id: UUID) -> HttpResponse:
    """Every version of a plan."""
    page = queries.list_versions(plan_id, by=request.actor, at=now())
    return render(request, "care_plans/versions.html", {"page": page, "banner": page.banner})


@require_safe
def compare(request: Request, plan_id: UUID) -> HttpResponse:
    """Two versions of a plan, side by side."""
    earlier, later = (request.GET.get(name, "") for name in ("earlier", "later"))
    if not (earlier.isdecimal() and later.isdecimal() and len(earlier + later) < 12):
        raise NotFound
    page = queries.get_comparison(plan_id, earlier=int(earlier), later=int(later), by=request.actor, at=now())
    return render(request, "care_plans/compare.html", {"page": page, "banner": page.banner})
