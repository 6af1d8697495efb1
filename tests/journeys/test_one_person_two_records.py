"""The same person was registered twice: looked at side by side, joined, and parted again when that was wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from .steps import WINIFRED, fill_in_registration, register
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]

ADA = replace(WINIFRED, given="Winifred Ada", nhs_number="", mobile="07700 900162")


@in_every_way()
def test_two_records_of_one_person_are_joined_and_parted(house, hands, sign_in, axe):
    sam = given_a_record(hands(), sign_in)
    when_the_same_person_is_registered_again(sam, axe)
    then_the_other_record_is_shown_before_anything_is_saved(sam)
    when_it_is_registered_all_the_same(sam)
    and_both_are_looked_at_side_by_side(sam, axe)
    and_joined(sam, axe)
    then_one_record_has_both_numbers(sam)
    when_that_was_wrong(sam, axe)
    then_they_are_two_again(sam)


def given_a_record(sam: Hands, sign_in: SignIn) -> Hands:
    sign_in(sam.page, "link.worker")
    register(sam)
    return sam


def when_the_same_person_is_registered_again(sam: Hands, axe: Axe) -> None:
    fill_in_registration(sam, ADA)
    axe(sam.page)


def then_the_other_record_is_shown_before_anything_is_saved(sam: Hands) -> None:
    expect(sam.page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
    expect(sam.page.get_by_role("link", name=WINIFRED.name)).to_be_visible()
    expect(sam.page.get_by_label("Family name")).to_have_value(ADA.family)


def when_it_is_registered_all_the_same(sam: Hands) -> None:
    sam.choose("I have looked: none of these is this person")
    sam.send("Save")
    expect(sam.page.get_by_role("heading", level=1)).to_have_text("About Winifred")


def and_both_are_looked_at_side_by_side(sam: Hands, axe: Axe) -> None:
    sam.follow("People")
    sam.follow("Two records of one person?")
    axe(sam.page)
    sam.follow("Side by side")
    axe(sam.page)
    expect(sam.page.get_by_role("row").filter(has_text="Birth date")).to_contain_text("Yes")


def and_joined(sam: Hands, axe: Axe) -> None:
    sam.send("Save")
    expect(sam.page.get_by_text("Choose an answer.")).to_be_visible()
    axe(sam.page)
    first = sam.page.get_by_role("row").filter(has_text="Name").get_by_role("link").first.inner_text()
    sam.choose("One person: keep the first" if first == WINIFRED.name else "One person: keep the second")
    sam.send("Save")
    axe(sam.page)
    expect(sam.page.get_by_text("The two records are one now. This can be undone.")).to_be_visible()


def then_one_record_has_both_numbers(sam: Hands) -> None:
    expect(sam.page.get_by_role("heading", level=1)).to_have_text(f"About {WINIFRED.given}")
    for number in (WINIFRED.mobile, ADA.mobile):
        expect(sam.page.get_by_text(number).first).to_be_visible()


def when_that_was_wrong(sam: Hands, axe: Axe) -> None:
    kept = urlsplit(sam.page.url).path
    sam.follow("Moved away, died, or joined with another record")
    axe(sam.page)
    sam.follow("Part them again")
    axe(sam.page)
    sam.fill("Why?", "They are sisters")
    sam.send("Save")
    expect(sam.page.get_by_text("They are two records again.")).to_be_visible()
    assert urlsplit(sam.page.url).path == kept
    axe(sam.page)


def then_they_are_two_again(sam: Hands) -> None:
    expect(sam.page.get_by_text(ADA.mobile)).to_have_count(0)
    sam.follow("People")
    for name in (WINIFRED.name, ADA.name):
        expect(sam.page.get_by_role("link", name=name)).to_have_count(1)
