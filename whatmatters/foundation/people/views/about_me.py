"""About Me: one heading to read and write, versions side by side, sounds and pictures."""

from __future__ import annotations

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponse
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

from ..forms.about import AboutMeForm, AnswerForm
from ..queries.about_me import HeadingPage, get_heading_page, get_media, get_two_versions
from ..services.about_me import (
    Words,
    answer_about_me,
    restore_about_me,
    take_back_about_me,
    write_about_me,
)
from ..services.media import KeptMedia, keep_media
from .asking import files_in, form_page, leads_to_kept, show_and_post, typed_in


@require_safe
@leads_to_kept
def heading(request: Request, person_id: UUID, heading: str) -> HttpResponse:
    """What is said under one heading, with every version."""
    page = get_heading_page(person_id, heading, by=request.actor, at=now())
    return render(request, "people/about-me.html", {"page": page, "banner": page.banner, "answer": AnswerForm()})


@show_and_post
@leads_to_kept
@posted_once
def write(request: Request, person_id: UUID, heading: str) -> HttpResponse:
    """Write what is said under one heading."""
    page = get_heading_page(person_id, heading, by=request.actor, at=now())
    if not page.may_write:
        raise NotAllowed
    form = AboutMeForm(typed_in(request), files_in(request), initial=_initial(page))
    form.for_writer(is_staff=page.must_say_supported_by, has_media=bool(page.now and page.now.media_type))
    if request.method == "POST" and saved(form, lambda: _write(form, person_id, heading, request)):
        return redirect_with_notice(
            _heading(person_id, heading),
            _("Your words are saved.") if page.banner.is_own else _("The words are saved."),
        )
    return form_page(
        request,
        form,
        page.heading_words,
        cancel=_heading(person_id, heading),
        banner=page.banner,
        template="people/about-me-write.html",
        page=page,
    )


def _initial(page: HeadingPage) -> dict[str, object]:
    number = page.versions[0].number if page.versions else 0
    return {"text": page.now.text if page.now else "", "keeps_media": True, "based_on": number}


def _write(form: AboutMeForm, person_id: UUID, heading: str, request: Request) -> None:
    typed = form.cleaned_data
    words = Words(typed["text"], _kept(typed["file"]), typed.get("keeps_media", False), typed["supported_by"])
    write_about_me(
        person_id=person_id,
        heading=heading,
        words=words,
        based_on=typed["based_on"],
        by=request.actor,
        at=now(),
    )


def _kept(upload: object) -> KeptMedia | None:
    return keep_media(upload, name=upload.name, size=upload.size, at=now()) if upload else None  # type: ignore[attr-defined, arg-type]


@require_POST
@posted_once
def answer(request: Request, person_id: UUID, heading: str, entry_id: UUID) -> HttpResponse:
    """The person says whether words that were written with them are right."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        page = get_heading_page(person_id, heading, by=request.actor, at=now())
        words = {"page": page, "banner": page.banner, "answer": form, "form": form}
        return render(request, "people/about-me.html", words, status=422)
    answer_about_me(
        entry_id=entry_id,
        is_right=form.cleaned_data["answer"] == "right",
        in_words=form.cleaned_data["in_words"],
        by=request.actor,
        at=now(),
    )
    return redirect_with_notice(_heading(person_id, heading), _("Thank you. What you said is kept with the words."))


@require_POST
@posted_once
def take_back(request: Request, person_id: UUID, heading: str, based_on: int) -> HttpResponse:
    """The person takes their words back."""
    take_back_about_me(person_id=person_id, heading=heading, based_on=based_on, by=request.actor, at=now())
    return redirect_with_notice(_heading(person_id, heading), _("Your words are taken back."))


@require_POST
@posted_once
def restore(request: Request, person_id: UUID, heading: str, number: int, based_on: int) -> HttpResponse:
    """The person puts earlier words back."""
    restore_about_me(person_id=person_id, heading=heading, number=number, based_on=based_on, by=request.actor, at=now())
    return redirect_with_notice(_heading(person_id, heading), _("The earlier words are back."))


@require_safe
@leads_to_kept
def compare(request: Request, person_id: UUID, heading: str) -> HttpResponse:
    """Two versions side by side."""
    older, newer = (request.GET.get(name, "") for name in ("older", "newer"))
    if not (older.isdecimal() and newer.isdecimal() and len(older + newer) < 12):
        raise NotFound
    banner, one, other = get_two_versions(person_id, heading, int(older), int(newer), by=request.actor, at=now())
    return render(request, "people/about-me-compare.html", {"banner": banner, "one": one, "other": other})


@require_safe
def media(request: Request, person_id: UUID, entry_id: UUID) -> FileResponse:
    """A sound or a picture: checked and recorded, never as a page of its own type, never kept by a shared computer."""
    found = get_media(entry_id, by=request.actor, at=now())
    try:
        file = default_storage.open(found.path)
    except FileNotFoundError:
        raise NotFound from None
    ending = found.path.rpartition(".")[2]
    response = FileResponse(file, content_type=found.media_type, filename=f"about-me.{ending}")
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _heading(person_id: UUID, heading: str) -> str:
    return reverse("people:about_me", args=[person_id, heading])
