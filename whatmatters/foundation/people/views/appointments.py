"""Appointments: see, offer, answer, and write down how they went."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound, allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.forms import PlainForm
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.deciding import MaybeWhyForm, OfferForm
from ..queries.appointments import get_appointment, get_appointments_page
from ..services.appointments import (
    book_appointment,
    cancel_appointment,
    offer_appointment,
    record_attended,
    record_missed,
)
from .asking import form_page, leads_to_kept, show_and_post, typed_in

MOVES: dict[str, tuple[object, Callable[..., None], bool]] = {
    "book": (lazy("Say yes to this appointment"), book_appointment, False),
    "cancel": (lazy("Call off this appointment"), cancel_appointment, True),
    "record_attended": (lazy("It took place"), record_attended, False),
    "record_missed": (lazy("It was missed"), record_missed, True),
}
"""What can be done to an appointment: the heading, the service, and whether a reason may be given."""


@require_safe
@leads_to_kept
def appointments(request: Request, person_id: UUID) -> HttpResponse:
    """A person's appointments."""
    page = get_appointments_page(person_id, by=request.actor, at=now())
    return render(request, "people/appointments.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def offer(request: Request, person_id: UUID) -> HttpResponse:
    """Offer a time, or write down one that was agreed."""
    page, me = get_appointments_page(person_id, by=request.actor, at=now()), request.actor
    allow(page.reasons_against_offering)
    form = OfferForm(typed_in(request)).for_organisations(page.organisations)
    if request.method == "POST" and saved(
        form,
        lambda: offer_appointment(
            person_id=person_id,
            offer=form.offer(with_id=me.id, with_name=me.name),
            is_agreed=form.cleaned_data["is_agreed"],
            by=me,
            at=now(),
        ),
    ):
        return redirect_with_notice(_appointments(person_id), _("The appointment is written down."))
    return form_page(request, form, _("Offer an appointment"), cancel=_appointments(person_id), banner=page.banner)


@show_and_post
@posted_once
def move(request: Request, person_id: UUID, appointment_id: UUID, move: str) -> HttpResponse:
    """Say yes, call it off, or write down how it went."""
    if move not in MOVES:
        raise NotFound
    title, change, may_say_why = MOVES[move]
    banner, meeting = get_appointment(appointment_id, by=request.actor, at=now())
    form = (MaybeWhyForm if may_say_why else PlainForm)(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: change(appointment_id=appointment_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(_appointments(banner.person_id), _("That is written down."))
    back, template = _appointments(banner.person_id), "people/appointment.html"
    return form_page(request, form, title, cancel=back, banner=banner, template=template, meeting=meeting, submit=title)


def _appointments(person_id: UUID) -> str:
    return reverse("people:appointments", args=[person_id])
