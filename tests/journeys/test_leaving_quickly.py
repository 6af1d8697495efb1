"""Somebody who is watched leaves at once, and "back" does not show where they were."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from .screens import EVERY_SCREEN, NARROW, WIDE, on_screens


@on_screens(*EVERY_SCREEN)
def test_the_way_out_leads_away(shared_house, page, watch):
    watch.expect("asked another host")
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="The weather", content_type="text/html"))
    page.goto("/privacy/")
    page.goto("/")
    page.get_by_role("link", name="Leave this site quickly").click()
    expect(page.locator("body")).to_have_text("The weather")


@on_screens(WIDE, NARROW)
def test_escape_three_times_leaves_nothing_to_go_back_to(shared_house, page, watch):
    watch.expect("asked another host")
    page.route(re.compile("^https://"), lambda route: route.fulfill(body="The weather", content_type="text/html"))
    page.goto("/privacy/")
    page.goto("/help/")
    for _ in range(3):
        page.keyboard.press("Escape")
    expect(page.locator("body")).to_have_text("The weather")
    page.go_back()
    assert "/help/" not in page.url
