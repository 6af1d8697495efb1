"""How to communicate, and the circle of support."""

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
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.about import CommunicationForm, FindForm, MemberForm, OwnRecordForm
from ..forms.capacity import HideForm
from ..queries.circle import get_circle_member, get_circle_page
from ..queries.communication import CommunicationPage, get_communication_page
from ..queries.searching import PeoplePage, search_people
from ..rules.communication import STEPS
from ..services.circle import add_circle_member, change_circle_member, link_own_record, remove_circle_member
from ..services.communication import write_communication
from ..services.hiding import hide_circle_notes_from_person, show_circle_notes_to_person
from .asking import form_page, leads_to_kept, show_and_post, typed_in


@require_safe
@leads_to_kept
def communication(request: Request, person_id: UUID) -> HttpResponse:
    """How to communicate with the person: the six steps as they stand."""
    page = get_communication_page(person_id, by=request.actor, at=now())
    return render(request, "people/communication.html", {"page": page, "banner": page.banner, "steps": STEPS})


@show_and_post
@leads_to_kept
@posted_once
def communication_write(request: Request, person_id: UUID) -> HttpResponse:
    """Write a new version of the person's needs."""
    page = get_communication_page(person_id, by=request.actor, at=now())
    if not page.may_write:
        raise NotAllowed
    form = CommunicationForm(typed_in(request), initial=_initial(page))
    if request.method == "POST" and saved(
        form,
        lambda: write_communication(
            person_id=person_id,
            needs=form.needs(),
            based_on=form.cleaned_data["based_on"],
            by=request.actor,
            at=now(),
        ),
    ):
        return redirect_with_notice(_communication(person_id), _("That is written down."))
    title, back, template = _("How to communicate"), _communication(person_id), "people/communication-write.html"
    return form_page(request, form, title, cancel=back, banner=page.banner, template=template, steps=STEPS)


def _initial(page: CommunicationPage) -> dict[str, Any]:
    """What the form shows at first: what holds now."""
    if page.now is None:
        return {"show_alert": True, "based_on": 0}
    shown = {name: getattr(page.now, name, "") for name in CommunicationForm.base_fields}
    for name in ("may_share", "may_leave_message"):
        shown[name] = {True: "yes", False: "no"}.get(getattr(page.now, name), "")
    shown["review_on"] = None if page.now.is_review_due else page.now.review_on
    return shown | {"formats": list(page.now.formats), "support": list(page.now.support), "based_on": page.now.number}


@require_safe
@leads_to_kept
def circle(request: Request, person_id: UUID) -> HttpResponse:
    """The circle of support."""
    page = get_circle_page(person_id, by=request.actor, at=now())
    return render(request, "people/circle.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def member_new(request: Request, person_id: UUID) -> HttpResponse:
    """Add somebody to the circle."""
    page = get_circle_page(person_id, by=request.actor, at=now())
    if not page.may_edit:
        raise NotAllowed
    form = MemberForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: add_circle_member(person_id=person_id, member=form.member(), by=request.actor, at=now())
    ):
        return redirect_with_notice(_circle(person_id), _("That is added."))
    return form_page(request, form, _("Add somebody to the circle"), cancel=_circle(person_id), banner=page.banner)


@show_and_post
@posted_once
def member_change(request: Request, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Change what is said of somebody in the circle; a second editor is shown both versions."""
    page, member = get_circle_member(person_id, member_id, by=request.actor, at=now())
    shown = {name: getattr(member, name, "") for name in MemberForm.base_fields}
    flags = [name for name, _label in MemberForm.base_fields["what"].choices if getattr(member, name)]  # type: ignore[attr-defined]
    form = MemberForm(typed_in(request), initial=shown | {"what": flags})
    if request.method == "POST" and saved(
        form,
        lambda: change_circle_member(
            member_id=member_id,
            version=form.cleaned_data["version"] or 0,
            member=form.member(),
            by=request.actor,
            at=now(),
        ),
    ):
        return redirect_with_notice(_circle(person_id), _("That is changed."))
    title = _("Change what is said of %(name)s") % {"name": member.name}
    return form_page(request, form, title, cancel=_circle(person_id), banner=page.banner)


@require_POST
@posted_once
def member_remove(request: Request, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Take somebody out of the circle."""
    remove_circle_member(member_id=member_id, by=request.actor, at=now())
    return redirect_with_notice(_circle(person_id), _("They are no longer in the circle."))


@show_and_post
@posted_once
def member_hide(request: Request, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Keep the notes about somebody from the person's own view."""
    page, member = get_circle_member(person_id, member_id, by=request.actor, at=now())
    if not page.may_hide:
        raise NotFound
    form = HideForm(typed_in(request))
    if request.method == "POST" and saved(
        form,
        lambda: hide_circle_notes_from_person(member_id=member_id, **form.cleaned_data, by=request.actor, at=now()),
    ):
        return redirect_with_notice(_circle(person_id), _("The notes are kept from the person’s own view."))
    title = _("Keep the notes about %(name)s from the person’s own view") % {"name": member.name}
    return form_page(request, form, title, cancel=_circle(person_id), banner=page.banner)


@require_POST
@posted_once
def member_show(request: Request, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Show the notes about somebody to the person again."""
    show_circle_notes_to_person(member_id=member_id, by=request.actor, at=now())
    return redirect_with_notice(_circle(person_id), _("The person can see the notes again."))


@show_and_post
@posted_once
def member_link(request: Request, person_id: UUID, member_id: UUID) -> HttpResponse:
    """Find somebody's own record, and link it."""
    page, member = get_circle_member(person_id, member_id, by=request.actor, at=now())
    if not page.may_link:
        raise NotFound
    form, search = OwnRecordForm(typed_in(request)), FindForm(request.GET or None)
    if request.method == "POST" and saved(
        form, lambda: link_own_record(member_id=member_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(_circle(person_id), _("That is written down."))
    found: list[PeoplePage] = []
    saved(search, lambda: found.append(search_people(search.cleaned_data["q"], by=request.actor, at=now())))
    words = {"member": member, "form": form, "search": search, "found": found[0] if found else None}
    return render(request, "people/member-link.html", {"banner": page.banner} | words)


def _communication(person_id: UUID) -> str:
    return reverse("people:communication", args=[person_id])


def _circle(person_id: UUID) -> str:
    return reverse("people:circle", args=[person_id])
