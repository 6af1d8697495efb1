"""Register somebody; begin to care for somebody who is known here; open a record in an emergency."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.registering import EmergencyForm, JoinForm, RegisterForm
from ..permissions import OwnDeed, reasons_against_role
from ..queries.alike import LikelyDuplicate
from ..queries.organisations import list_my_organisations
from ..rules.searching import read_search
from ..services.break_glass import break_glass
from ..services.joining_care import join_care
from ..services.registering import LooksLikeSomebody, register_person
from .asking import form_page, person_address, show_and_post, typed_in


@show_and_post
@posted_once
def register(request: Request) -> HttpResponse:
    """Register somebody: likely duplicates are shown before anything is saved."""
    allow(reasons_against_role(OwnDeed.REGISTER, request.actor))
    mine, made = list_my_organisations(request.actor), list[UUID]()
    found: list[LikelyDuplicate] = []
    form = RegisterForm(typed_in(request)).for_organisations(mine)
    if request.method == "POST" and saved(form, lambda: made.append(_register(form, request, found))):
        return redirect_with_notice(person_address(made[0]), _("The person is registered."))
    form.ask_whether_somebody_else(is_asked=bool(found))
    title = _("Add a person")
    return form_page(request, form, title, cancel=_list(), template="people/register.html", found=found)


def _register(form: RegisterForm, request: Request, found: list[LikelyDuplicate]) -> UUID:
    """Register, and keep whom it looks like for the page."""
    typed = form.cleaned_data
    try:
        return register_person(
            new=form.new_person(),
            organisation_id=UUID(typed["organisation_id"]),
            consent_said_by=typed.get("consent_said_by", ""),
            is_somebody_else=typed["is_somebody_else"],
            by=request.actor,
            at=now(),
        )
    except LooksLikeSomebody as alike:
        found.extend(alike.found)
        raise


@show_and_post
@posted_once
def join(request: Request, person_id: UUID) -> HttpResponse:
    """Begin to care for somebody who is known here already."""
    allow(reasons_against_role(OwnDeed.REGISTER, request.actor))
    form = JoinForm(typed_in(request)).for_organisations(list_my_organisations(request.actor))
    if request.method == "POST" and saved(form, lambda: _join(form, person_id, request)):
        return redirect_with_notice(person_address(person_id), _("You now care for this person."))
    return form_page(request, form, _("This person has come to us"), cancel=_list())


def _join(form: JoinForm, person_id: UUID, request: Request) -> None:
    typed = form.cleaned_data
    join_care(
        person_id=person_id,
        sought=read_search(typed["text"]),
        organisation_id=UUID(typed["organisation_id"]),
        purpose=typed["purpose"],
        consent_said_by=typed.get("consent_said_by", ""),
        by=request.actor,
        at=now(),
    )


@show_and_post
@posted_once
def emergency(request: Request, person_id: UUID) -> HttpResponse:
    """Open a record without a relationship: with a reason, for a time."""
    allow(reasons_against_role(OwnDeed.BREAK_GLASS, request.actor))
    form = EmergencyForm(typed_in(request)).for_organisations(request.actor)
    if request.method == "POST" and saved(
        form,
        lambda: break_glass(
            person_id=person_id,
            organisation_id=UUID(form.cleaned_data["organisation_id"]),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=now(),
        ),
    ):
        return redirect(person_address(person_id))
    title = _("Open this record in an emergency")
    return form_page(request, form, title, cancel=_list(), template="people/emergency.html")


def _list() -> str:
    return reverse("people:list")
