"""What the layout shows around every page: navigation, who is signed in, languages, notices.

Serves: `nhsuk/layout.html`, as a context processor. Refuses: to know anybody: whoever signs people in puts `nav_items`,
`signed_in_as`, `account_links` and `sign_out_href` on the request (values, or functions of the request), and a page
without them is a public page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from whatmatters.foundation.nhsuk.forgery import forgery_field
from whatmatters.foundation.nhsuk.notices import take_notice
from whatmatters.foundation.nhsuk.wording import text_direction

QUICK_EXIT_HREF = "https://www.bbc.co.uk/weather"
"""Where the quick exit leads: a page that anybody might have open. A link, so nothing is asked of it beforehand."""

FOOTER_LINKS = (
    ("/urgent-help/", _("Urgent help")),
    ("/help/", _("Help and contact")),
    ("/accessibility/", _("Accessibility statement")),
    ("/privacy/", _("Privacy")),
    ("/cookies/", _("Cookies")),
    ("/stay-safe-online/", _("Stay safe online")),
    ("/about/", _("About")),
)


@dataclass(frozen=True, slots=True)
class NavItem:
    """One link of the header; `current` marks the page, or the part of the site, that is shown."""

    text: object
    href: str
    current: bool = False


@lru_cache(maxsize=8)
def _languages(codes: tuple[tuple[str, str], ...]) -> tuple[dict[str, str], ...]:
    return tuple(
        {"code": code, "name": name, "direction": text_direction(code), "href": reverse("choose-language", args=[code])}
        for code, name in codes
    )


@lru_cache(maxsize=8)
def _footer(_language: str) -> tuple[tuple[str, str], ...]:
    """The links below every page, in the language that is spoken now."""
    return tuple((href, str(text)) for href, text in FOOTER_LINKS)


def _of(request: HttpRequest, name: str, otherwise: object) -> Any:
    value = getattr(request, name, otherwise)
    return value(request) if callable(value) else value


def page_furniture(request: HttpRequest) -> dict[str, Any]:
    """The layout's context. It goes before a view's own, so its names are such as no view would use."""
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "account_links": _of(request, "account_links", ()),
        "csrf_input": forgery_field(request),
        "demonstration": getattr(settings, "DEMONSTRATION", False),
        "page_direction": text_direction(language),
        "footer_links": _footer(language),
        "page_address": request.get_full_path(),
        "page_languages": _languages(tuple(settings.LANGUAGES)),
        "nav_items": _of(request, "nav_items", ()),
        "page_language": language,
        "page_notice": take_notice(request),
        "quick_exit_href": getattr(settings, "QUICK_EXIT_HREF", QUICK_EXIT_HREF),
        "sign_out_href": _of(request, "sign_out_href", ""),
        "signed_in_as": _of(request, "signed_in_as", ""),
    }
