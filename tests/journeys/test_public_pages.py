"""Somebody without an account reads, takes a factsheet, says what they think, and has updates until they say stop."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .copies import A4, read_copy
from .house import House
from .steps import sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

READER = "reader@example.org"
COMMENT = "The story helped. My number is 999 123 4560."
SHED = "A bike repair shed opens on Tuesdays"


@in_every_way()
def test_a_stranger_reads_tells_and_is_told(house, hands, axe):
    reader = hands()
    when_a_stranger_reads_about_link_workers(reader, axe)
    and_takes_the_factsheet(reader)
    and_says_that_the_page_was_useful(reader, axe)
    and_asks_for_updates(reader, axe)
    then_nothing_begins_before_the_button_in_the_email_is_pressed(house, reader, axe)
    when_an_editor_sends_an_update(hands(), axe)
    then_the_reader_has_it_and_stops_with_one_button(house, reader, axe)


def when_a_stranger_reads_about_link_workers(reader: Hands, axe: Axe) -> None:
    reader.page.goto("/")
    axe(reader.page)
    reader.follow("Social prescribing and community")
    axe(reader.page)
    for heading in ("What it is", "Your rights in law", "Questions to take with you", "Whom to ask"):
        expect(reader.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def and_takes_the_factsheet(reader: Hands) -> None:
    sheet = read_copy(reader.page, "Factsheet, one page")
    assert len(sheet.pages) == 1
    assert sheet.papers() == {A4}
    assert "Stan says that he used to mend bikes." in sheet.words()
    assert read_copy(reader.page, "Large print").smallest_letters() >= 16


def and_says_that_the_page_was_useful(reader: Hands, axe: Axe) -> None:
    reader.send("Yes")
    axe(reader.page)
    reader.fill("What could be better? What helped?", COMMENT)
    reader.send("Send my comment")
    axe(reader.page)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert not reader.page.context.cookies()


def and_asks_for_updates(reader: Hands, axe: Axe) -> None:
    reader.follow("Go to the start page")
    reader.follow("Updates by email")
    axe(reader.page)
    reader.fill("Your email address", READER)
    reader.choose("New groups and services near you", within="What would you like to hear about?")
    reader.send("Send me the email")
    axe(reader.page)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Check your email")


def then_nothing_begins_before_the_button_in_the_email_is_pressed(house: House, reader: Hands, axe: Axe) -> None:
    reader.page.goto(link_in(house, about="confirm your email address"))
    axe(reader.page)
    expect(reader.page.get_by_text(READER)).to_be_visible()
    reader.send("Yes, send me updates")
    axe(reader.page)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Updates have begun")


def when_an_editor_sends_an_update(editor: Hands, axe: Axe) -> None:
    sign_in_with_a_code(editor, "directory")
    editor.follow("Public pages")
    axe(editor.page)
    expect(editor.page.get_by_text("The story helped. My number is [number taken out].")).to_be_visible()
    editor.follow("Updates by email")
    axe(editor.page)
    editor.follow(SHED)
    axe(editor.page)
    expect(editor.page.get_by_text("1 person has asked for updates on this topic.")).to_be_visible()
    editor.send("Send it now")
    axe(editor.page)
    expect(editor.page.get_by_text("The update is on its way to 1 person.")).to_be_visible()


def then_the_reader_has_it_and_stops_with_one_button(house: House, reader: Hands, axe: Axe) -> None:
    reader.page.goto(link_in(house, about=SHED))
    axe(reader.page)
    reader.send("Stop all updates")
    axe(reader.page)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Updates are stopped")


def link_in(house: House, *, about: str) -> str:
    """The last address in the newest letter about something."""
    text = str(house.mail.wait_for(READER, about=about).get_body(("plain",)).get_content())  # type: ignore[union-attr]
    links = re.findall(rf"{re.escape(house.address)}/\S+", text)
    assert links, text
    return links[-1]
