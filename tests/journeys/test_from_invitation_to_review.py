"""A plan in full: asked to talk, got ready on paper, talked, wrote, agreed, and looked at again together.

A carer acts for the person meanwhile: what she writes is shown as hers.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from playwright.sync_api import Page, expect

from whatmatters.foundation.kernel.clock import LONDON

from .house import House
from .steps import WINIFRED, choose_password_by_email, let_act, register, sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

TODAY = datetime.now(LONDON).date()
MATTERS = "My allotment, and somebody to laugh with"
NEED = "I get out of breath on the hill"
GOAL = "I want to walk up to my allotment and back"
TRIGGER = "I cannot finish a sentence"
HOW_IT_GOES = "She sat in the sun by the bean poles on Sunday"


@in_every_way()
def test_a_plan_from_invitation_to_review(house, hands, axe):
    sam = given_a_plan_that_has_begun(hands(), axe)
    when_somebody_is_named_and_the_person_is_invited(sam, axe)
    and_what_came_back_on_paper_is_entered(sam, axe)
    when_her_niece_may_act_for_her(sam, axe)
    and_they_talk_with_the_screen_between_them(sam, axe)
    then_what_was_said_becomes_a_goal_without_typing_it_twice(sam, axe)
    when_they_write_what_to_do_when_things_get_worse(sam, axe)
    and_agree(sam, axe)
    then_the_plan_counts(sam, axe)
    when_her_niece_writes_how_it_is_going(house, hands(), axe)
    then_it_stands_beside_the_plan_as_hers(sam, axe)
    when_they_look_at_it_again(sam, axe)
    then_the_review_says_how_far_it_has_come(sam, axe)


def given_a_plan_that_has_begun(sam: Hands, axe: Axe) -> Hands:
    sign_in_with_a_code(sam, "link.worker")
    register(sam)
    sam.send("Start a plan")
    axe(sam.page)
    return sam


def stage(sam: Hands, name: str, axe: Axe) -> None:
    """Go to a stage by the row of six, from whatever page of the plan."""
    sam.follow(name)
    expect(sam.page.get_by_role("heading", level=1)).to_have_text(name)
    axe(sam.page)


def when_somebody_is_named_and_the_person_is_invited(sam: Hands, axe: Axe) -> None:
    stage(sam, "Getting to know what brought us here", axe)
    sam.follow("Name somebody who is involved")
    axe(sam.page)
    sam.fill("Who is it?", "Ada Adeyemi")
    sam.fill("What is their part?", "niece")
    sam.send("Save")
    expect(sam.page.get_by_text("Ada Adeyemi").first).to_be_visible()
    sam.follow("Send an invitation")
    axe(sam.page)
    sam.fill_day("On which day would you meet?", TODAY + timedelta(days=7))
    sam.choose("At home", within="How will you talk?")
    sam.send("Save")
    expect(sam.page.get_by_text("The invitation is on its way.").first).to_be_visible()
    axe(sam.page)


def and_what_came_back_on_paper_is_entered(sam: Hands, axe: Axe) -> None:
    stage(sam, "Getting ready", axe)
    sam.follow("Enter what came back on paper")
    axe(sam.page)
    sam.fill("What matters most to me at the moment", MATTERS)
    sam.fill("What worries me", "The hill")
    sam.send("Save")
    expect(sam.page.get_by_text(MATTERS).first).to_be_visible()
    expect(sam.page.get_by_text("On paper").first).to_be_visible()
    axe(sam.page)


def when_her_niece_may_act_for_her(sam: Hands, axe: Axe) -> None:
    plan = sam.page.url
    sam.follow(WINIFRED.name)
    sam.follow("Signing in")
    let_act(
        sam,
        name="Ada Adeyemi",
        relationship="niece",
        email="ada@example.org",
        sees=("Name and birth date", "My plan: goals and actions", "About me"),
        why="The person asked for it",
    )
    axe(sam.page)
    expect(sam.page.get_by_text("The invitation is on its way.")).to_be_visible()
    sam.page.goto(plan)


def when_her_niece_writes_how_it_is_going(house: House, ada: Hands, axe: Axe) -> None:
    choose_password_by_email(ada, house, "ada@example.org", axe)
    ada.follow(WINIFRED.name)
    ada.follow(GOAL)
    axe(ada.page)
    stage(ada, "Making it happen", axe)
    ada.follow("Say something about this plan")
    axe(ada.page)
    ada.choose("How it is going", within="What is it?")
    ada.fill("What do you want to say?", HOW_IT_GOES)
    ada.send("Save")
    stage(ada, "Getting ready", axe)
    ada.follow("Write here What worries them")
    ada.fill("What worries", "She does not say when her hands hurt")
    ada.choose("My words", within="Whose words are these?")
    ada.send("Save")
    expect(ada.page.get_by_text("Written by somebody who acts for them").first).to_be_visible()
    axe(ada.page)


def then_it_stands_beside_the_plan_as_hers(sam: Hands, axe: Axe) -> None:
    stage(sam, "Making it happen", axe)
    expect(sam.page.get_by_text(HOW_IT_GOES)).to_be_visible()
    expect(sam.page.get_by_text("Ada Adeyemi,").first).to_be_visible()


def and_they_talk_with_the_screen_between_them(sam: Hands, axe: Axe) -> None:
    stage(sam, "Talking about what matters", axe)
    sam.follow("Open the shared screen")
    axe(sam.page)
    expect(sam.page.get_by_role("heading", name="What worries me")).to_be_visible()
    sam.follow("Leave the shared screen")
    sam.follow("Write down a conversation")
    sam.fill_day("When did you talk?", TODAY)
    sam.choose("At home", within="How did you talk?")
    sam.fill("What matters most just now?", MATTERS)
    sam.send("Save")
    stage(sam, "Talking about what matters", axe)
    sam.follow("Write here Needs and concerns")
    axe(sam.page)
    sam.fill("Needs and concerns", NEED)
    sam.choose("The person's own words", within="Whose words are these?")
    sam.send("Save")
    expect(sam.page.get_by_text(NEED).first).to_be_visible()


def then_what_was_said_becomes_a_goal_without_typing_it_twice(sam: Hands, axe: Axe) -> None:
    sam.follow(f"Make a goal of this {NEED}")
    axe(sam.page)
    expect(sam.page.get_by_label("What matters to the person?")).to_have_value(NEED)
    sam.fill("What matters to the person?", GOAL)
    sam.choose("The person's own words", within="Whose words are these?")
    sam.send("Save")
    sam.follow("Add a next step")
    sam.fill("What is the next step?", "Walk to the first bench")
    sam.choose("The person", within="Who will do it?")
    sam.fill("Or say when in words", "every dry morning")
    sam.send("Save")
    expect(sam.page.get_by_text("Walk to the first bench").first).to_be_visible()


def when_they_write_what_to_do_when_things_get_worse(sam: Hands, axe: Axe) -> None:
    stage(sam, "Writing the plan", axe)
    sam.follow("Add what to do when things get worse")
    axe(sam.page)
    sam.fill("A name for this plan", "When my breath goes")
    sam.send("Save")
    expect(sam.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    axe(sam.page)
    sam.fill("How do we know that it is needed?", TRIGGER)
    sam.fill("What should happen then?", "Sit down. Blue inhaler. If it does not help, call 999.")
    sam.choose("The person's own words", within="Whose words are these?")
    sam.send("Save")
    expect(sam.page.get_by_text(TRIGGER).first).to_be_visible()
    axe(sam.page)


def and_agree(sam: Hands, axe: Axe) -> None:
    sam.follow("Agree this plan")
    axe(sam.page)
    sam.choose("The person whose plan it is", within="Who agrees this plan?")
    sam.fill_day("When will you look at it together again?", TODAY + timedelta(days=90))
    sam.send("Save: this plan is agreed")


def then_the_plan_counts(sam: Hands, axe: Axe) -> None:
    expect(sam.page.get_by_role("heading", name="This plan has all that a personalised plan needs")).to_be_visible()
    axe(sam.page)


def when_they_look_at_it_again(sam: Hands, axe: Axe) -> None:
    stage(sam, "Looking at it again", axe)
    sam.follow("Write a review down")
    axe(sam.page)
    sam.choose("A formal review", within="What kind of review is it?")
    sam.fill_day("When did you look at it together?", TODAY)
    sam.choose("At home", within="How did you talk?")
    sam.fill("What has changed?", "She walks to the second bench")
    sam.fill_day("When will you look at it again?", TODAY + timedelta(days=180))
    sam.choose("Somewhat more than hoped for", within="How far has this come?")
    sam.send("Save")


def then_the_review_says_how_far_it_has_come(sam: Hands, axe: Axe) -> None:
    axe(sam.page)
    expect(sam.page.get_by_text("She walks to the second bench").first).to_be_visible()
    expect(sam.page.get_by_text("somewhat more than hoped for").first).to_be_visible()
    expect(sam.page.get_by_text("All goals together: 60.0").first).to_be_visible()
