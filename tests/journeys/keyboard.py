"""Use a page with the keyboard alone, as somebody who has no mouse does."""

from __future__ import annotations

from datetime import date
from typing import Any

from playwright.sync_api import Page

from .pointer import begins

MOST_STEPS = 250
MOST_ANSWERS = 40

_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return {name: '', seen: true, question: '', group: ''};
  const label = e.labels && e.labels.length ? e.labels[0].innerText : '';
  const by = (e.getAttribute('aria-labelledby') || '').split(/\\s+/)
    .map(id => document.getElementById(id)).filter(Boolean).map(n => n.innerText).join(' ');
  const name = by || e.getAttribute('aria-label') || label || e.innerText || e.value || e.alt || '';
  const style = getComputedStyle(e);
  const drawn = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  const near = e.matches('input[type=radio], input[type=checkbox]') || drawn;
  const box = e.getBoundingClientRect();
  const within = box.bottom > 0 && box.top < innerHeight;
  const group = e.closest('fieldset')?.querySelector('legend')?.innerText ?? '';
  const said = words => words.replace(/\\s+/g, ' ').trim();
  return {name: said(name), seen: near && within, question: e.name ?? '', group: said(group)};
}"""


class Keyboard:
    """Tab, Enter, Space and letters on one page; fails where the focus cannot be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def tab_to(self, text: str, *, within: str = "", backwards: bool = False) -> None:
        """Press Tab until what has the focus is called this; fail when the end of the page comes first.

        A name that begins with these words will do, unless something on the page is called exactly this. `within` are
        the words at the head of the group of questions that it stands in.
        """
        passed: list[str] = []
        self.page.bring_to_front()  # only the window in front has the focus
        exactly = self._is_called(text)
        for _ in range(MOST_STEPS):
            self.press("Shift+Tab" if backwards else "Tab")
            focused = self._focused()
            name = focused["name"]
            assert focused["seen"], f"the focus on “{name}” cannot be seen"
            if (name == text if exactly else name.startswith(text)) and within in focused["group"]:
                return
            passed.append(name)
            if len(passed) > 3 and passed[-1] == passed[0] and not name:
                break
        raise AssertionError(f"Tab never came to “{text}”; it passed {passed}")

    def press(self, *keys: str) -> None:
        """Press keys one after another: "Enter", "Space", "ArrowDown"."""
        for key in keys:
            self.page.keyboard.press(key)

    def follow(self, text: str) -> None:
        """Go to the link or button of this name and press Enter."""
        self.tab_to(text)
        with self.page.expect_navigation():
            self.press("Enter")

    def send(self, text: str) -> None:
        """Go to the button of this name and press Enter."""
        self.follow(text)

    def find(self, text: str) -> None:
        """Go to the link of this name, without following it."""
        self.tab_to(text)

    def fill(self, label: str, words: str, *, within: str = "") -> None:
        """Go to the question of this name and type in place of what it holds. `within` tells which of several."""
        self.tab_to(label, within=within)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def fill_day(self, legend: str, day: date) -> None:
        """Type a day into its three boxes."""
        for box, figure in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.fill(box, str(figure), within=legend)

    def choose(self, label: str, *, within: str = "") -> None:
        """Tick a box with Space; come to one of several answers with the arrows, as a browser wants it."""
        answer = self.page.get_by_label(begins(label)).and_(self.page.locator("input"))
        if within:
            answer = self.page.get_by_role("group", name=begins(within)).locator(answer)
        if answer.get_attribute("type") == "checkbox":
            self.tab_to(label, within=within)
            self.press("Space")
        else:
            self._come_to_answer(label, str(answer.get_attribute("name")))
        assert answer.is_checked(), f"“{label}” was not chosen"

    def pick(self, label: str, option: str) -> None:
        """Go to the list of this name and type what is picked, as a browser wants it."""
        self.tab_to(label)
        self.page.keyboard.type(option)
        picked = self.page.evaluate("document.activeElement.selectedOptions[0].text")
        assert picked == option, f"“{picked}” was picked, not “{option}”"

    def _is_called(self, text: str) -> bool:
        """Whether a link or button has exactly this name."""
        links, buttons = (self.page.get_by_role(role, name=text, exact=True) for role in ("link", "button"))
        return links.or_(buttons).count() > 0

    def _come_to_answer(self, label: str, question: str) -> None:
        for _ in range(MOST_STEPS):
            if self._focused()["question"] == question:
                break
            self.press("Tab")
        for _ in range(MOST_ANSWERS):
            if self._focused()["name"].startswith(label):
                return self.press("Space")
            self.press("ArrowDown")
        raise AssertionError(f"The arrows never came to “{label}”")

    def _focused(self) -> dict[str, Any]:
        focused: dict[str, Any] = self.page.evaluate(_FOCUSED)
        return focused
