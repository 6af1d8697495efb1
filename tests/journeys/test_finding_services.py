"""Somebody without an account looks for a service, reads its page, and says that something is wrong."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .steps import sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]


@in_every_way()
def test_a_stranger_finds_a_service_and_says_what_is_wrong(house, hands, axe):
    reader = hands()
    when_they_look_near_a_postcode(reader, axe)
    then_each_result_says_why_it_was_found(reader)
    and_nothing_of_it_stands_in_the_address(reader)
    and_its_page_says_when_and_where(reader, axe)
    when_they_say_that_something_is_wrong(reader, axe)
    then_a_steward_reads_it_and_puts_it_right(hands(), axe)


@in_every_way()
def test_words_of_danger_bring_urgent_help_first(house, hands, axe):
    reader = hands()
    reader.page.goto("/find/")
    reader.fill("What would help, or what is going on?", "I can't go on, I want to end it all")
    reader.send("Search")
    axe(reader.page)
    headings = reader.page.get_by_role("heading", level=2)
    expect(headings.first).to_have_text("Urgent help")
    expect(reader.page.get_by_role("link", name="999").first).to_be_visible()


def when_they_look_near_a_postcode(reader: Hands, axe: Axe) -> None:
    reader.page.goto("/find/")
    axe(reader.page)
    reader.fill("What would help, or what is going on?", "choir")
    reader.fill("Near which postcode?", "ZZ99 2BB")
    reader.send("Search")
    axe(reader.page)
    expect(reader.page.get_by_role("heading", name="found near ZZ99 2BB")).to_be_visible()


def then_each_result_says_why_it_was_found(reader: Hands) -> None:
    results = reader.page.locator(".wm-found__one")
    expect(results.first).to_contain_text("Why this one:")
    expect(results.first).to_contain_text("away")
    assert results.count() == reader.page.locator(".wm-found__why").count()


def and_nothing_of_it_stands_in_the_address(reader: Hands) -> None:
    assert reader.page.url.endswith("/find/")
    assert not reader.page.context.cookies()


def and_its_page_says_when_and_where(reader: Hands, axe: Axe) -> None:
    reader.follow(reader.page.locator(".wm-found__name a").first.inner_text())
    axe(reader.page)
    expect(reader.page.get_by_role("heading", name="When and where")).to_be_visible()


def when_they_say_that_something_is_wrong(reader: Hands, axe: Axe) -> None:
    reader.follow("Something here is wrong")
    axe(reader.page)
    reader.choose("The place is wrong")
    reader.send("Send")
    axe(reader.page)


def then_a_steward_reads_it_and_puts_it_right(steward: Hands, axe: Axe) -> None:
    sign_in_with_a_code(steward, "directory")
    steward.page.goto("/directory/reports/")
    axe(steward.page)
    before = steward.page.locator(".wm-found__one").count()
    assert before >= 2
    steward.send("It is put right")
    axe(steward.page)
    assert steward.page.locator(".wm-found__one").count() == before - 1
    for part in ("Feeds", "What is missing"):
        steward.follow(part)
        axe(steward.page)
