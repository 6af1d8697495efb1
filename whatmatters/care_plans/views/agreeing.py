"""Agreeing a plan."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice
from whatmatters.foundation.people.queries.capacity import list_lacking

from .. import forms, services
from .asking import plan_address, show_and_post, status_of, to_write


@show_and_post
@posted_once
def agree(request: Request, plan_id: UUID) -> HttpResponse:
    """Agree the plan as it reads on this page."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.AgreementForm(request.POST or None, initial={"version_read": page.version})
    form.for_writer(is_the_person=page.is_own, assessments=list_lacking(page.person_id))
    if request.method == "POST" and saved(
        form,
        lambda: services.agree_plan(
            plan_id=plan_id,
            version_read=form.cleaned_data["version_read"],
            review_on=form.cleaned_data["review_on"],
            agreed=_agreed(form),
            by=request.actor,
            at=at,
        ),
    ):
        return redirect_with_notice(plan_address(plan_id), _("The plan is agreed. You can print a copy now."))
    shown = {"page": page, "banner": page.banner, "form": form}
    return render(request, "care_plans/agree.html", shown, status=status_of(form))


def _agreed(form: forms.PlainForm) -> services.AgreedBy:
    """The person who agrees for themself was asked for the day only."""
    typed = form.cleaned_data
    return services.AgreedBy(
        with_whom=typed.get("agreed_with", "person"),
        name=typed.get("name", ""),
        role=typed.get("role", ""),
        ground=typed.get("ground", ""),
        reason=typed.get("reason", ""),
        capacity_id=typed.get("capacity_id"),
    )
