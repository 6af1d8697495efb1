"""A daughter telephones: her mother has died. Everything stops at once, and the page says so with respect."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]


@in_every_way()
def test_everything_stops_at_once(house, hands, sign_in, axe):
    peggy, sam = given_she_has_an_account_and_an_appointment(hands(), hands(), sign_in)
    when_her_death_is_recorded(sam, axe)
    then_the_page_says_it_with_respect(sam)
    and_appointments_are_called_off(sam, axe)
    and_no_letter_waits(sam)
    and_nobody_signs_in_for_her(peggy)
    and_it_can_be_put_right_when_it_was_a_mistake(sam, axe)


def given_she_has_an_account_and_an_appointment(peggy: Hands, sam: Hands, sign_in: SignIn) -> tuple[Hands, Hands]:
    sign_in(peggy.page, "peggy")
    sign_in(sam.page, "link.worker")
    sam.follow("Margaret Holloway")
    expect(sam.page.get_by_text("None to come.")).to_have_count(0)
    return peggy, sam


def when_her_death_is_recorded(sam: Hands, axe: Axe) -> None:
    sam.follow("Moved away, died, or joined with another record")
    sam.follow("The person has died")
    axe(sam.page)
    sam.fill("Who told us?", "Jean, her daughter, on the telephone")
    sam.send("Save")
    axe(sam.page)


def then_the_page_says_it_with_respect(sam: Hands) -> None:
    expect(sam.page.get_by_text("Peggy has died. Nothing is sent any more.")).to_be_visible()
    for button in ("Start a plan", "Add what matters"):
        expect(sam.page.get_by_role("button", name=button)).to_have_count(0)
    expect(sam.page.get_by_text("aged")).to_have_count(0)


def and_appointments_are_called_off(sam: Hands, axe: Axe) -> None:
    sam.follow("Appointments")
    axe(sam.page)
    expect(sam.page.get_by_text("None.")).to_be_visible()
    expect(sam.page.get_by_role("button", name="Offer an appointment")).to_have_count(0)


def and_no_letter_waits(sam: Hands) -> None:
    sam.follow("Letters")
    expect(sam.page.get_by_role("row").filter(has_text="Holloway")).to_have_count(0)


def and_nobody_signs_in_for_her(peggy: Hands) -> None:
    peggy.page.reload()
    expect(peggy.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def and_it_can_be_put_right_when_it_was_a_mistake(sam: Hands, axe: Axe) -> None:
    sam.follow("People")
    sam.follow("Margaret Holloway")
    sam.follow("Moved away, died, or joined with another record")
    sam.follow("This was a mistake: the person is alive")
    axe(sam.page)
    sam.fill("Why?", "It was another Mrs Holloway")
    sam.send("Save")
    axe(sam.page)
    expect(sam.page.get_by_text("has died")).to_have_count(0)
