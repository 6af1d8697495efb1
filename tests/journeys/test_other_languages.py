"""Whoever reads another language chooses it on any page, and reads it from the side that it is written from."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .screens import NARROW_PLAIN, WIDE, on_screens


@on_screens(WIDE, NARROW_PLAIN)
@pytest.mark.parametrize(("language", "code", "direction"), [("اردو", "ur", "rtl"), ("Polski", "pl", "ltr")])
def test_the_site_speaks_another_language(shared_house, page, axe, language, code, direction):
    page.goto("/")
    page.get_by_role("link", name=language).click()
    root = page.locator("html")
    expect(root).to_have_attribute("lang", code)
    expect(root).to_have_attribute("dir", direction)
    axe(page)
    page.get_by_role("link", name="English").click()
    expect(root).to_have_attribute("dir", "ltr")
