"""Correct who somebody is and how to reach them."""

from __future__ import annotations

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

from ..forms.about import AddressForm, ContactForm
from ..forms.registering import ParticularsForm
from ..queries.contacts import ContactsPage, get_contact_point, get_contacts_page
from ..queries.organisations import list_practices
from ..queries.particulars import get_particulars
from ..services.contacts import add_contact_point, change_contact_point, end_contact_point, set_address
from ..services.correcting import correct_particulars
from .asking import form_page, leads_to_kept, person_address, show_and_post, typed_in


@show_and_post
@leads_to_kept
@posted_once
def particulars(request: Request, person_id: UUID) -> HttpResponse:
    """Correct who the person is; a second editor is shown both versions."""
    page = get_particulars(person_id, by=request.actor, at=now())
    form = ParticularsForm(typed_in(request), initial=page.values | {"version": page.version})
    form.for_writer(list_practices(), is_own=page.banner.is_own, language=page.values["language"])
    if request.method == "POST" and saved(
        form,
        lambda: correct_particulars(
            person_id=person_id,
            version=form.cleaned_data["version"],
            correction=form.correction(),
            by=request.actor,
            at=now(),
        ),
    ):
        return redirect_with_notice(person_address(person_id), _("That is changed."))
    title = _("About your name and details") if page.banner.is_own else _("Correct who this person is")
    template, back = "people/particulars.html", person_address(person_id)
    return form_page(request, form, title, cancel=back, banner=page.banner, template=template, page=page)


@require_safe
@leads_to_kept
def contacts(request: Request, person_id: UUID) -> HttpResponse:
    """The ways to reach the person."""
    page = get_contacts_page(person_id, by=request.actor, at=now())
    return render(request, "people/contacts.html", {"page": page, "banner": page.banner})


@show_and_post
@posted_once
def contact_new(request: Request, person_id: UUID) -> HttpResponse:
    """Add a telephone number or e-mail address."""
    page = _to_change(request, person_id)
    form = ContactForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: add_contact_point(person_id=person_id, contact=form.contact(), by=request.actor, at=now())
    ):
        return redirect_with_notice(_contacts(person_id), _("That is added."))
    return form_page(request, form, _("Add a number or email"), cancel=_contacts(person_id), banner=page.banner)


@show_and_post
@posted_once
def contact_change(request: Request, person_id: UUID, contact_id: int) -> HttpResponse:
    """Change a telephone number or e-mail address; the one before stays in the history."""
    page, point = get_contact_point(person_id, contact_id, by=request.actor, at=now())
    initial = {"kind": point.kind, "value": point.value, "note": point.note}
    form = ContactForm(typed_in(request), initial=initial | {"is_safe": "yes" if point.is_safe else "no"})
    if request.method == "POST" and saved(
        form, lambda: change_contact_point(contact_id=contact_id, contact=form.contact(), by=request.actor, at=now())
    ):
        return redirect_with_notice(_contacts(person_id), _("That is changed."))
    return form_page(request, form, _("Change this"), cancel=_contacts(person_id), banner=page.banner)


@require_POST
@posted_once
def contact_end(request: Request, person_id: UUID, contact_id: int) -> HttpResponse:
    """Stop using a telephone number or e-mail address."""
    end_contact_point(contact_id=contact_id, by=request.actor, at=now())
    return redirect_with_notice(_contacts(person_id), _("That is not used any more."))


@show_and_post
@posted_once
def address(request: Request, person_id: UUID) -> HttpResponse:
    """Write where the person lives now."""
    page = _to_change(request, person_id)
    form = AddressForm(typed_in(request)).for_writer(may_write_secret=page.may_write_secret)
    if request.method == "POST" and saved(
        form, lambda: set_address(person_id=person_id, address=form.new_address(), by=request.actor, at=now())
    ):
        return redirect_with_notice(_contacts(person_id), _("The address is changed."))
    title = _("Where do you live now?") if page.banner.is_own else _("Where does the person live now?")
    return form_page(request, form, title, cancel=_contacts(person_id), banner=page.banner)


def _to_change(request: Request, person_id: UUID) -> ContactsPage:
    page = get_contacts_page(person_id, by=request.actor, at=now())
    if not page.may_change:
        raise NotAllowed
    return page


def _contacts(person_id: UUID) -> str:
    return reverse("people:contacts", args=[person_id])
