"""Capacity, one decision at a time; wishes in advance, three kinds; and what is kept from the person's own view."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotAllowed
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.capacity import CapacityForm, HideForm, PowerForm, RefusalForm, StatementForm
from ..queries.capacity import get_assessment, get_capacity_page
from ..queries.in_advance import InAdvancePage, get_in_advance_page
from ..services import hiding, in_advance
from ..services.capacity import record_capacity
from .asking import form_page, leads_to_kept, show_and_post, typed_in


@require_safe
@leads_to_kept
def capacity(request: Request, person_id: UUID) -> HttpResponse:
    """The assessments of capacity, newest first."""
    page = get_capacity_page(person_id, by=request.actor, at=now())
    return render(request, "people/capacity.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def capacity_new(request: Request, person_id: UUID) -> HttpResponse:
    """Write an assessment down."""
    page = get_capacity_page(person_id, by=request.actor, at=now())
    if not page.may_record:
        raise NotAllowed
    form = CapacityForm(typed_in(request)).for_age(page.kind)
    if request.method == "POST" and saved(
        form, lambda: record_capacity(person_id=person_id, assessed=form.assessed(), by=request.actor, at=now())
    ):
        return redirect_with_notice(_capacity(person_id), _("That is written down."))
    said = {"quoted": _("This is about one decision, at one time.")}
    return form_page(request, form, _("Can they decide this?"), cancel=_capacity(person_id), banner=page.banner, **said)


@show_and_post
@posted_once
def capacity_hide(request: Request, person_id: UUID, capacity_id: UUID) -> HttpResponse:
    """Keep an assessment from the person's own view."""
    page, row = get_assessment(person_id, capacity_id, by=request.actor, at=now())
    form = HideForm(typed_in(request))
    if request.method == "POST" and saved(
        form,
        lambda: hiding.hide_capacity_from_person(
            capacity_id=capacity_id, **form.cleaned_data, by=request.actor, at=now()
        ),
    ):
        return redirect_with_notice(_capacity(person_id), _("It is kept from the person’s own view."))
    title = _("Keep this from the person’s own view")
    return form_page(request, form, title, cancel=_capacity(person_id), banner=page.banner, quoted=row.decision)


@require_POST
@posted_once
def capacity_show(request: Request, person_id: UUID, capacity_id: UUID) -> HttpResponse:
    """Show an assessment to the person again."""
    hiding.show_capacity_to_person(capacity_id=capacity_id, by=request.actor, at=now())
    return redirect_with_notice(_capacity(person_id), _("The person can see it again."))


@require_safe
@leads_to_kept
def wishes(request: Request, person_id: UUID) -> HttpResponse:
    """The three lists of wishes made in advance."""
    page = get_in_advance_page(person_id, by=request.actor, at=now())
    return render(request, "people/in-advance.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def statement_new(request: Request, person_id: UUID) -> HttpResponse:
    """Write an advance statement."""
    page = _to_write(request, person_id)
    form = StatementForm(typed_in(request)).for_writer(must_say_supported_by=page.must_say_supported_by)
    if request.method == "POST" and saved(
        form,
        lambda: in_advance.write_advance_statement(
            person_id=person_id, statement=form.statement(), by=request.actor, at=now()
        ),
    ):
        return _kept(person_id)
    quoted = _("An advance statement says what matters to you, for a time when you cannot say it. It must be weighed.")
    return _ask(request, page, form, _("Write an advance statement"), quoted)


@show_and_post
@leads_to_kept
@posted_once
def refusal_new(request: Request, person_id: UUID) -> HttpResponse:
    """Write down an advance decision to refuse treatment."""
    page = _to_write(request, person_id)
    form = RefusalForm(typed_in(request))
    if request.method == "POST" and saved(
        form,
        lambda: in_advance.write_advance_refusal(
            person_id=person_id, refusal=form.refusal(), by=request.actor, at=now()
        ),
    ):
        return _kept(person_id)
    quoted = _(
        "If it is valid and fits what happens, those who treat must follow it. Speak with a doctor or nurse too."
    )
    return _ask(request, page, form, _("Write down a refusal of treatment"), quoted)


@show_and_post
@leads_to_kept
@posted_once
def power_new(request: Request, person_id: UUID) -> HttpResponse:
    """Write down a lasting power of attorney."""
    page = _to_write(request, person_id)
    form = PowerForm(typed_in(request))
    if request.method == "POST" and saved(
        form,
        lambda: in_advance.record_power_of_attorney(
            person_id=person_id, power=form.power(), by=request.actor, at=now()
        ),
    ):
        return _kept(person_id)
    quoted = _("Only a registered power for health and welfare lets somebody decide about care, and only when the "
               "person cannot.")  # fmt: skip
    return _ask(request, page, form, _("Write down a power of attorney"), quoted)


@require_POST
@posted_once
def statement_end(request: Request, person_id: UUID, wish_id: UUID) -> HttpResponse:
    """An advance statement no longer holds."""
    in_advance.end_advance_statement(statement_id=wish_id, by=request.actor, at=now())
    return _ended(person_id)


@require_POST
@posted_once
def refusal_end(request: Request, person_id: UUID, wish_id: UUID) -> HttpResponse:
    """A treatment is no longer refused in advance."""
    in_advance.end_advance_refusal(refusal_id=wish_id, by=request.actor, at=now())
    return _ended(person_id)


@require_POST
@posted_once
def power_end(request: Request, person_id: UUID, wish_id: UUID) -> HttpResponse:
    """A power of attorney has ended."""
    in_advance.end_power_of_attorney(power_id=wish_id, by=request.actor, at=now())
    return _ended(person_id)


def _to_write(request: Request, person_id: UUID) -> InAdvancePage:
    page = get_in_advance_page(person_id, by=request.actor, at=now())
    if not page.may_write:
        raise NotAllowed
    return page


def _ask(request: Request, page: InAdvancePage, form: Any, title: str, quoted: str) -> HttpResponse:
    back = _wishes(page.banner.person_id)
    return form_page(request, form, title, cancel=back, banner=page.banner, quoted=quoted)


def _kept(person_id: UUID) -> HttpResponse:
    return redirect_with_notice(_wishes(person_id), _("That is written down."))


def _ended(person_id: UUID) -> HttpResponse:
    return redirect_with_notice(_wishes(person_id), _("It no longer holds. What was written stays below."))


def _wishes(person_id: UUID) -> str:
    return reverse("people:wishes", args=[person_id])


def _capacity(person_id: UUID) -> str:
    return reverse("people:capacity", args=[person_id])
