"""Preparation on paper: the form to print, and writing down what came back."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import allow
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.documents import DocumentFailed, NoGlyph, render_pdf
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from .. import forms, queries, services
from .asking import form_page, show_and_post, stage_address

TEMPLATE = "care_plans/templates/care_plans/paper.typ"


@require_safe
def paper_pdf(request: Request, plan_id: UUID) -> HttpResponse:
    """The questions of preparation with room to write, to print: `?size=large` in large print."""
    paper = queries.get_paper_form(plan_id, by=request.actor, at=now(), why=_("To print the paper form"))
    try:
        pdf = paper_as_pdf(paper, large_print=request.GET.get("size") == "large")
    except (NoGlyph, DocumentFailed) as reason:
        return redirect_with_notice(stage_address(plan_id, "prepare"), str(reason))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="before-we-talk.pdf"'
    return response


@show_and_post
@posted_once
def paper_enter(request: Request, plan_id: UUID) -> HttpResponse:
    """Write down what came back on paper: one form for all questions."""
    at = now()
    paper = queries.get_paper_form(plan_id, by=request.actor, at=at)
    allow(paper.page.reasons_against_writing)
    form = forms.PaperAnswersForm(request.POST or None).for_questions(paper.questions)
    if request.method == "POST" and saved(
        form,
        lambda: services.enter_paper_answers(plan_id=plan_id, answers=form.cleaned_data, by=request.actor, at=at),
    ):
        return redirect_with_notice(
            stage_address(plan_id, "prepare"), _("That is written down as it stands on the paper.")
        )
    title, cancel = _("Enter what came back on paper"), stage_address(plan_id, "prepare")
    return form_page(request, paper.page, form, title, cancel=cancel)


def paper_as_pdf(paper: queries.PaperForm, *, large_print: bool) -> bytes:
    """The paper form as PDF/UA. Raises `NoGlyph` and `DocumentFailed`."""
    back = _("Bring this with you when we meet, or send it back to: %(place)s.") % {"place": paper.goes_back_to}
    data = {
        "name_label": _("My name"),
        "name": paper.page.banner.name,
        "how": _(
            "Think about these before we talk. Write as much or as little as you like. You can skip any of them. "
            "Somebody may write for you. You can also tell us."
        ),
        "questions": [{"label": one.label, "prompt": one.prompt} for one in paper.questions],
        "helped": _("Did somebody help you to write? Who?"),
        "written": _("Written on (day, month, year)"),
        "back": back if paper.goes_back_to else _("Bring this with you when we meet, or send it back to us."),
        "urgent": _(
            "Nobody reads this at once. If you need help now: 999 for danger to life, NHS 111 for urgent help."
        ),
    }
    title = _("Before we talk: what matters to me")
    return render_pdf(TEMPLATE, data, title=title, language=get_language() or "en-gb", large_print=large_print)
