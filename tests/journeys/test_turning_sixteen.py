"""A young person of 15 whose mother acts for her turns 16: the mother is out that day, and she decides anew herself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from playwright.sync_api import Page, expect

from whatmatters.foundation.kernel.clock import LONDON

from .house import House
from .steps import Somebody, choose_password_by_email, invite, let_act, register, sign_in_with_a_code
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

TODAY = datetime.now(LONDON).date()
DAYS_TO_GO = 20
BIRTHDAY = TODAY + timedelta(days=DAYS_TO_GO)
# On 29 February there is no birthday 16 years ago to take: the day before will do.
BORN = date(BIRTHDAY.year - 16, BIRTHDAY.month, min(BIRTHDAY.day, 28) if BIRTHDAY.month == 2 else BIRTHDAY.day)
LEILA = Somebody("Leila", "Farouk", BORN, "07700 900172", "999 000 6121", "leila@example.org")
MOTHER, HER_EMAIL = "Nadia Farouk", "nadia@example.org"
ALL = ("Name and birth date", "About me", "My plan: goals and actions", "Appointments")


@in_every_way()
def test_at_sixteen_she_decides_who_acts_for_her(house, hands, axe):
    sam = given_a_girl_of_fifteen(hands())
    when_her_mother_may_act_for_her_but_not_beyond_the_birthday(sam, axe)
    nadia = then_her_mother_sees_her_plan(house, hands(), axe)
    and_today_says_that_she_must_be_asked_again(sam, axe)
    when_the_birthday_comes(house)
    then_her_mother_is_out(nadia)
    and_staff_cannot_let_her_back_in_as_a_parent(sam, axe)
    leila = when_leila_signs_in_herself(house, sam, hands(), axe)
    and_lets_her_mother_see_her_appointments_alone(leila, axe)
    then_her_mother_sees_these_and_nothing_else(nadia, axe)


def given_a_girl_of_fifteen(sam: Hands) -> Hands:
    sign_in_with_a_code(sam, "link.worker")
    register(sam, LEILA)
    sam.send("Start a plan")
    sam.follow(LEILA.name)
    return sam


def when_her_mother_may_act_for_her_but_not_beyond_the_birthday(sam: Hands, axe: Axe) -> None:
    sam.follow("Signing in")
    details = {"name": MOTHER, "relationship": "mother", "email": HER_EMAIL, "sees": ALL}
    let_act(sam, **details, why="They have parental responsibility")
    expect(sam.page.get_by_text("The person will be 16 then, and must be asked again.").first).to_be_visible()
    axe(sam.page)
    sam.fill_day("Is there a day when this ends?", BIRTHDAY)
    sam.send("Continue")
    expect(sam.page.get_by_text("The invitation is on its way.")).to_be_visible()


def then_her_mother_sees_her_plan(house: House, nadia: Hands, axe: Axe) -> Hands:
    choose_password_by_email(nadia, house, HER_EMAIL, axe)
    nadia.follow(LEILA.name)
    axe(nadia.page)
    expect(nadia.page.get_by_role("button", name="Add what matters")).to_be_visible()
    return nadia


def and_today_says_that_she_must_be_asked_again(sam: Hands, axe: Axe) -> None:
    sam.follow("Today")
    asked = sam.page.get_by_role("region", name="Who acts for whom: ask again")
    expect(asked).to_contain_text(LEILA.name)
    expect(asked).to_contain_text(f"{MOTHER} acts for them")
    axe(sam.page)


def when_the_birthday_comes(house: House) -> None:
    """The clock cannot be moved: everything that is dated moves back instead."""
    earlier = f"-{DAYS_TO_GO} days"
    assert house.change(
        "UPDATE people_person SET birth_date = date(birth_date, ?) WHERE given_names = ?", earlier, LEILA.given
    )
    assert house.change(
        "UPDATE people_proxygrant SET starts_on = date(starts_on, ?), ends_before = date(ends_before, ?) "
        "WHERE proxy_name = ?",
        earlier,
        earlier,
        MOTHER,
    )


def then_her_mother_is_out(nadia: Hands) -> None:
    answer = nadia.page.reload()
    assert answer
    assert answer.status == 404


def and_staff_cannot_let_her_back_in_as_a_parent(sam: Hands, axe: Axe) -> None:
    sam.follow("People")
    sam.fill("Who are you looking for?", LEILA.family)
    sam.send("Find")
    sam.follow(LEILA.name)
    sam.follow("Signing in")
    details = {"name": MOTHER, "relationship": "mother", "email": HER_EMAIL, "sees": ALL}
    let_act(sam, **details, why="They have parental responsibility")
    expect(sam.page.get_by_text("From 16 the person decides who acts for them. Ask them.").first).to_be_visible()
    axe(sam.page)
    sam.follow("Go back without saving")
    sam.follow(LEILA.name)


def when_leila_signs_in_herself(house: House, sam: Hands, leila: Hands, axe: Axe) -> Hands:
    invite(sam, LEILA)
    choose_password_by_email(leila, house, LEILA.email, axe)
    expect(leila.page.get_by_role("heading", level=1)).to_have_text("My page")
    return leila


def and_lets_her_mother_see_her_appointments_alone(leila: Hands, axe: Axe) -> None:
    leila.follow("Who may see my record")
    expect(leila.page.get_by_text(MOTHER).first).to_be_hidden()
    leila.page.go_back()
    leila.follow("How I sign in")
    let_act(leila, name=MOTHER, relationship="my mother", email=HER_EMAIL, sees=("Name and birth date", "Appointments"))
    expect(leila.page.get_by_text("The invitation is on its way.")).to_be_visible()
    axe(leila.page)


def then_her_mother_sees_these_and_nothing_else(nadia: Hands, axe: Axe) -> None:
    nadia.page.goto("/today")
    nadia.follow(LEILA.name)
    expect(nadia.page.get_by_role("heading", name="Appointments", exact=True)).to_be_visible()
    expect(nadia.page.get_by_role("button", name="Add what matters")).to_have_count(0)
    axe(nadia.page)
