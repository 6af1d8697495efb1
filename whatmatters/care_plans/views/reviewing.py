"""Looking at a plan again, and how care was."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import form_page, plan_address, show_and_post, stage_address, to_write


@show_and_post
@posted_once
def review(request: Request, plan_id: UUID) -> HttpResponse:
    """Write a review down, with how far each goal has come."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.ReviewForm(request.POST or None).for_goals((goal.id, goal.words) for goal in page.goals_to_rate)
    if request.method == "POST" and saved(
        form, lambda: services.review_plan(plan_id=plan_id, looked=_looked(form), by=request.actor, at=at)
    ):
        return redirect_with_notice(stage_address(plan_id, "review"), _("The review is written down."))
    return form_page(request, page, form, _("Look at the plan again"), cancel=stage_address(plan_id, "review"))


@show_and_post
@posted_once
def goal_scale(request: Request, goal_id: UUID) -> HttpResponse:
    """Say what each level of a goal would look like."""
    at = now()
    page, goal, scale = queries.get_goal_scale(goal_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.ScaleForm(request.POST or None, initial=scale)
    if request.method == "POST" and saved(
        form, lambda: services.set_goal_scale(goal_id=goal_id, scale=_scale(form), by=request.actor, at=at)
    ):
        return redirect_with_notice(stage_address(page.id, "review"), _("That is written down."))
    cancel = stage_address(page.id, "review")
    return form_page(request, page, form, _("What would success look like?"), goal=goal, cancel=cancel)


@show_and_post
@posted_once
def how_care_was(request: Request, plan_id: UUID) -> HttpResponse:
    """A few questions that only the person is asked, and nobody can trace back to them."""
    at = now()
    page = to_write(request, plan_id)
    allow(page.reasons_against_saying_how_care_was)
    form = forms.CareForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: services.answer_how_care_was(plan_id=plan_id, answers=form.cleaned_data, by=request.actor, at=at),
    ):
        return redirect_with_notice(plan_address(plan_id), _("Thank you. Your answers are counted, without your name."))
    return form_page(request, page, form, _("How was care for you?"))


def _looked(form: forms.ReviewForm) -> services.Looked:
    names = ("held_on", "how", "who_was_there", "what_changed", "why", "next_on")
    typed = {name: form.cleaned_data[name] for name in names}
    return services.Looked(is_formal=form.cleaned_data["is_formal"] == "formal", ratings=form.ratings(), **typed)


def _scale(form: forms.ScaleForm) -> services.Scale:
    names = ("importance_weight", "difficulty_weight", "baseline")
    return services.Scale(levels=form.levels(), **{name: form.cleaned_data[name] for name in names})
