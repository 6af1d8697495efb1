"""Who may see the record: decisions, proxies, and which organisation cares."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from whatmatters.foundation.kernel.answers import saved
from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.kernel.posting import posted_once
from whatmatters.foundation.kernel.requests import Request
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..forms.deciding import ConsentForm, WhyForm, WithdrawForm
from ..queries.consent import (
    get_consent_page,
    get_decision,
    list_organisations_to_share_with,
    shareable_sections,
)
from ..queries.proxies import get_proxy_page
from ..sections import Section
from ..services.consent import decide_consent, withdraw_consent
from ..services.proxies import end_proxy_access, hide_from_proxy, show_to_proxy
from ..services.relationships import assign_worker, end_care
from .asking import form_page, leads_to_kept, person_address, show_and_post, typed_in


@require_safe
@leads_to_kept
def consent(request: Request, person_id: UUID) -> HttpResponse:
    """Who may see the record, in sentences, with the history."""
    page = get_consent_page(person_id, by=request.actor, at=now())
    return render(request, "people/consent.html", {"page": page, "banner": page.banner})


@show_and_post
@leads_to_kept
@posted_once
def consent_new(request: Request, person_id: UUID) -> HttpResponse:
    """Write a decision down."""
    page = get_consent_page(person_id, by=request.actor, at=now())
    form = ConsentForm(typed_in(request)).for_writer(
        organisations=list_organisations_to_share_with(),
        sections=shareable_sections(),
        must_say_who=page.must_say_who,
    )
    if request.method == "POST" and saved(
        form,
        lambda: decide_consent(person_id=person_id, decision=form.written_decision(), by=request.actor, at=now()),
    ):
        return redirect_with_notice(_consent(person_id), _("That is written down. It holds from now on."))
    title = _("Say yes or no") if page.banner.is_own else _("Write down what the person decided")
    return form_page(request, form, title, cancel=_consent(person_id), banner=page.banner)


@show_and_post
@posted_once
def consent_withdraw(request: Request, person_id: UUID, consent_id: UUID) -> HttpResponse:
    """Take a yes back."""
    page, decision = get_decision(person_id, consent_id, by=request.actor, at=now())
    form = WithdrawForm(typed_in(request)).for_writer(must_say_who=page.must_say_who)
    if request.method == "POST" and saved(
        form, lambda: withdraw_consent(consent_id=consent_id, **form.cleaned_data, by=request.actor, at=now())
    ):
        return redirect_with_notice(_consent(person_id), _("It is taken back. It holds from now on."))
    words = {"quoted": decision.sentence, "submit": _("Take it back")}
    return form_page(request, form, _("Take a yes back"), cancel=_consent(person_id), banner=page.banner, **words)


@require_safe
def proxy(request: Request, person_id: UUID, grant_id: UUID) -> HttpResponse:
    """What somebody who acts for the person sees, for the person to change."""
    page = get_proxy_page(person_id, grant_id, by=request.actor, at=now())
    return render(request, "people/proxy.html", {"page": page, "banner": page.banner})


@require_POST
@posted_once
def proxy_hide(request: Request, person_id: UUID, grant_id: UUID, section: str) -> HttpResponse:
    """Hide a section from somebody who acts for the person."""
    hide_from_proxy(grant_id=grant_id, section=_section(section), by=request.actor, at=now())
    return redirect_with_notice(reverse("people:proxy", args=[person_id, grant_id]), _("It is hidden now."))


@require_POST
@posted_once
def proxy_show(request: Request, person_id: UUID, grant_id: UUID, section: str) -> HttpResponse:
    """Show a section again to somebody who acts for the person."""
    show_to_proxy(grant_id=grant_id, section=_section(section), by=request.actor, at=now())
    return redirect_with_notice(reverse("people:proxy", args=[person_id, grant_id]), _("They see it again."))


@require_POST
@posted_once
def proxy_end(request: Request, person_id: UUID, grant_id: UUID) -> HttpResponse:
    """End somebody's acting for the person."""
    end_proxy_access(grant_id=grant_id, by=request.actor, at=now())
    back = reverse("overview:today") if request.actor.person_id != person_id else _consent(person_id)
    return redirect_with_notice(back, _("It has ended."))


@show_and_post
@posted_once
def care_end(request: Request, person_id: UUID, relationship_id: UUID) -> HttpResponse:
    """End the care of an organisation."""
    page = get_consent_page(person_id, by=request.actor, at=now())
    form = WhyForm(typed_in(request))
    if request.method == "POST" and saved(
        form,
        lambda: end_care(relationship_id=relationship_id, why=form.cleaned_data["why"], by=request.actor, at=now()),
    ):
        return redirect_with_notice(reverse("people:list"), _("The care has ended."))
    words = {"quoted": _("Your organisation will no longer see this record."), "submit": _("End our care")}
    return form_page(request, form, _("End our care"), cancel=_consent(person_id), banner=page.banner, **words)


@require_POST
@posted_once
def take_on(request: Request, person_id: UUID, relationship_id: UUID) -> HttpResponse:
    """Put the person on the actor's own caseload, or take them off it."""
    is_on = request.POST.get("on") == "yes"
    worker = (request.actor.id, request.actor.name) if is_on else ("", "")
    assign_worker(
        relationship_id=relationship_id, worker_id=worker[0], worker_name=worker[1], by=request.actor, at=now()
    )
    said = _("The person is on your caseload.") if is_on else _("The person is off the caseload.")
    return redirect_with_notice(person_address(person_id), said)


def _section(name: str) -> Section:
    if name not in set(Section):
        raise NotFound
    return Section(name)


def _consent(person_id: UUID) -> str:
    return reverse("people:consent", args=[person_id])
