"""What somebody has typed survives a time-out, a server that went away, and answers that have to be put right."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .house import House
from .screens import NARROW_PLAIN, WIDE, on_screens
from .steps import sign_in_with_a_password
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]

HEADING = "What is most important to me"
WORDS = "Singing, and Arthur’s chair by the window.\nAnd the robin: <b>not</b> the cat."
SHOWN = "And the robin: <b>not</b> the cat."


@in_every_way()
def test_what_was_typed_survives_a_time_out(house, hands, sign_in, axe):
    peggy = given_she_is_writing(hands(), sign_in)
    when_nobody_used_the_page_for_an_hour(house)
    and_she_saves(peggy, axe)
    then_she_is_told_that_her_words_are_kept(peggy)
    when_she_signs_in_again(peggy, axe)
    then_her_words_are_there_and_are_saved_with_one_button(peggy, axe)


def given_she_is_writing(peggy: Hands, sign_in: SignIn) -> Hands:
    sign_in(peggy.page, "peggy")
    peggy.follow(HEADING)
    peggy.follow("Change these words")
    peggy.fill("In your own words", WORDS)
    return peggy


def when_nobody_used_the_page_for_an_hour(house: House) -> None:
    assert house.change("UPDATE accounts_session SET seen_at = datetime('now', '-1 hour')")


def and_she_saves(peggy: Hands, axe: Axe) -> None:
    peggy.send("Save")
    axe(peggy.page)


def then_she_is_told_that_her_words_are_kept(peggy: Hands) -> None:
    expect(peggy.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(peggy.page.get_by_text("What you typed is kept")).to_be_visible()


def when_she_signs_in_again(peggy: Hands, axe: Axe) -> None:
    sign_in_with_a_password(peggy, "peggy")
    axe(peggy.page)


def then_her_words_are_there_and_are_saved_with_one_button(peggy: Hands, axe: Axe) -> None:
    expect(peggy.page.get_by_role("heading", level=1)).to_have_text("We kept what you typed")
    expect(peggy.page.get_by_text(SHOWN)).to_be_visible()
    peggy.send("Send it now")
    axe(peggy.page)
    expect(peggy.page.get_by_text("Your words are saved.")).to_be_visible()
    expect(peggy.page.get_by_text(SHOWN).first).to_be_visible()


@on_screens(WIDE, NARROW_PLAIN)
def test_what_was_typed_survives_a_server_that_went_away(house, page, sign_in, axe):
    sign_in(page, "peggy")
    page.get_by_role("link", name=HEADING).click()
    page.get_by_role("button", name="Change these words").click()
    page.get_by_label("In your own words").fill(WORDS)
    with house.without_server():
        press_save_in_vain(page)
    page.reload()
    expect(page.get_by_text("Your words are saved.")).to_be_visible()
    expect(page.get_by_text(SHOWN).first).to_be_visible()
    axe(page)


def press_save_in_vain(page: Page) -> None:
    """The browser itself says that nobody answers."""
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Save").click()
    page.wait_for_url("chrome-error://**")


@on_screens(WIDE, NARROW_PLAIN)
def test_what_was_typed_stays_where_an_answer_has_to_be_put_right(house, page, sign_in, axe):
    sign_in(page, "link.worker")
    page.goto("/people/register")
    page.get_by_label("First names").fill("<script>alert(1)</script>")
    for box, figure in (("Day", "31"), ("Month", "2"), ("Year", "1950")):
        page.get_by_role("group", name="Birth date").get_by_label(box).fill(figure)
    page.get_by_label("NHS number").fill("0000000000")
    page.get_by_role("button", name="Save").click()
    axe(page)
    expect(page).to_have_title("Error: Add a person – whatmatters")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    expect(page.get_by_label("First names")).to_have_value("<script>alert(1)</script>")
    expect(page.get_by_role("group", name="Birth date").get_by_label("Day")).to_have_value("31")
