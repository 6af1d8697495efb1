"""Printed copies: what a PDF says, on what paper, in how large letters."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

A4 = (595, 842)
"""Points, upright."""


class Copy:
    """One PDF."""

    def __init__(self, content: bytes) -> None:
        self.pages = PdfReader(BytesIO(content)).pages

    def words(self) -> str:
        """Everything that it says, with single spaces."""
        return " ".join(" ".join(page.extract_text() for page in self.pages).split())

    def papers(self) -> set[tuple[int, ...]]:
        """The sizes of its pages in points."""
        return {tuple(round(float(side)) for side in page.mediabox[2:]) for page in self.pages}

    def smallest_letters(self) -> float:
        """In points."""
        return min(self._letters())

    def usual_letters(self) -> float:
        """The size in points of most letters."""
        return self._letters().most_common(1)[0][0]

    def _letters(self) -> Counter[float]:
        sizes: Counter[float] = Counter()

        def see(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
            if letters := len(text.strip()):
                sizes[round(abs(size * tm[0]), 1)] += letters

        for page in self.pages:
            page.extract_text(visitor_text=see)
        return sizes


def read_copy(page: Page, link: str) -> Copy:
    """What the browser would print or save when the link or button of this name is followed."""
    address = page.locator("a").filter(has_text=link).first.get_attribute("href")
    answer = page.context.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf", answer.text()[:300]
    return Copy(answer.body())
