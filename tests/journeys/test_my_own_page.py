"""A person is invited, puts right what others wrote, says what matters, and decides who may see it."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from .copies import read_copy
from .house import House
from .steps import WINIFRED, choose_password_by_email, invite, register, sign_in_with_a_code, write_what_matters_most
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

SAM_WROTE = "Getting out of the house more."
SHE_SAYS = "I never said that. I said I miss my allotment."
IN_HER_WORDS = "My allotment. The robin knows me."
GOAL = "I want to dig my own potatoes again"
CHOIR = "Ashcombe Voices"


@in_every_way()
def test_a_person_comes_in_and_makes_the_record_their_own(house, hands, axe):
    given_a_link_worker_wrote_what_she_did_not_quite_say_and_invited_her(hands())
    winifred = when_she_comes_in_by_the_link_of_the_email(house, hands(), axe)
    and_says_that_she_did_not_say_that(winifred, axe)
    and_writes_it_herself(winifred, axe)
    and_says_what_she_would_like_to_happen(winifred, axe)
    then_she_sees_who_looked(winifred, axe)
    and_can_print_her_folder(winifred, axe)
    when_she_lets_the_choir_see_a_little(winifred, axe)
    and_takes_it_back(winifred, axe)
    then_the_choir_sees_nothing_and_the_history_is_kept(winifred)


def given_a_link_worker_wrote_what_she_did_not_quite_say_and_invited_her(sam: Hands) -> None:
    sign_in_with_a_code(sam, "link.worker")
    register(sam)
    write_what_matters_most(sam, SAM_WROTE, supported_by="Sam Patel")
    sam.follow(WINIFRED.name)
    invite(sam)


def when_she_comes_in_by_the_link_of_the_email(house: House, winifred: Hands, axe: Axe) -> Hands:
    choose_password_by_email(winifred, house, WINIFRED.email, axe)
    expect(winifred.page).to_have_url(re.compile(r"/people/[0-9a-f-]{36}/$"))
    expect(winifred.page.get_by_role("heading", level=1)).to_have_text("My page")
    axe(winifred.page)
    return winifred


def and_says_that_she_did_not_say_that(winifred: Hands, axe: Axe) -> None:
    expect(winifred.page.get_by_text(SAM_WROTE)).to_be_visible()
    winifred.follow("Is this what you said?")
    axe(winifred.page)
    winifred.choose("That is not what I said")
    winifred.fill("What did you say?", SHE_SAYS)
    winifred.send("Send my answer")
    axe(winifred.page)
    expect(winifred.page.get_by_text("What you said is kept with the words.")).to_be_visible()
    expect(winifred.page.get_by_text(SHE_SAYS)).to_be_visible()


def and_writes_it_herself(winifred: Hands, axe: Axe) -> None:
    winifred.follow("Change these words")
    axe(winifred.page)
    winifred.fill("In your own words", IN_HER_WORDS)
    winifred.send("Save")
    axe(winifred.page)
    expect(winifred.page.get_by_text("Your words are saved.")).to_be_visible()
    expect(winifred.page.get_by_text(IN_HER_WORDS).first).to_be_visible()
    expect(winifred.page.get_by_text(SAM_WROTE).first).to_be_visible()


def and_says_what_she_would_like_to_happen(winifred: Hands, axe: Axe) -> None:
    winifred.follow("My page")
    winifred.send("Start a plan")
    axe(winifred.page)
    winifred.follow("Add what matters")
    axe(winifred.page)
    winifred.fill("What matters to you?", GOAL)
    winifred.choose("9", within="How important is it to you?")
    winifred.send("Save")
    axe(winifred.page)
    expect(winifred.page.get_by_role("heading", name=GOAL)).to_be_visible()
    expect(winifred.page.get_by_text("Whose words are these?")).to_have_count(0)


def then_she_sees_who_looked(winifred: Hands, axe: Axe) -> None:
    winifred.follow("My page")
    winifred.follow("Who looked at my record")
    axe(winifred.page)
    rows = winifred.page.get_by_role("row").filter(has_text="Sam Patel")
    for said in ("link worker", "Ashcombe and Fell Primary Care Network", "Opened the record"):
        expect(rows.filter(has_text=said).first).to_be_visible()


def and_can_print_her_folder(winifred: Hands, axe: Axe) -> None:
    winifred.follow("My page")
    winifred.follow("My “What matters to me” folder")
    axe(winifred.page)
    winifred.find("Print copy (PDF)")
    text = read_copy(winifred.page, "Print copy (PDF)").words()
    assert IN_HER_WORDS in text
    assert GOAL in text
    assert SAM_WROTE not in text


def when_she_lets_the_choir_see_a_little(winifred: Hands, axe: Axe) -> None:
    winifred.follow("Back to my page")
    winifred.follow("Who may see my record")
    axe(winifred.page)
    winifred.follow("Say yes or no")
    axe(winifred.page)
    winifred.pick("Who?", CHOIR)
    winifred.choose("Yes", within="Yes or no?")
    winifred.choose("Name and birth date", within="What may they see?")
    winifred.choose("How to communicate with me", within="What may they see?")
    winifred.send("Save")
    axe(winifred.page)
    decided = winifred.page.get_by_text(f"{CHOIR} may see: name and birth date and how to communicate with me.")
    expect(decided.first).to_be_visible()


def and_takes_it_back(winifred: Hands, axe: Axe) -> None:
    winifred.follow("Take this back")
    axe(winifred.page)
    winifred.send("Take it back")
    axe(winifred.page)


def then_the_choir_sees_nothing_and_the_history_is_kept(winifred: Hands) -> None:
    page = winifred.page
    expect(page.get_by_text("It is taken back. It holds from now on.")).to_be_visible()
    expect(page.get_by_text(f"{CHOIR} may no longer see")).to_be_visible()
    page.get_by_text("What was decided before").click()
    expect(page.get_by_text(f"{CHOIR} may see: name and birth date")).to_be_visible()
