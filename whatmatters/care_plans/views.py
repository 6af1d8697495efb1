"""Pages about plans: a request, one query or service, a page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from . import forms, queries, services
from .wording import ACTION_MOVES, GOAL_MOVES

show_and_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def plans_of(request: Request, person_id: UUID) -> HttpResponse:
    """A person's plans."""
    page = queries.get_plans_page(person_id, by=request.actor, at=now())
    return render(request, "care_plans/plans.html", {"page": page, "banner": page.banner})


@require_POST
@posted_once
def start(request: Request, person_id: UUID) -> HttpResponse:
    """Start a plan and go to it."""
    plan_id = services.start_plan(person_id=person_id, by=request.actor, at=now())
    return redirect_with_notice(_plan(plan_id), _("The plan is started. Now add what matters."))


@require_safe
def plan(request: Request, plan_id: UUID) -> HttpResponse:
    """One plan: conversations, goals, actions, agreement."""
    page = queries.get_plan(plan_id, by=request.actor, at=now())
    return render(request, "care_plans/plan.html", {"page": page, "banner": page.banner})


@show_and_post
@posted_once
def conversation(request: Request, plan_id: UUID) -> HttpResponse:
    """Write down a conversation."""
    at = now()
    page = _to_write(request, plan_id)
    form = forms.ConversationForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: services.record_conversation(plan_id=plan_id, **form.cleaned_data, by=request.actor, at=at),
    ):
        return redirect_with_notice(_plan(plan_id), _("The conversation is written down."))
    return _form_page(request, page, form, _("Write down a conversation"))


@show_and_post
@posted_once
def goal_new(request: Request, plan_id: UUID) -> HttpResponse:
    """Add a goal."""
    at = now()
    page = _to_write(request, plan_id)
    form = forms.GoalForm(request.POST or None).for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form, lambda: services.add_goal(plan_id=plan_id, goal=_goal_words(form), by=request.actor, at=at)
    ):
        return redirect_with_notice(_plan(plan_id), _("The goal is added. Is there a small next step?"))
    return _form_page(request, page, form, _("Add what matters to me") if page.is_own else _("Add what matters"))


@show_and_post
@posted_once
def goal_change(request: Request, goal_id: UUID) -> HttpResponse:
    """Change what a goal says; a second editor is shown both versions."""
    at = now()
    page, goal = queries.get_goal(goal_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.GoalForm(request.POST or None, initial=_goal_initial(goal)).for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form,
        lambda: services.change_goal(
            goal_id=goal_id, version_read=_version_read(request), goal=_goal_words(form), by=request.actor, at=at
        ),
    ):
        return redirect_with_notice(_plan(page.id), _("The goal is changed."))
    return _form_page(request, page, form, _("Change this goal"), version=goal.version, goal=goal)


