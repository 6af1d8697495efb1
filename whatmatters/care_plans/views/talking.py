"""What is said: conversations, statements under a heading, drafts, and remarks beside the plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import (
    form_page,
    plan_address,
    saved_or_checked,
    show_and_post,
    stage_address,
    to_write,
    uuid_or_not_found,
    version_read,
    whose_at_first,
)


@show_and_post
@posted_once
def conversation(request: Request, plan_id: UUID) -> HttpResponse:
    """Write down a conversation."""
    at = now()
    page = to_write(request, plan_id)
    form = forms.ConversationForm(request.POST or None)
    if request.method == "POST" and saved(
        form,
        lambda: services.record_conversation(plan_id=plan_id, **form.cleaned_data, by=request.actor, at=at),
    ):
        return redirect_with_notice(plan_address(plan_id), _("The conversation is written down."))
    return form_page(request, page, form, _("Write down a conversation"))


@show_and_post
@posted_once
def say(request: Request, plan_id: UUID, under: str) -> HttpResponse:
    """Write under one heading. What was typed and not saved is there again."""
    at = now()
    place = queries.get_heading(plan_id, under, by=request.actor, at=at)
    allow(place.page.reasons_against_writing)
    form = _heading_form(request, place)
    if saved_or_checked(
        request,
        form,
        lambda: services.write_statement(
            plan_id=plan_id, heading=under, said=_said(form, place.kind), by=request.actor, at=at
        ),
    ):
        return redirect_with_notice(_back(request, place), _("That is written down."))
    back, draft = _back(request, place), _draft(plan_id, under)
    return form_page(request, place.page, form, place.heading.label, checks=True, cancel=back, draft=draft)


@require_POST
def keep_draft(request: Request, plan_id: UUID, under: str) -> HttpResponse:
    """Keep what has been typed so far; the page's script asks for this while somebody types."""
    services.keep_draft(
        plan_id=plan_id,
        heading=under,
        words=request.POST.get("words", "")[:5000],
        further=request.POST.get("further", "")[:5000],
        by=request.actor,
        at=now(),
    )
    return HttpResponse(status=204)


@show_and_post
@posted_once
def statement_change(request: Request, statement_id: UUID) -> HttpResponse:
    """Change a statement; a second editor is shown both versions."""
    at = now()
    page, statement = queries.get_statement(statement_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = _statement_form(request, page, statement)
    cancel = stage_address(page.id, statement.kind.stage)
    if saved_or_checked(
        request,
        form,
        lambda: services.change_statement(
            statement_id=statement_id,
            version_read=version_read(request),
            said=_said(form, statement.kind),
            by=request.actor,
            at=at,
        ),
    ):
        return redirect_with_notice(cancel, _("That is changed."))
    title = _("Change what was said")
    return form_page(request, page, form, title, checks=True, cancel=cancel, version=statement.version)


@require_POST
@posted_once
def statement_take_back(request: Request, statement_id: UUID) -> HttpResponse:
    """Take a statement out of the plan; it stays in its history."""
    page, statement = queries.get_statement(statement_id, by=request.actor, at=now())
    services.take_back_statement(statement_id=statement_id, by=request.actor, at=now())
    return redirect_with_notice(
        stage_address(page.id, statement.kind.stage), _("That is taken out. It stays in the history.")
    )


@show_and_post
@posted_once
def remark_new(request: Request, plan_id: UUID) -> HttpResponse:
    """Say something beside the plan, or beside one thing in it (`?goal=`, `?action=`, `?statement=`)."""
    at = now()
    page = to_write(request, plan_id)
    beside = _beside(request)
    form = forms.RemarkForm(request.POST or None, initial={"kind": request.GET.get("kind", "")})
    if request.method == "POST" and saved(
        form,
        lambda: services.add_remark(plan_id=plan_id, beside=beside, **form.cleaned_data, by=request.actor, at=at),
    ):
        return redirect_with_notice(plan_address(plan_id), _("That stands beside the plan now."))
    return form_page(request, page, form, _("Say something about this plan"))


@show_and_post
@posted_once
def remark_answer(request: Request, remark_id: UUID) -> HttpResponse:
    """Answer a wish for a change."""
    at = now()
    page, remark = queries.get_remark(remark_id, by=request.actor, at=at)
    allow(page.reasons_against_writing)
    form = forms.AnswerForm(request.POST or None)
    if request.method == "POST" and saved(
        form, lambda: services.answer_wish(remark_id=remark_id, **form.cleaned_data, by=request.actor, at=at)
    ):
        return redirect_with_notice(plan_address(page.id), _("The answer is written down."))
    return form_page(request, page, form, _("Answer this wish"), quoted=remark)


def _heading_form(request: Request, place: queries.HeadingPage) -> forms.StatementForm:
    """The form under a heading, with what was typed there and not saved."""
    initial = {"words": place.heading.draft, "further": place.heading.draft_further}
    form = forms.StatementForm(request.POST or None, initial=initial)
    return form.for_heading(place.kind, is_the_person=place.page.is_own, prompt=place.heading.prompt)


def _statement_form(request: Request, page: queries.PlanPage, statement: queries.StatementView) -> forms.StatementForm:
    """The form of a statement that is there."""
    form = forms.StatementForm(request.POST or None, initial=_initial(statement))
    return form.for_heading(statement.kind, is_the_person=page.is_own)


def _said(form: forms.PlainForm, kind: queries.Heading) -> services.Said:
    """What staff write under their own headings is theirs; the rest says whose words it is."""
    typed = dict(form.cleaned_data)
    return services.Said(are_the_persons=typed.pop("whose", "") == "theirs" and not kind.for_staff, **typed)


def _initial(statement: queries.StatementView) -> dict[str, Any]:
    names = ("words", "further", "said_by", "said_on")
    whose = whose_at_first(statement.authorship)
    return {name: getattr(statement, name) for name in names} | {"whose": whose}


def _beside(request: Request) -> services.Beside:
    """What the remark stands beside, from the address. Raises `NotFound` for what is no id."""
    found = {
        f"{name}_id": uuid_or_not_found(request.GET[name])
        for name in ("goal", "action", "statement")
        if name in request.GET
    }
    return services.Beside(**found)


def _back(request: Request, place: queries.HeadingPage) -> str:
    """To the page it was asked from: the stage, or the shared screen."""
    if request.GET.get("from") == "together":
        return reverse("care_plans:together", args=[place.page.id])
    return stage_address(place.page.id, place.kind.stage)


def _draft(plan_id: UUID, under: str) -> str:
    return reverse("care_plans:keep_draft", args=[plan_id, under])
