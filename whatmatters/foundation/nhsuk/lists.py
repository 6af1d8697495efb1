"""What long lists need: pages, headings that sort, and text in paragraphs.

Serves: templates, as globals and a filter. Refuses: to count or to sort; a query did that, and says which page this is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

AROUND = 1
"""How many pages are named on each side of the one that is shown."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """One step of the pagination; `number` is None for a gap."""

    number: int | None
    href: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class SortLink:
    """Where a heading leads, and how the list is sorted by it now (`ascending`, `descending` or `none`)."""

    href: str
    sorted: str


def page_numbers(page: int, pages: int) -> Iterator[int | None]:
    """Which pages to name: first, last, those about this one; None for a gap. Pages start at 1."""
    named = sorted({1, pages, *range(max(1, page - AROUND), min(pages, page + AROUND) + 1)})
    last = 0
    for number in named:
        if number - last == 2:
            yield last + 1
        elif number - last > 2:
            yield None
        yield number
        last = number


@pass_context
def page_links(context: Context, page: int, pages: int, name: str = "page") -> list[PageLink]:
    """The steps from this page of the list to others, keeping the rest of the address."""
    kept = _kept(context, name)
    return [
        PageLink(None) if number is None else PageLink(number, f"?{kept}{name}={number}", number == page)
        for number in page_numbers(page, pages)
    ]


@pass_context
def sort_link(context: Context, key: str, now: str = "") -> SortLink:
    """The link of a heading that sorts by `key`. `now` is the list's order: a key, with `-` before it when descending.

    Leads back to the first page; a second use turns the order round.
    """
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
    wanted = quote(f"-{key}" if order == "ascending" else key)
    return SortLink(f"?{_kept(context, 'sort', 'page')}sort={wanted}", order)


def _kept(context: Context, *but: str) -> str:
    """What the address asks for besides, ready for one more: `q=ann&`, or nothing."""
    asked = context["request"].GET
    if not asked:
        return ""
    pairs = [(name, text) for name, texts in asked.lists() if name not in but for text in texts]
    return f"{urlencode(pairs)}&" if pairs else ""


def paragraphs(text: object) -> Markup:
    """What a person wrote, as they broke it into lines and paragraphs, and nothing of it as markup."""
    blocks = [block.split("\n") for block in re.split(r"\n\s*\n", str(text or "").strip()) if block]
    broken = (Markup("<br>").join(escape(line) for line in lines) for lines in blocks)
    return Markup("\n").join(Markup('<p dir="auto">{}</p>').format(block) for block in broken)
