"""How a public page is shown: in its own language, with the links that strangers see.

Serves the other views. Refuses to leave a page half in one language and half in another: what has no translation is
shown in English as a whole, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from ...kernel.posting import new_posting_token
from ...kernel.requests import Request
from ...nhsuk.page_furniture import NavItem
from ..content import ENGLISH, LANGUAGES
from ..wording import FORCE_HEADINGS, NO_LAW

IN_ADDRESS = {"en": ENGLISH, "pl": "pl", "ur": "ur"}
"""How a language is written in an address that always shows it."""

SHORT = {language: code for code, language in IN_ADDRESS.items()}


def reader_language(request: Request) -> str:
    """The language of whoever reads: theirs when we have it, else English."""
    language = get_language() or ENGLISH
    return language if language in LANGUAGES else ENGLISH


def show(
    request: Request,
    template: str,
    context: Mapping[str, Any],
    *,
    language: str = "",
    status: int = 200,
    asks: str = "",
) -> HttpResponse:
    """Show a public page in a language, with the question "Was this page useful?" when `asks` names the page."""
    shown_in = language or reader_language(request)
    with override(shown_in):
        _welcome_stranger(request)
        words = {**_said_everywhere(shown_in), **context, "asks": asks}
        response = render(request, template, words, status=status)
    response.headers["Content-Language"] = shown_in
    return response


def _welcome_stranger(request: Request) -> None:
    """The links of the header for whoever has not signed in."""
    if not getattr(request, "nav_items", None):
        request.nav_items = _nav_items()  # type: ignore[attr-defined]
    if not request.actor.id and not getattr(request, "account_links", None):
        request.account_links = ({"href": reverse("accounts:sign_in"), "text": _("Sign in")},)  # type: ignore[attr-defined]


def _said_everywhere(language: str) -> dict[str, Any]:
    """What the templates of every public page may use."""
    return {
        "posting": new_posting_token(),
        "force_headings": FORCE_HEADINGS,
        "no_law": NO_LAW,
        "language_code": SHORT[language],
        "sign_in_href": reverse("accounts:sign_in"),
    }


def in_language(name: str, wanted: str, fixed: str) -> dict[str, Any]:
    """What a content page says about its languages.

    `wanted` is the reader's; `fixed` is the language in the address, or empty. The choice of a language leads to the
    page whose address names none, for the other would not change.
    """
    with override(wanted):
        not_translated = _("We do not have this page in your language yet. Here it is in English.")
    address = reverse("site:home") if name == "home" else reverse("site:page", args=[name])
    return {"wanted": wanted, "not_translated": not_translated, "page_code": fixed, "site_here": fixed and address}


def _nav_items() -> tuple[NavItem, ...]:
    pages = (
        ("personalised-care", _("What is personalised care?")),
        ("factsheets", _("Factsheets")),
        ("help", _("Help and contact")),
        ("urgent-help", _("Urgent help")),
    )
    return tuple(NavItem(text, reverse("site:page", args=[name])) for name, text in pages)
