"""Somebody prefers letters: a reminder waits in the print queue, goes into a batch, is printed and marked as posted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from whatmatters.foundation.kernel.clock import LONDON

from .copies import A4, read_copy
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]

TOMORROW = datetime.now(LONDON).date() + timedelta(days=1)
SECONDS_TO_BE_QUEUED = 60
LARGE_PRINT = 16


@in_every_way()
def test_a_reminder_becomes_a_letter_that_is_posted(house, hands, sign_in, axe):
    sam = given_an_appointment_with_somebody_who_prefers_letters(hands(), sign_in, axe)
    then_a_reminder_waits_to_be_printed(sam, axe)
    when_a_batch_is_made(sam, axe)
    then_the_letter_is_in_large_print_to_her_address(sam)
    when_it_is_marked_as_posted(sam, axe)
    then_nothing_waits(sam, axe)


def given_an_appointment_with_somebody_who_prefers_letters(sam: Hands, sign_in: SignIn, axe: Axe) -> Hands:
    sign_in(sam.page, "link.worker")
    sam.follow("Margaret Holloway")
    sam.follow("Appointments")
    axe(sam.page)
    sam.follow("Offer an appointment")
    axe(sam.page)
    sam.fill_day("Day", TOMORROW)
    sam.fill("Time", "2:30pm")
    sam.fill("Where?", "Ashcombe library")
    sam.fill("What is it about?", "How it was to sing again")
    sam.choose("The person has said yes to this time")
    sam.send("Save")
    axe(sam.page)
    expect(sam.page.get_by_text("The appointment is written down.")).to_be_visible()
    return sam


def then_a_reminder_waits_to_be_printed(sam: Hands, axe: Axe) -> None:
    sam.follow("Letters")
    row = sam.page.get_by_role("row").filter(has_text="Margaret Holloway").first
    for _ in range(SECONDS_TO_BE_QUEUED):
        if row.count():
            break
        sam.page.wait_for_timeout(1000)
        sam.page.reload()
    expect(row).to_contain_text("Reminder of an appointment")
    axe(sam.page)


def when_a_batch_is_made(sam: Hands, axe: Axe) -> None:
    sam.send("Make a batch of")
    axe(sam.page)


def then_the_letter_is_in_large_print_to_her_address(sam: Hands) -> None:
    sam.find("Open the PDF to print")
    copy = read_copy(sam.page, "Open the PDF to print")
    assert copy.papers() == {A4}
    for words in ("14 Weavers Row", "Hello Peggy", "Ashcombe library", "2:30"):
        assert words in copy.words()
    assert "sing again" not in copy.words(), "what it is about is never put in a reminder"
    assert copy.usual_letters() >= LARGE_PRINT, "all but the address in the window of the envelope"


def when_it_is_marked_as_posted(sam: Hands, axe: Axe) -> None:
    sam.page.reload()
    sam.send("Mark all as posted")
    axe(sam.page)
    expect(sam.page.get_by_text("Marked as posted on")).to_be_visible()


def then_nothing_waits(sam: Hands, axe: Axe) -> None:
    sam.follow("Letters")
    axe(sam.page)
    expect(sam.page.get_by_text("No letter waits to be printed.").first).to_be_visible()
