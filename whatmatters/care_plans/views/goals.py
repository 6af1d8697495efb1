"""Goals and the steps towards them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from ..wording import ACTION_MOVES, GOAL_MOVES
from .asking import (
    form_page,
    plan_address,
    saved_or_checked,
    show_and_post,
    to_write,
    uuid_or_not_found,
    version_read,
    whose_at_first,
)


@show_and_post
@posted_once
def goal_new(request: Request, plan_id: UUID) -> HttpResponse:
    """Add a goal."""
    at = now()
    page, said = _grown_from(request, plan_id, at)
    form = forms.GoalForm(request.POST or None, initial={"words": said.words if said else ""})
    form.for_writer(is_the_person=page.is_own)
    if saved_or_checked(
        request, form, lambda: services.add_goal(plan_id=plan_id, goal=_goal_words(form, said), by=request.actor, at=at)
    ):
        return redirect_with_notice(plan_address(plan_id), _("The goal is added. Is there a small next step?"))
    title = _("Add what matters to me") if page.is_own else _("Add what matters")
    return form_page(request, page, form, title, checks=True)


@show_and_post
@posted_once
def goal_change(request: Request, goal_id: UUID) -> HttpResponse:
    """Change what a goal says; a second editor is shown both versions."""
    at = now()
    page, goal = queries.get_goal(goal_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.GoalForm(request.POST or None, initial=_goal_initial(goal)).for_writer(is_the_person=page.is_own)
    if saved_or_checked(
        request,
        form,
        lambda: services.change_goal(
            goal_id=goal_id, version_read=version_read(request), goal=_goal_words(form), by=request.actor, at=at
        ),
    ):
        return redirect_with_notice(plan_address(page.id), _("The goal is changed."))
    return form_page(request, page, form, _("Change this goal"), checks=True, version=goal.version, goal=goal)


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
        return redirect_with_notice(plan_address(page.id), _("That is written down."))
    return form_page(request, page, form, _("How is this goal going?"), goal=goal)


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
        return redirect_with_notice(plan_address(page.id), _("The next step is added."))
    return form_page(request, page, form, _("Add a next step"), goal=goal)


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
            version_read=version_read(request),
            action=_action_steps(form, request.actor),
            by=request.actor,
            at=at,
        ),
    ):
        return redirect_with_notice(plan_address(page.id), _("The step is changed."))
    return form_page(request, page, form, _("Change this step"), version=action.version)


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
        return redirect_with_notice(plan_address(page.id), _("That is written down."))
    return form_page(request, page, form, _("How is this step going?"), action=action)


def _grown_from(request: Request, plan_id: UUID, at: datetime) -> tuple[queries.PlanPage, queries.StatementView | None]:
    """The plan, and the statement that a goal is made of (`?from=`), so that nothing is typed twice."""
    if "from" not in request.GET:
        return to_write(request, plan_id), None
    page, said = queries.get_statement(uuid_or_not_found(request.GET["from"]), by=request.actor, at=at)
    if page.id != plan_id:
        raise NotFound
    allow(page.reasons_against_writing)
    return page, said


def _goal_words(form: forms.PlainForm, said: queries.StatementView | None = None) -> services.GoalWords:
    typed = dict(form.cleaned_data)
    whose = typed.pop("whose", "") == "theirs"
    return services.GoalWords(are_the_persons=whose, arises_from_id=said.id if said else None, **typed)


def _goal_initial(goal: queries.GoalView) -> dict[str, Any]:
    names = ("words", "why_it_matters", "target_on")
    whose = whose_at_first(goal.authorship)
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
