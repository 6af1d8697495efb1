"""A link worker and a person make a first plan, from the first name to the copy in the hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from whatmatters.foundation.kernel.clock import LONDON

from .copies import A4, read_copy
from .pointer import Pointer
from .steps import WINIFRED, register, sign_in_with_a_code, write_what_matters_most
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

TODAY = datetime.now(LONDON).date()
LARGE_PRINT = 16
"""Points, at least: RNIB and the Accessible Information Standard."""
IMPORTANT = "My allotment. Nobody is in a hurry there."
GOAL = "I want to dig my own potatoes again"
STEP = "Go to the allotment and do one bed"


@in_every_way()
def test_a_first_plan_from_the_first_name_to_the_copy_in_the_hand(house, hands, axe):
    sam = given_a_link_worker_who_has_signed_in(hands(), axe)
    when_they_register_somebody(sam, axe)
    and_ask_how_to_communicate(sam, axe)
    and_write_down_what_is_most_important(sam, axe)
    and_start_a_plan_and_write_down_their_talk(sam, axe)
    and_add_a_goal_in_the_persons_words(sam, axe)
    and_add_a_step(sam, axe)
    and_agree_the_plan_with_the_person(sam, axe)
    then_the_folder_says_it_all(sam, axe)
    and_the_copy_is_printed_in_both_sizes(sam)


def given_a_link_worker_who_has_signed_in(hands: Hands, axe: Axe) -> Hands:
    sign_in_with_a_code(hands, "link.worker")
    axe(hands.page)
    return hands


def when_they_register_somebody(sam: Hands, axe: Axe) -> None:
    register(sam)
    axe(sam.page)
    expect(sam.page.get_by_text(WINIFRED.mobile).first).to_be_visible()


def and_ask_how_to_communicate(sam: Hands, axe: Axe) -> None:
    sam.follow("How to communicate")
    axe(sam.page)
    sam.follow("Write it down")
    axe(sam.page)
    sam.fill("How was this asked?", "At her kitchen table")
    sam.fill("What should people know first?", "Speak to my left side.")
    sam.choose("Large print")
    sam.choose("More time")
    sam.send("Save")
    axe(sam.page)
    sam.follow(WINIFRED.name)
    expect(sam.page.get_by_role("region", name="Whose record this is")).to_contain_text("Speak to my left side.")


def and_write_down_what_is_most_important(sam: Hands, axe: Axe) -> None:
    write_what_matters_most(sam, IMPORTANT, supported_by="Sam Patel")
    axe(sam.page)
    expect(sam.page.get_by_text("Sam Patel").first).to_be_visible()
    expect(sam.page.get_by_text("The person has not said yet whether this is right.")).to_be_visible()
    sam.follow(WINIFRED.name)


def and_start_a_plan_and_write_down_their_talk(sam: Hands, axe: Axe) -> None:
    sam.send("Start a plan")
    axe(sam.page)
    sam.follow("Write down a conversation")
    axe(sam.page)
    sam.fill_day("When did you talk?", TODAY)
    sam.choose("At home", within="How did you talk?")
    sam.fill("Who was there?", "Winifred and me")
    sam.fill("What matters most just now?", "I miss being outside and being good at something.")
    sam.send("Save")
    expect(sam.page.get_by_text("I miss being outside and being good at something.")).to_be_visible()


def and_add_a_goal_in_the_persons_words(sam: Hands, axe: Axe) -> None:
    sam.follow("Add what matters")
    axe(sam.page)
    sam.fill("What matters to the person?", GOAL)
    sam.choose("The person's own words", within="Whose words are these?")
    sam.fill("Why does it matter?", "I grew everything we ate for thirty years.")
    sam.choose("9", within="How important is it to them?")
    sam.send("Save")
    axe(sam.page)
    expect(sam.page.get_by_text("How important: 9 out of 10")).to_be_visible()


def and_add_a_step(sam: Hands, axe: Axe) -> None:
    sam.follow("Add a next step")
    axe(sam.page)
    sam.fill("What is the next step?", STEP)
    sam.choose("The person", within="Who will do it?")
    sam.fill("Or say when in words", "Saturday morning")
    sam.choose("7", within="How sure is the person that it will happen?")
    sam.send("Save")
    axe(sam.page)
    expect(sam.page.get_by_text("How sure: 7 out of 10")).to_be_visible()


def and_agree_the_plan_with_the_person(sam: Hands, axe: Axe) -> None:
    sam.follow("Agree this plan")
    expect(sam.page.get_by_text(GOAL)).to_be_visible()
    axe(sam.page)
    sam.choose("The person whose plan it is", within="Who agrees this plan?")
    sam.fill_day("When will you look at it together again?", TODAY + timedelta(days=90))
    sam.send("Save: this plan is agreed")
    axe(sam.page)
    expect(sam.page.get_by_text("Agreed with Winifred on")).to_be_visible()


def then_the_folder_says_it_all(sam: Hands, axe: Axe) -> None:
    sam.follow("The “What matters to me” folder")
    axe(sam.page)
    for words in (IMPORTANT, GOAL, STEP, "Saturday morning", "Speak to my left side."):
        expect(sam.page.get_by_role("article")).to_contain_text(words)


def and_the_copy_is_printed_in_both_sizes(sam: Hands) -> None:
    sam.find("Print copy")
    normal, large = (read_copy(sam.page, link) for link in ("Print copy (PDF)", "Print copy in large print (PDF)"))
    for copy in (normal, large):
        assert copy.papers() == {A4}
        for words in (WINIFRED.name, IMPORTANT, GOAL, STEP, "Speak to my left side."):
            assert words in copy.words()
    assert large.smallest_letters() >= LARGE_PRINT > normal.smallest_letters()


class Tally(Pointer):
    """Hands that count how long a practised, not a fast, typist needs.

    Seconds by the keystroke-level model (Card, Moran and Newell, 1980): 0.28 for a key, 1.1 to come to a control and
    1.35 to think before it.
    """

    seconds = 0.0

    def fill(self, label: str, words: str, *, within: str = "") -> None:
        self.seconds += 0.28 * len(words) + 1.1 + 1.35
        super().fill(label, words, within=within)

    def choose(self, label: str, *, within: str = "") -> None:
        self.seconds += 1.1 + 1.35
        super().choose(label, within=within)

    def _go(self, what: object) -> None:
        self.seconds += 1.1 + 1.35
        super()._go(what)  # type: ignore[arg-type]


def test_somebody_is_registered_within_a_minute(house, page, sign_in):
    sign_in(page, "link.worker")
    sam = Tally(page)
    register(sam)
    assert 5 < sam.seconds < 60
