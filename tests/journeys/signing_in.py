"""Sign in as one of the demonstration people, through the pages that they would use."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

PASSWORD = "what matters to you"
SECONDS_BETWEEN_CODES = 30

_kept: dict[tuple[str, str], tuple[list[dict[str, object]], str]] = {}
"""Cookies and first page by house and person: a code of the app counts once, and the next comes in half a minute."""


def sign_in(page: Page, who: str, *, house: str) -> None:
    """Sign in by name, such as `peggy` or `link.worker`; `house` is the address of the site.

    Somebody who signed in before in this house comes back with the same session, if it still lives.
    """
    if not _come_back(page, who, house):
        _sign_in_anew(page, who)
    _kept[house, who] = (list(page.context.cookies()), urlsplit(page.url).path)  # type: ignore[arg-type]


def _come_back(page: Page, who: str, house: str) -> bool:
    if (house, who) not in _kept:
        return False
    cookies, first_page = _kept[house, who]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(first_page)
    return "/sign-in" not in page.url


def _sign_in_anew(page: Page, who: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address or user name").fill(f"{who}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    if "/sign-in/code" in page.url:
        _give_code(page)
    expect(page, f"{who} could not sign in").not_to_have_url(re.compile("/sign-in"))


def _give_code(page: Page) -> None:
    """Type the code that a demonstration shows; where it was used already, wait for the next as anybody must."""
    given = ""
    for _ in range(SECONDS_BETWEEN_CODES + 5):
        shown = "".join(re.findall(r"\d", page.get_by_text("The code now is").inner_text()))
        if shown != given:
            page.get_by_label("Code", exact=True).fill(shown)
            page.get_by_role("button", name="Continue").click()
            given = shown
        if "/sign-in/code" not in page.url:
            return
        page.wait_for_timeout(1000)
        page.goto("/sign-in/code")