@show_and_post
@posted_once
def goal_progress(request: Request, goal_id: UUID) -> HttpResponse:
    """Say what happens with a goal, and how near it is."""
    at = now()
    page, goal = queries.get_goal(goal_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.GoalProgressForm(request.POST or None, initial={"achievement": goal.achievement})
    form.fields["move"].choices = [(move, GOAL_MOVES[move]) for move in goal.moves]  # type: ignore[attr-defined]
    if request.method == "POST" and saved(
        form, lambda: services.move_goal(goal_id=goal_id, **form.cleaned_data, by=request.actor, at=at)
    ):
        return redirect_with_notice(_plan(page.id), _("That is written down."))
    return _form_page(request, page, form, _("How is this goal going?"), goal=goal)


@show_and_post
@posted_once
def action_new(request: Request, goal_id: UUID) -> HttpResponse:
    """Add a next step to a goal."""
    at = now()
    page, goal = queries.get_goal(goal_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.ActionForm(request.POST or None).for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form,
        lambda: services.add_action(
            goal_id=goal_id, action=_action_steps(form, request.actor), by=request.actor, at=at
        ),
    ):
        return redirect_with_notice(_plan(page.id), _("The next step is added."))
    return _form_page(request, page, form, _("Add a next step"), goal=goal)


@show_and_post
@posted_once
def action_change(request: Request, action_id: UUID) -> HttpResponse:
    """Change what an action says; a second editor is shown both versions."""
    at = now()
    page, action = queries.get_action(action_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    initial = _action_initial(action, request.actor)
    form = forms.ActionForm(request.POST or None, initial=initial).for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form,
        lambda: services.change_action(
            action_id=action_id,
            version_read=_version_read(request),
            action=_action_steps(form, request.actor),
            by=request.actor,
            at=at,
        ),
    ):
        return redirect_with_notice(_plan(page.id), _("The step is changed."))
    return _form_page(request, page, form, _("Change this step"), version=action.version)


@show_and_post
@posted_once
def action_progress(request: Request, action_id: UUID) -> HttpResponse:
    """Say how an action is going."""
    at = now()
    page, action = queries.get_action(action_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.ProgressForm(request.POST or None, initial={"how_it_went": action.how_it_went})
    form.fields["move"].choices = [(move, ACTION_MOVES[move]) for move in action.moves]  # type: ignore[attr-defined]
    if request.method == "POST" and saved(
        form, lambda: services.move_action(action_id=action_id, **form.cleaned_data, by=request.actor, at=at)
    ):
        return redirect_with_notice(_plan(page.id), _("That is written down."))
    return _form_page(request, page, form, _("How is this step going?"), action=action)


@show_and_post
@posted_once
def agree(request: Request, plan_id: UUID) -> HttpResponse:
    """Agree the plan as it reads on this page."""
    at = now()
    page = _to_write(request, plan_id)
    form = forms.AgreementForm(request.POST or None, initial={"version_read": page.version})
    form.for_writer(is_the_person=page.is_own)
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
        return redirect_with_notice(_plan(plan_id), _("The plan is agreed. You can print a copy now."))
    return render(request, "care_plans/agree.html", {"page": page, "banner": page.banner, "form": form})


@show_and_post
@posted_once
def close(request: Request, plan_id: UUID) -> HttpResponse:
    """Close a plan, with the reason."""
    at = now()
    page = _to_write(request, plan_id)
    form = forms.ClosingForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: services.close_plan(plan_id=plan_id, **form.cleaned_data, by=request.actor, at=at)
    ):
        return redirect_with_notice(_plan(plan_id), _("The plan is closed. It can still be read."))
    return _form_page(request, page, form, _("Close this plan"))


@require_POST
@posted_once
def reopen(request: Request, plan_id: UUID) -> HttpResponse:
    """Use a closed plan again."""
    services.reopen_plan(plan_id=plan_id, by=request.actor, at=now())
    return redirect(_plan(plan_id))


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


def _plan(plan_id: UUID) -> str:
    return reverse("care_plans:plan", args=[plan_id])


def _to_write(request: Request, plan_id: UUID) -> queries.PlanPage:
    page = queries.get_plan(plan_id, by=request.actor, at=now())
    allow(page.reasons_against_writing)
    return page


def _form_page(
    request: Request, page: queries.PlanPage, form: forms.PlainForm, title: str, **context: Any
) -> HttpResponse:
    words = {"page": page, "banner": page.banner, "form": form, "title": title, "cancel": _plan(page.id)}
    return render(request, "care_plans/form.html", words | context)


def _agreed(form: forms.PlainForm) -> services.AgreedBy:
    """The person who agrees for themself was asked for the day only."""
    typed = form.cleaned_data
    return services.AgreedBy(
        typed.get("agreed_with", "person"), typed.get("name", ""), typed.get("role", ""), typed.get("reason", "")
    )


def _version_read(request: Request) -> int:
    typed = request.POST.get("version_read", "")
    return int(typed) if typed.isdecimal() and len(typed) < 9 else 0


def _goal_words(form: forms.PlainForm) -> services.GoalWords:
    typed = dict(form.cleaned_data)
    return services.GoalWords(are_the_persons=typed.pop("whose", "") == "theirs", **typed)


def _goal_initial(goal: queries.GoalView) -> dict[str, Any]:
    names = ("words", "why_it_matters", "target_on")
    whose = "mine" if goal.authorship == "staff" else "theirs"
    importance = int(goal.importance) if goal.importance is not None else None
    return {name: getattr(goal, name) for name in names} | {"whose": whose, "importance": importance}


def _action_initial(action: queries.ActionView, by: Actor) -> dict[str, Any]:
    initial = {name: getattr(action, name) for name in forms.ActionForm.base_fields}
    initial["confidence"] = int(action.confidence) if action.confidence is not None else None
    return initial | ({"owner_kind": forms.ME, "owner_name": ""} if by.id == action.owner_id else {})


def _action_steps(form: forms.PlainForm, by: Actor) -> services.ActionSteps:
    typed = dict(form.cleaned_data)
    if typed["owner_kind"] == forms.ME:
        typed |= {"owner_kind": "staff", "owner_name": by.name, "owner_id": by.id}
    return services.ActionSteps(**typed)
