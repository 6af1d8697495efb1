"""The six stages of a plan, the shared screen, who is involved, and the invitation."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import form_page, saved_or_checked, show_and_post, stage_address, to_write


@require_safe
def stage(request: Request, plan_id: UUID, stage: str) -> HttpResponse:
    """One stage as a place of work, with the list of what is unfinished."""
    place = queries.get_stage(plan_id, stage, by=request.actor, at=now())
    context = {"place": place, "page": place.page, "banner": place.page.banner}
    return render(request, f"care_plans/stage_{place.stage.code}.html", context)


@require_safe
def together(request: Request, plan_id: UUID) -> HttpResponse:
    """The shared screen: what matters in large letters, to be looked at side by side."""
    place = queries.get_together(plan_id, by=request.actor, at=now())
    return render(
        request, "care_plans/together.html", {"place": place, "page": place.page, "banner": place.page.banner}
    )


@require_POST
@posted_once
def lead(request: Request, plan_id: UUID) -> HttpResponse:
    """Become the named lead."""
    services.lead_plan(plan_id=plan_id, by=request.actor, at=now())
    return redirect_with_notice(stage_address(plan_id, "context"), _("You lead this plan now."))


@show_and_post
@posted_once
def involve(request: Request, plan_id: UUID) -> HttpResponse:
    """Name somebody with a part in the plan."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.PartForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: services.involve(plan_id=plan_id, part=_part(form), by=request.actor, at=at),
    ):
        return redirect_with_notice(stage_address(plan_id, "context"), _("They are named in the plan."))
    return form_page(request, page, form, _("Who else is involved?"), cancel=stage_address(plan_id, "context"))


@require_POST
@posted_once
def involvement_end(request: Request, plan_id: UUID, involved_id: UUID) -> HttpResponse:
    """Somebody has no part in the plan any more."""
    services.end_involvement(involved_id=involved_id, by=request.actor, at=now())
    return redirect_with_notice(stage_address(plan_id, "context"), _("They are no longer named in the plan."))


@show_and_post
@posted_once
def invite(request: Request, plan_id: UUID) -> HttpResponse:
    """Ask the person to a conversation."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.InvitationForm(request.POST or None)
    if saved_or_checked(
        request,
        form,
        lambda: services.invite(plan_id=plan_id, asking=_asking(form), by=request.actor, at=at),
    ):
        return redirect_with_notice(stage_address(plan_id, "context"), _("The invitation is on its way."))
    cancel = stage_address(plan_id, "context")
    return form_page(request, page, form, _("Invite to a conversation"), checks=True, cancel=cancel)


def _part(form: forms.PlainForm) -> services.Part:
    return services.Part(**form.cleaned_data)


def _asking(form: forms.PlainForm) -> services.Asking:
    return services.Asking(**form.cleaned_data)
