"""What happens to a record: moved away, back, died; two records of one person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.forms import PlainForm
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.deciding import DeathForm, MaybeWhyForm, MoveForm, WhyForm
from ..queries.duplicates import get_merge, get_side_by_side, list_proposals
from ..queries.record import RecordPage, get_record_page
from ..services.lifecycle import correct_death, record_death, record_move_away, record_return
from ..services.merging import decide_not_the_same, merge_people, undo_merge
from .asking import form_page, leads_to_kept, page_number, person_address, show_and_post, typed_in


@require_safe
@leads_to_kept
def record(request: Request, person_id: UUID) -> HttpResponse:
    """What can happen to this record, and what has."""
    page = get_record_page(person_id, by=request.actor, at=now())
    return render(request, "people/record.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def died(request: Request, person_id: UUID) -> HttpResponse:
    """Record that the person has died: everything stops."""
    page = _allowed(request, person_id, "record_death")
    form = DeathForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: record_death(person_id=person_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(person_address(person_id), _("That is recorded. Nothing more is sent."))
    return _page(request, page, form, _("The person has died"), template="people/died.html")


@show_and_post
@leads_to_kept
@posted_once
def not_died(request: Request, person_id: UUID) -> HttpResponse:
    """The death was recorded by mistake."""
    page = _allowed(request, person_id, "correct_death")
    form = WhyForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: correct_death(person_id=person_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(person_address(person_id), _("That is put right."))
    quoted = _("Appointments and messages that were stopped do not start again by themselves.")
    return _page(request, page, form, _("This was a mistake: the person is alive"), quoted=quoted)


@show_and_post
@leads_to_kept
@posted_once
def moved(request: Request, person_id: UUID) -> HttpResponse:
    """The person now lives elsewhere."""
    page = _allowed(request, person_id, "record_move_away")
    form = MoveForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: record_move_away(person_id=person_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(person_address(person_id), _("That is recorded. Nothing more is sent."))
    return _page(request, page, form, _("The person has moved away"))


@show_and_post
@leads_to_kept
@posted_once
def returned(request: Request, person_id: UUID) -> HttpResponse:
    """The person is back."""
    page = _allowed(request, person_id, "record_return")
    form = MaybeWhyForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: record_return(person_id=person_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(person_address(person_id), _("That is recorded."))
    return _page(request, page, form, _("The person is back"))


@require_safe
def duplicates(request: Request) -> HttpResponse:
    """Pairs of records that may be of one person."""
    rows, has_next = list_proposals(page=page_number(request), by=request.actor, at=now())
    words = {"rows": rows, "has_next": has_next, "number": page_number(request)}
    return render(request, "people/duplicates.html", words)


@show_and_post
@posted_once
def side_by_side(request: Request, first_id: UUID, second_id: UUID) -> HttpResponse:
    """Two records beside each other; join them, or say that they are two people."""
    by, at = request.actor, now()
    decision = request.POST.get("decision", "")
    if decision == "not-the-same":
        decide_not_the_same(first_id=first_id, second_id=second_id, by=by, at=at)
        return redirect_with_notice(reverse("people:duplicates"), _("They stay two records."))
    if decision in ("keep-first", "keep-second"):
        kept_id, joined_id = (first_id, second_id) if decision == "keep-first" else (second_id, first_id)
        merge_people(kept_id=kept_id, joined_id=joined_id, by=by, at=at)
        return redirect_with_notice(person_address(kept_id), _("The two records are one now. This can be undone."))
    page = get_side_by_side(first_id, second_id, by=by, at=at)
    return render(request, "people/side-by-side.html", {"page": page, "asked": request.method == "POST"})


@show_and_post
@posted_once
def merge_undo(request: Request, merge_id: UUID) -> HttpResponse:
    """Part two records again."""
    kept_id, past = get_merge(merge_id, by=request.actor, at=now())
    form = WhyForm(typed_in(request))
    if request.method == "POST" and saved(
        form, lambda: undo_merge(merge_id=merge_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(person_address(kept_id), _("They are two records again."))
    quoted = _("Everything that came from the other record goes back to it. What was written since stays here.")
    title = _("Part these two records again")
    return form_page(request, form, title, cancel=person_address(kept_id), quoted=quoted, past=past)


def _allowed(request: Request, person_id: UUID, move: str) -> RecordPage:
    page = get_record_page(person_id, by=request.actor, at=now())
    if move not in page.moves:
        raise NotFound
    return page


def _page(request: Request, page: RecordPage, form: PlainForm, title: str, **words: str) -> HttpResponse:
    back = reverse("people:record", args=[page.banner.person_id])
    return form_page(request, form, title, cancel=back, banner=page.banner, **words)
