"""A woman whose former partner acted for her and frightens her: he is out at once, in silence, and stays out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from .house import House
from .steps import Somebody, choose_password_by_email, let_act, register, sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

DANA = Somebody("Dana", "Whitlock", date(1988, 6, 2), "07700 900183", "999 000 6148", "dana@example.org")
HIM, HIS_EMAIL = "Craig Nash", "craig@example.org"
GOAL = "I want a front door of my own"
GIVEN = ("Name and birth date", "Address and how to reach me", "About me", "My plan: goals and actions", "Appointments")
NOTHING_OF_HER = (DANA.family, GOAL, DANA.mobile)


@in_every_way()
def test_he_is_out_at_once_and_learns_nothing(house, hands, axe):
    sam = given_he_acts_for_her(hands())
    craig, seen = and_he_has_looked(house, hands(), axe)
    when_she_says_that_she_is_afraid_it_ends_in_silence(sam, house, axe)
    then_nothing_that_he_opened_opens_again(craig, seen, axe)
    and_no_letter_told_him(house)
    when_he_asks_to_be_let_in_again_it_is_refused_without_a_reason(sam, axe)
    then_signing_in_again_shows_him_nothing(house, hands(), axe)
    and_he_is_not_named_to_those_who_care_for_her_as_somebody_who_acts(sam, axe)


def given_he_acts_for_her(sam: Hands) -> Hands:
    sign_in_with_a_code(sam, "link.worker")
    register(sam, DANA)
    sam.send("Start a plan")
    sam.follow("Add what matters")
    sam.fill("What matters to the person?", GOAL)
    sam.choose("The person's own words", within="Whose words are these?")
    sam.send("Save")
    sam.follow(DANA.name)
    sam.follow("Signing in")
    let_act(sam, name=HIM, relationship="partner", email=HIS_EMAIL, sees=GIVEN, why="The person asked for it")
    expect(sam.page.get_by_text("The invitation is on its way.")).to_be_visible()
    return sam


def and_he_has_looked(house: House, craig: Hands, axe: Axe) -> tuple[Hands, list[str]]:
    choose_password_by_email(craig, house, HIS_EMAIL, axe)
    craig.follow(DANA.name)
    seen = [urlsplit(craig.page.url).path]
    expect(craig.page.get_by_text(GOAL).first).to_be_visible()
    craig.follow(GOAL)
    seen.append(urlsplit(craig.page.url).path)
    for way in ("record/folder", "record/folder.pdf", "record/whole.zip", "record/thread", "consent", "contacts"):
        seen.append(seen[0] + way)
    return craig, seen


def when_she_says_that_she_is_afraid_it_ends_in_silence(sam: Hands, house: House, axe: Axe) -> None:
    house.mail.empty()
    sam.follow("End this now")
    axe(sam.page)
    expect(sam.page.get_by_label("No: end it and say nothing.")).to_be_checked()
    sam.send("Continue")
    expect(sam.page.get_by_text("It has ended.")).to_be_visible()
    axe(sam.page)


def then_nothing_that_he_opened_opens_again(craig: Hands, seen: list[str], axe: Axe) -> None:
    for address in seen:
        answer = craig.page.request.get(address)
        assert answer.status == 404, f"{address} answered {answer.status}"
        assert not [words for words in NOTHING_OF_HER if words in answer.text()]
    craig.page.reload()
    axe(craig.page)
    craig.page.goto("/today")
    for words in NOTHING_OF_HER:
        expect(craig.page.get_by_text(words)).to_have_count(0)
    axe(craig.page)


def and_no_letter_told_him(house: House) -> None:
    assert HIS_EMAIL not in [str(letter["To"]) for letter in house.mail.letters.received]


def when_he_asks_to_be_let_in_again_it_is_refused_without_a_reason(sam: Hands, axe: Axe) -> None:
    let_act(
        sam,
        name=HIM,
        relationship="partner",
        email=HIS_EMAIL,
        sees=("Name and birth date",),
        why="The person asked for it",
        pressure="Yes, or I am not sure",
    )
    expect(sam.page.get_by_text("This cannot be set up today. Somebody will be in touch.").first).to_be_visible()
    expect(sam.page.locator(".nhsuk-error-summary")).not_to_contain_text("pressure")
    axe(sam.page)
    sam.follow("Go back without saving")


def then_signing_in_again_shows_him_nothing(house: House, craig: Hands, axe: Axe) -> None:
    craig.page.goto("/sign-in")
    craig.fill("Email address or user name", HIS_EMAIL)
    craig.fill("Password", "runner beans and a robin")
    craig.send("Sign in")
    for words in NOTHING_OF_HER:
        expect(craig.page.get_by_text(words)).to_have_count(0)
    axe(craig.page)
    assert HIS_EMAIL not in [str(letter["To"]) for letter in house.mail.letters.received]


def and_he_is_not_named_to_those_who_care_for_her_as_somebody_who_acts(sam: Hands, axe: Axe) -> None:
    expect(sam.page.get_by_role("heading", name=HIM)).to_have_count(0)
    expect(sam.page.get_by_text("Nobody yet.")).to_be_visible()
