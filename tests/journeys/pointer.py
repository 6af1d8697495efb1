"""Use a page with a mouse or a finger. The same verbs as `keyboard.Keyboard`, so that a story is told once."""

from __future__ import annotations

import re
from datetime import date

from playwright.sync_api import Locator, Page


def begins(words: str) -> re.Pattern[str]:
    """Text that begins with these words: a label may go on with “(optional)”, a link with words only heard."""
    return re.compile(rf"^\s*{re.escape(words)}")


class Pointer:
    """Fill in, choose, follow and send on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, label: str, words: str, *, within: str = "") -> None:
        """Type into the question of this name, in place of what it holds."""
        self._inside(within).get_by_label(begins(label)).fill(words)

    def fill_day(self, legend: str, day: date) -> None:
        """Type a day into its three boxes."""
        for box, figure in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.fill(box, str(figure), within=legend)

    def choose(self, label: str, *, within: str = "") -> None:
        """Choose an answer or tick a box."""
        self._inside(within).get_by_label(begins(label)).check()

    def pick(self, label: str, option: str) -> None:
        """Pick from the list of this name."""
        self.page.get_by_label(begins(label)).select_option(label=option)

    def follow(self, text: str) -> None:
        """Follow the link of this name and wait for the page; some links look like buttons, and say so."""
        self._go(self._link(text))

    def send(self, text: str) -> None:
        """Press the button of this name and wait for the page."""
        self._go(self.page.get_by_role("button", name=begins(text)).first)

    def find(self, text: str) -> None:
        """Come to the link of this name, without following it."""
        self._link(text).scroll_into_view_if_needed()

    def _link(self, text: str) -> Locator:
        links, buttons = (self.page.get_by_role(role, name=begins(text)) for role in ("link", "button"))
        return links.or_(buttons).first

    def _go(self, what: Locator) -> None:
        with self.page.expect_navigation():
            what.click()

    def _inside(self, group: str) -> Locator:
        return self.page.get_by_role("group", name=begins(group)) if group else self.page.locator("body")
