"""Contingency plans: what to do when things get worse."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import form_page, show_and_post, stage_address, to_write, version_read, whose_at_first


@show_and_post
@posted_once
def contingency_new(request: Request, plan_id: UUID) -> HttpResponse:
    """Add a contingency plan."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.ContingencyForm(request.POST or None).for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form,
        lambda: services.add_contingency(plan_id=plan_id, contingency=_when_worse(form), by=request.actor, at=at),
    ):
        return redirect_with_notice(stage_address(plan_id, "record"), _("It is in the plan now."))
    return form_page(
        request, page, form, _("What to do when things get worse"), cancel=stage_address(plan_id, "record")
    )


@show_and_post
@posted_once
def contingency_change(request: Request, contingency_id: UUID) -> HttpResponse:
    """Change a contingency plan; a second editor is shown both versions."""
    at = now()
    page, contingency = queries.get_contingency(contingency_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.ContingencyForm(request.POST or None, initial=_initial(contingency))
    form.for_writer(is_the_person=page.is_own)
    if request.method == "POST" and saved(
        form,
        lambda: services.change_contingency(
            contingency_id=contingency_id,
            version_read=version_read(request),
            contingency=_when_worse(form),
            by=request.actor,
            at=at,
        ),
    ):
        return redirect_with_notice(stage_address(page.id, "record"), _("It is changed."))
    cancel, title = stage_address(page.id, "record"), _("Change what to do when things get worse")
    return form_page(request, page, form, title, cancel=cancel, version=contingency.version)


@require_POST
@posted_once
def contingency_end(request: Request, contingency_id: UUID) -> HttpResponse:
    """Stop using a contingency plan."""
    page, _contingency = queries.get_contingency(contingency_id, by=request.actor, at=now())
    services.end_contingency(contingency_id=contingency_id, by=request.actor, at=now())
    return redirect_with_notice(stage_address(page.id, "record"), _("It is no longer used."))


def _when_worse(form: forms.PlainForm) -> services.WhenWorse:
    typed = dict(form.cleaned_data)
    return services.WhenWorse(are_the_persons=typed.pop("whose", "") == "theirs", **typed)


def _initial(contingency: queries.ContingencyView) -> dict[str, Any]:
    names = ("name", "early_signs", "what_should_happen", "who_to_contact", "coping", "ready_at_hand", "review_on")
    initial = {name: getattr(contingency, name) for name in names}
    whose = whose_at_first(contingency.authorship)
    return initial | {"triggers": "\n".join(contingency.triggers), "whose": whose}
