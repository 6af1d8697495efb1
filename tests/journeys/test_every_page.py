"""Everybody can use every page that they can reach: followed link by link, in every role, wide and narrow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from whatmatters.project.demonstration.place import WORKERS

from .crawling import Crawl, kind_of
from .screens import NARROW, WIDE
from .shapes import find_faults, find_slips

STRANGER = "a stranger"
PERSONS = ("peggy", "daniel", "kai", "amina")
# What stands behind “more choices” is looked over too: a closed part has no names and no barriers.
OPEN_ALL = "document.querySelectorAll('details').forEach(part => { part.open = true; })"


@pytest.mark.parametrize("who", [STRANGER, *PERSONS, *(worker.login for worker in WORKERS)])
def test_every_page_that_somebody_can_reach_has_no_barriers(page, address, sign_in, who):
    crawl = Crawl(address, is_signed_in=who != STRANGER)
    if crawl.is_signed_in:
        sign_in(page, who)
        crawl.add(page.url)
    crawl.add("/")
    faults: list[str] = []
    titles: dict[str, tuple[str, ...]] = {}
    for place in crawl:
        found = list(look_at(page, place, crawl, titles))
        faults += [f"{place.removeprefix(address)}: {fault}" for fault in found]
    assert len(titles) > 3, f"{who} sees almost nothing: {sorted(titles)}"
    assert not faults, f"{who}, {len(titles)} pages:\n" + "\n".join(faults)


def look_at(page: Page, place: str, crawl: Crawl, titles: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Open one address: a page is looked over at both widths, a file is only asked for."""
    answer = page.context.request.get(place) if is_file(place) else page.goto(place)
    if answer is None or answer.status >= 400:
        yield f"answered {answer and answer.status}"
    if is_file(place) or answer is None:
        return
    crawl.add_links(page)
    kind = kind_of(page.url, is_signed_in=crawl.is_signed_in)
    if (other := titles.setdefault(page.title(), kind)) != kind:
        yield f"has the title “{page.title()}” of {other}"
    page.evaluate(OPEN_ALL)
    yield from find_slips(page)
    for width in (WIDE.width, NARROW.width):
        yield from find_faults(page, width)


def is_file(place: str) -> bool:
    """A PDF, a spreadsheet, a picture: whatever a browser saves or shows by itself."""
    path = urlsplit(place).path
    return bool(PurePosixPath(path).suffix) or "/media/" in path
