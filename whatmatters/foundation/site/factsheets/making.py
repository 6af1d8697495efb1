"""From a page of content to a factsheet in one of its forms, made once a process.

Serves the public view. Refuses nothing: what a factsheet says is ours, and a test makes every one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from ...nhsuk.documents import render_pdf
from ..content import Bullets, Paragraph, RightsGroup, RightsShown, Source, Span, Steps
from ..queries import PublicPage, ShownSection, get_public_page
from ..wording import FORCE_HEADINGS, NO_LAW, URGENT_LINE, sources_of
from .plain_text import as_plain_text

FORMS = ("factsheet.pdf", "factsheet-large-print.pdf", "factsheet.txt")
"""The end of a factsheet's address says its form."""

MANY_RIGHTS = 7
"""From so many facts on, the second column is full without the questions."""

TEMPLATE = "foundation/site/factsheets/factsheet.typ"


@dataclass(frozen=True, slots=True)
class Factsheet:
    """A factsheet ready to be given out."""

    content: bytes
    content_type: str
    file_name: str
    language: str


@lru_cache(maxsize=64)
def make_factsheet(name: str, *, language: str, form: str) -> Factsheet:
    """One component's factsheet in a language, or in English where it has none; `form` is one of `FORMS`.

    Raises `NotFound` for a page that does not exist.
    """
    page = get_public_page(name, language=language)
    file_name = f"{name}-{page.text.language}-{form}"
    if form == "factsheet.txt":
        return Factsheet(as_plain_text(page).encode(), "text/plain; charset=utf-8", file_name, page.text.language)
    with override(page.text.language):
        data = _data(page)
    pdf = render_pdf(
        TEMPLATE,
        data,
        title=page.text.title,
        language=page.text.language,
        large_print=form == "factsheet-large-print.pdf",
    )
    return Factsheet(pdf, "application/pdf", file_name, page.text.language)


def _data(page: PublicPage) -> dict[str, Any]:
    unchecked = _("No native speaker has checked this translation yet.") if page.is_unchecked else ""
    first, second = _columns(page)
    return {
        "lead": page.text.lead,
        "first": [_section(section) for section in first],
        "second": [_section(section) for section in second],
        "sources": _("Where this is written: %(sources)s.") % {"sources": "; ".join(map(_name, sources_of(page)))},
        "unchecked": unchecked,
        "about": _("England only. Last looked at on"),
        "reviewed_on": page.text.reviewed_on,
        "urgent": str(URGENT_LINE),
        "address": settings.ADDRESS.partition("://")[2],
        "asks": _("What matters to you?"),
        "invented": _("This story is invented."),
    }


def _columns(page: PublicPage) -> tuple[list[ShownSection], list[ShownSection]]:
    """What stands in the first column and in the second (in Urdu, on the first side and on the second).

    The questions move over where there are many rights.
    """
    sections = page.sections
    shown = [block for section in sections for block in section.blocks if isinstance(block, RightsShown)]
    many = (
        sum(len(group.rights) for block in shown for group in block.groups) >= MANY_RIGHTS
        and page.text.language != "ur"
    )
    moved = {"rights", "whom"} if many else {"rights", "questions", "whom"}
    first = [section for section in sections if section.kind not in moved]
    return first, [section for section in sections if section.kind in moved]


def _section(section: ShownSection) -> dict[str, Any]:
    blocks = [part for block in section.blocks for part in _parts(block)]
    return {"kind": section.kind, "heading": section.heading, "blocks": blocks}


def _name(source: Source) -> str:
    return str(source)


def _parts(block: object) -> list[dict[str, Any]]:
    if isinstance(block, Paragraph):
        return [{"type": "paragraph", "words": _words(block.words)}]
    if isinstance(block, Bullets | Steps):
        return [{"type": type(block).__name__.lower(), "items": [_words(item) for item in block.items]}]
    if isinstance(block, RightsShown):
        return [_force(group) for group in block.groups]
    return []


def _force(group: RightsGroup) -> dict[str, Any]:
    return {
        "type": "rights",
        "standing": group.standing.value,
        "heading": str(FORCE_HEADINGS[group.standing]),
        "items": [[{"text": right.words, "strong": False}] for right in group.rights],
        "none": str(NO_LAW),
    }


def _words(words: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"text": span.text, "strong": span.strong} for span in words]
