"""The question at the foot of every public page: without a cookie, without JavaScript.

Serves anybody. These forms need no token against forgery: they act for nobody, and whoever could forge them could
send them as well. Refuses to say more than thank you.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from ...kernel.answers import saved
from ...kernel.clock import now
from ...kernel.doors import open_to_strangers
from ...kernel.errors import NotFound, Refused
from ...kernel.posting import posted_once
from ...kernel.requests import Request
from .. import forms, services
from ..permissions import LinkFor, read_link, sign_link
from .shown import reader_language, show


@csrf_exempt
@open_to_strangers
@require_POST
@posted_once
def answer(request: Request) -> HttpResponse:
    """Keep a yes or a no, then ask for a comment."""
    page = request.POST.get("page", "")[:80]
    if request.POST.get("useful") not in ("yes", "no"):
        return show(request, "site/useful_again.html", {"about": page}, status=422, asks=page)
    try:
        kept = services.give_feedback(
            page=page,
            language=reader_language(request),
            useful=request.POST["useful"] == "yes",
            by=request.actor,
            at=now(),
        )
    except Refused as refusal:
        return show(request, "site/useful_again.html", {"about": page, "reasons": refusal.reasons}, status=422)
    return redirect("site:comment", sign_link(LinkFor.COMMENT, kept))


@csrf_exempt
@open_to_strangers
@require_http_methods(["GET", "HEAD", "POST"])
@posted_once
def comment(request: Request, token: str) -> HttpResponse:
    """Thank the reader, and take a comment if they want to write one."""
    form = forms.CommentForm(request.POST or None)
    if request.method == "POST" and saved(form, lambda: _keep(request, token, form)):
        return redirect("site:thanks")
    return show(request, "site/comment.html", {"form": form, "token": token}, status=422 if form.errors else 200)


def _keep(request: Request, token: str, form: forms.CommentForm) -> None:
    if not form.cleaned_data["comment"]:
        return
    feedback_id = read_link(LinkFor.COMMENT, token)
    if feedback_id is None:
        raise NotFound
    services.add_comment(
        feedback_id=feedback_id,
        comment=form.cleaned_data["comment"],
        by=request.actor,
        at=now(),
    )


@open_to_strangers
@require_http_methods(["GET", "HEAD"])
def thanks(request: Request) -> HttpResponse:
    """Thank you."""
    return show(request, "site/said.html", {"title": _("Thank you"), "lead": _("Somebody will read what you said.")})
