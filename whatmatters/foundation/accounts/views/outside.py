"""Sign in through NHS login or CIS2."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from whatmatters.foundation.kernel.clock import now
from whatmatters.foundation.kernel.doors import open_to_strangers
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.nhsuk.notices import redirect_with_notice

from ..openid import NotProven, OutsideDoor, ProviderAway, named_door
from ..services.outside import finish_outside, start_outside
from .at_the_door import door_of

log = logging.getLogger(__name__)


@open_to_strangers
@require_safe
def go_outside(request: Any, provider: str) -> HttpResponse:
    """Send the browser to the provider. A link, not a form: a form may not lead to another site."""
    outside = _door(provider)
    try:
        address = start_outside(door=door_of(request), provider=outside, link_pass=_link_pass(request), at=now())
    except (NotProven, ProviderAway) as error:
        return _no_entry(request, outside, error)
    return HttpResponseRedirect(address)


@open_to_strangers
@require_safe
def come_back(request: Any, provider: str) -> HttpResponse:
    """The browser is back with an answer."""
    outside = _door(provider)
    try:
        is_in = finish_outside(
            door=door_of(request), provider=outside, answer=request.GET.dict(), by=request.actor, at=now()
        )
    except (NotProven, ProviderAway, NotFound) as error:
        return _no_entry(request, outside, error)
    if not is_in:
        return redirect_with_notice("/account", _("You can sign in with CIS2 from now on."))
    return redirect("accounts:arrive")


def _door(name: str) -> OutsideDoor:
    door = named_door(name)
    if door is None:
        raise Http404
    return door


def _link_pass(request: Any) -> tuple[UUID, str] | None:
    """The invitation that is being accepted, if any."""
    try:
        return UUID(request.GET["pass"]), request.GET["token"]
    except (KeyError, ValueError):
        return None


def _no_entry(request: Any, outside: OutsideDoor, error: Exception) -> HttpResponse:
    """Say in plain words why nobody was let in; the log has the code and nothing else."""
    code = "away" if isinstance(error, ProviderAway) else getattr(error, "code", "gone")
    log.warning("%s: nobody was let in (%s).", outside.name, code)
    status = 503 if code == "away" else 403
    return render(request, "accounts/no_entry.html", {"outside": outside, "code": code}, status=status)
