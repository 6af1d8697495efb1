"""Two people change the same thing; a button is pressed twice; "back" is pressed: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from .screens import NARROW_PLAIN, WIDE, on_screens
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]

WAS = "I want to sing with other people again"
SAM = "I want to sing with other people on Thursdays"
PEGGY = "I want to sing alto with other people again"
BOTH = "I want to sing alto with other people on Thursdays"


@in_every_way()
def test_the_second_of_two_editors_sees_both_versions(house, hands, sign_in, axe):
    peggy, sam = given_both_change_the_same_goal(hands(), hands(), sign_in)
    when_sam_saves_first(sam)
    and_then_peggy(peggy)
    then_she_sees_both_and_hers_is_still_there(peggy, axe)
    when_she_makes_them_one(peggy)
    then_the_plan_has_it_and_no_version_is_lost(peggy, axe)


def given_both_change_the_same_goal(peggy: Hands, sam: Hands, sign_in: SignIn) -> tuple[Hands, Hands]:
    for hands, who in ((peggy, "peggy"), (sam, "link.worker")):
        sign_in(hands.page, who)
    peggy.follow(WAS)
    sam.page.goto(peggy.page.url)
    for hands, words in ((peggy, PEGGY), (sam, SAM)):
        hands.follow("Change this goal")
        hands.fill("What matters to", words)
    return peggy, sam


def when_sam_saves_first(sam: Hands) -> None:
    sam.send("Save")
    expect(sam.page.get_by_role("heading", name=SAM)).to_be_visible()


def and_then_peggy(peggy: Hands) -> None:
    peggy.send("Save")


def then_she_sees_both_and_hers_is_still_there(peggy: Hands, axe: Axe) -> None:
    axe(peggy.page)
    expect(peggy.page.get_by_text("Sam Patel changed this while you were writing")).to_be_visible()
    expect(peggy.page.get_by_role("alert").filter(has_text=SAM)).to_be_visible()
    expect(peggy.page.get_by_label("What matters to you?")).to_have_value(PEGGY)


def when_she_makes_them_one(peggy: Hands) -> None:
    peggy.fill("What matters to you?", BOTH)
    peggy.send("Save")


def then_the_plan_has_it_and_no_version_is_lost(peggy: Hands, axe: Axe) -> None:
    expect(peggy.page.get_by_role("heading", name=BOTH)).to_be_visible()
    axe(peggy.page)
    peggy.follow("Earlier versions of this plan")
    axe(peggy.page)
    peggy.send("See them side by side")
    axe(peggy.page)
    goal = peggy.page.get_by_role("main")
    for words in ("taken out: again", "put in: alto", "put in: on Thursdays"):
        expect(goal).to_contain_text(words)


@on_screens(WIDE, NARROW_PLAIN)
def test_a_button_that_is_pressed_twice_saves_once(house, page, sign_in, axe):
    goal = open_new_goal(page, sign_in)
    page.get_by_label("What matters to you?").fill(goal)
    page.get_by_role("button", name="Save").dblclick()
    expect(page.get_by_text("The goal is added.")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=goal)).to_have_count(1)


@on_screens(WIDE, NARROW_PLAIN)
def test_the_same_words_sent_again_after_going_back_are_asked_about(house, page, sign_in, axe):
    goal = open_new_goal(page, sign_in)
    page.get_by_label("What matters to you?").fill(goal)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The goal is added.")).to_be_visible()

    page.go_back()
    expect(page.get_by_label("What matters to you?")).to_have_value(goal)
    page.get_by_role("button", name="Save").click()
    axe(page)
    expect(page.get_by_role("heading", name="You sent these words a moment ago")).to_be_visible()
    page.get_by_role("link", name="See what is saved").click()
    expect(page.get_by_role("heading", name=goal)).to_have_count(1)


@on_screens(WIDE, NARROW_PLAIN)
def test_somebody_who_wants_the_same_words_twice_gets_them(house, page, sign_in):
    goal = open_new_goal(page, sign_in)
    page.get_by_label("What matters to you?").fill(goal)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The goal is added.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Save them a second time").click()
    expect(page.get_by_role("heading", name=goal)).to_have_count(2)


def open_new_goal(page: Page, sign_in: SignIn) -> str:
    sign_in(page, "peggy")
    page.get_by_role("link", name=WAS).click()
    page.get_by_role("button", name="Add what matters").click()
    return "I want to hear the sea"
