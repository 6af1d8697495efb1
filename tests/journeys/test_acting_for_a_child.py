"""Amina acts for her son Idris: she sees and writes what was given to her, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from .pointer import Pointer
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

GIVEN = ("About me", "How to communicate", "How to reach the person", "Appointments", "Circle of support")
NOT_GIVEN = ("Who looked at my record", "Signing in", "Moved away, died, or joined with another record")
CLOSED = ("who-looked", "state", "state/died", "sign-in", "consent/new")


@in_every_way()
def test_a_mother_sees_and_writes_what_was_given_to_her(house, hands, sign_in, axe):
    amina = given_she_has_signed_in(hands(), sign_in, axe)
    person = when_she_opens_her_sons_page(amina, axe)
    then_she_sees_what_was_given(amina)
    and_nothing_else_even_by_its_address(amina, person, axe)
    when_she_writes_what_he_would_like(amina, axe)
    and_when_it_is_ended_she_is_out_at_the_next_click(amina, hands, sign_in, person, axe)


def given_she_has_signed_in(amina: Hands, sign_in: Callable[[Page, str], None], axe: Axe) -> Hands:
    sign_in(amina.page, "amina")
    expect(amina.page.get_by_role("heading", name="People you act for")).to_be_visible()
    axe(amina.page)
    return amina


def when_she_opens_her_sons_page(amina: Hands, axe: Axe) -> str:
    amina.follow("Idris Yusuf")
    axe(amina.page)
    return urlsplit(amina.page.url).path


def then_she_sees_what_was_given(amina: Hands) -> None:
    for heading in GIVEN:
        expect(amina.page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(amina.page.get_by_text("Idris goes swimming with his cousins")).to_be_visible()


def and_nothing_else_even_by_its_address(amina: Hands, person: str, axe: Axe) -> None:
    for link in NOT_GIVEN:
        expect(amina.page.get_by_role("link", name=link)).to_have_count(0)
    for part in CLOSED:
        answer = amina.page.goto(person + part)
        assert answer
        assert answer.status in (403, 404), f"{part} answered {answer.status}"
    axe(amina.page)
    amina.page.goto(person)


def when_she_writes_what_he_would_like(amina: Hands, axe: Axe) -> None:
    amina.follow("Add what matters")
    axe(amina.page)
    amina.fill("What matters to the person?", "Idris goes on a train to the sea")
    amina.choose("The person's own words", within="Whose words are these?")
    amina.send("Save")
    axe(amina.page)
    goal = amina.page.get_by_role("region", name="Idris goes on a train to the sea")
    expect(goal).to_contain_text("Amina Yusuf")


def and_when_it_is_ended_she_is_out_at_the_next_click(
    amina: Hands, hands: Callable[[], Hands], sign_in: Callable[[Page, str], None], person: str, axe: Axe
) -> None:
    grace = Pointer(hands().page)
    sign_in(grace.page, "coordinator")
    grace.page.goto(person)
    grace.follow("Who may see the record")
    axe(grace.page)
    grace.follow("End this now")
    axe(grace.page)
    grace.send("Continue")
    axe(grace.page)
    answer = amina.page.reload()
    assert answer
    assert answer.status == 404
    axe(amina.page)
