"""What every page of sign-in needs: the browser at the door, and where to go next."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from ..services.door import Door, Step

BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)
"""What a browser says of itself, the first that fits: most also call themselves Safari."""

SYSTEMS = (
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)

STEPS = {Step.CODE: "accounts:code", Step.SET_UP_CODE: "accounts:set_up_code", Step.DONE: "accounts:arrive"}


def door_of(request: Any) -> Door:
    """Whoever stands at the door."""
    return Door(store=request.session, network=network_of(request), browser=browser_of(request))


def network_of(request: HttpRequest) -> str:
    """The address that a request comes from, as the last proxy that we trust saw it (`WHATMATTERS_PROXIES`)."""
    passed_on = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.TRUSTED_PROXIES and len(passed_on) >= settings.TRUSTED_PROXIES:
        return passed_on[-settings.TRUSTED_PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def browser_of(request: HttpRequest) -> str:
    """The browser in words, for the list of one's own sessions: `Firefox on Windows`."""
    said = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in BROWSERS if mark in said), "")
    system = next((name for mark, name in SYSTEMS if mark in said), "")
    return " · ".join(part for part in (browser, system) if part)


def next_of(request: HttpRequest) -> str:
    """Where somebody wanted to go, if it is an address of ours; empty otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, None)
    return wanted if is_ours and len(wanted) < 2000 else ""


def go_on(request: HttpRequest, step: Step) -> HttpResponse:
    """To the next step of signing in, with where somebody wanted to go."""
    address = reverse(STEPS[step])
    wanted = next_of(request)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': wanted})}" if wanted else address)
