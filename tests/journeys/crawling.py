"""Go wherever the links of a site lead, a few times to each kind of page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

MOST_OF_A_KIND = 2
"""How many addresses of one kind are opened: two people's pages can differ, twenty do not."""
ONE_OF_A_KIND = {"name", "form", "language", "move", "provider"}
"""Parts of an address that make it another page, not the same page about somebody else."""
NOT_FOLLOWED = {"choose-language"}
"""Would change what all that follows is about."""


@dataclass
class Crawl:
    """The addresses of one site that were seen, and those that are still to open.

    `is_signed_in` leaves out most of the public site: a stranger has been there.
    """

    house: str
    is_signed_in: bool = False
    waiting: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    kinds: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def add(self, address: str, base: str = "") -> None:
        """Take an address in, unless it leads away, was seen, or enough of its kind were."""
        whole = urldefrag(urljoin(base or self.house, address))[0]
        if not whole.startswith(self.house + "/") or whole in self.seen:
            return
        self.seen.add(whole)
        kind = kind_of(whole, is_signed_in=self.is_signed_in)
        if kind[0] in NOT_FOLLOWED or self.kinds[kind] >= MOST_OF_A_KIND:
            return
        self.kinds[kind] += 1
        self.waiting.append(whole)

    def add_links(self, page: Page) -> None:
        """Take in every link of a page that can be seen, also within what is folded away."""
        for address in page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"):
            self.add(address, page.url)

    def __iter__(self) -> Iterator[str]:
        while self.waiting:
            yield self.waiting.pop(0)


def kind_of(address: str, *, is_signed_in: bool) -> tuple[str, ...]:
    """What kind of page an address is: its name, with the parts that make it another page."""
    path = urlsplit(address).path
    try:
        match = resolve(path)
    except Resolver404:
        return ("no page of ours", path)
    parts = () if is_signed_in and match.namespace == "site" else sorted(ONE_OF_A_KIND & set(match.kwargs))
    return (match.view_name, *(str(match.kwargs[part]) for part in parts))
