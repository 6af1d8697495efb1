"""The public pages, read from their files: `<language>/<name>.toml`.

Serves queries, factsheets and tests. Refuses, with the file's name, a page that is not as it must be. A page without a
translation is read in English, and says so by its `language`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from .files import ENGLISH, FOLDER, BadContent, read_file
from .rights import get_right
from .shape import Block, Bullets, Insert, PageText, Pairs, Paragraph, RightsList, Section, Steps, read_words

COMPONENTS = (
    "shared-decision-making",
    "care-and-support-planning",
    "choice-and-rights",
    "social-prescribing",
    "self-management",
    "personal-health-budgets",
)
"""The six components of personalised care in England, in the order of the comprehensive model."""

PAGES = (
    "home",
    "personalised-care",
    *COMPONENTS,
    "factsheets",
    "urgent-help",
    "stay-safe-online",
    "help",
    "accessibility",
    "privacy",
    "cookies",
    "about",
)
"""Every page that is made from a content file."""

LANGUAGES = (ENGLISH, "pl", "ur")

HEADINGS = {
    "what": _("What it is"),
    "help": _("What it can do for you"),
    "ask": _("What you can ask for"),
    "rights": _("Your rights"),
    "questions": _("Questions to take with you"),
    "whom": _("Whom to ask"),
}
"""Headings that every component's page has, by kind of section."""


@cache
def get_page(name: str, language: str = ENGLISH) -> PageText:
    """One page, in English where it has no translation. Raises `BadContent`, `LookupError` for no such page."""
    if name not in PAGES:
        raise LookupError(name)
    found = language if language in languages_of(name) else ENGLISH
    file = f"{found}/{name}.toml"
    try:
        return _page(name, found, read_file(file))
    except (KeyError, TypeError) as error:
        raise BadContent(f"{file}: {error}") from error


@cache
def languages_of(name: str) -> tuple[str, ...]:
    """The languages that a page has been put into, English first."""
    return tuple(language for language in LANGUAGES if (FOLDER / language / f"{name}.toml").exists())


def _page(name: str, language: str, data: dict[str, Any]) -> PageText:
    with override(language):
        sections = tuple(_section(section) for section in data.get("section", ()))
    return PageText(
        name=name,
        language=language,
        title=data["title"],
        short=data["short"],
        lead=data["lead"],
        sections=sections,
        reviewed_on=data["reviewed_on"],
        checked=data.get("checked", language == ENGLISH),
    )


def _section(data: dict[str, Any]) -> Section:
    kind = data["kind"]
    heading = data.get("heading") or gettext(HEADINGS[kind])
    blocks = [_block(item) for item in data.get("body", ())]
    if keys := data.get("rights"):
        blocks.append(_rights(keys))
    return Section(kind, heading, tuple(blocks))


def _block(item: str | list[str] | dict[str, Any]) -> Block:
    if isinstance(item, str):
        return Paragraph(read_words(item))
    if isinstance(item, list):
        return Bullets(tuple(read_words(text) for text in item))
    if "steps" in item:
        return Steps(tuple(read_words(text) for text in item["steps"]))
    if "pairs" in item:
        return Pairs(tuple((read_words(name), read_words(said)) for name, said in item["pairs"]))
    if "rights" in item:
        return _rights(item["rights"])
    return Insert(item["insert"])


def _rights(keys: list[str]) -> RightsList:
    for key in keys:
        get_right(key, ENGLISH)
    return RightsList(tuple(keys))
