"""An administrator invites a colleague, who sets up codes; when the colleague leaves, the next click is outside."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from whatmatters.foundation.accounts.rules.codes import code_at

from .house import House
from .steps import choose_password_by_email
from .ways import Hands, in_every_way

Axe = Callable[[Page], None]
SignIn = Callable[[Page, str], None]

NAME, EMAIL = "Rosa Ferreira", "rosa.ferreira@example.org"


@in_every_way()
def test_a_colleague_is_invited_sets_up_codes_and_leaves(house, hands, sign_in, axe):
    martin = given_an_administrator_invites_a_link_worker(hands(), sign_in, axe)
    rosa = when_she_chooses_a_password(hands(), house, axe)
    and_sets_up_an_app_for_codes(rosa, axe)
    and_keeps_her_recovery_codes(rosa, axe)
    then_she_sees_the_people_of_her_organisation(rosa, axe)
    when_she_leaves(martin, axe)
    then_her_next_click_is_outside(rosa, axe)


def given_an_administrator_invites_a_link_worker(martin: Hands, sign_in: SignIn, axe: Axe) -> Hands:
    sign_in(martin.page, "administrator")
    martin.follow("Staff")
    axe(martin.page)
    martin.follow("Invite somebody")
    axe(martin.page)
    martin.fill("Name", NAME)
    martin.fill("Work email address", EMAIL)
    martin.choose("Social prescribing link worker", within="What do they do?")
    martin.send("Continue")
    axe(martin.page)
    row = martin.page.get_by_role("row").filter(has_text=EMAIL)
    expect(row.get_by_text("Invited", exact=True)).to_be_visible()
    return martin


def when_she_chooses_a_password(rosa: Hands, house: House, axe: Axe) -> Hands:
    choose_password_by_email(rosa, house, EMAIL, axe)
    return rosa


def and_sets_up_an_app_for_codes(rosa: Hands, axe: Axe) -> None:
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Set up an app for codes")
    axe(rosa.page)
    rosa.fill("Code", "000000")
    rosa.send("Continue")
    axe(rosa.page)
    expect(rosa.page.get_by_role("heading", name="There is a problem")).to_be_visible()
    key = rosa.page.locator(".wm-key").inner_text().replace(" ", "")
    rosa.fill("Code", code_at(base64.b32decode(key), datetime.now(UTC)))
    rosa.send("Continue")


def and_keeps_her_recovery_codes(rosa: Hands, axe: Axe) -> None:
    axe(rosa.page)
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    expect(rosa.page.locator(".wm-codes li")).to_have_count(10)
    rosa.send("I have kept them")


def then_she_sees_the_people_of_her_organisation(rosa: Hands, axe: Axe) -> None:
    axe(rosa.page)
    rosa.follow("People")
    expect(rosa.page.get_by_role("link", name="Margaret Holloway")).to_be_visible()


def when_she_leaves(martin: Hands, axe: Axe) -> None:
    martin.page.reload()
    martin.follow(f"End this role {NAME}")
    axe(martin.page)
    martin.fill("Why?", "Moved to the coast")
    martin.send("End this role now")
    expect(martin.page.get_by_text("The role has ended.")).to_be_visible()
    expect(martin.page.get_by_text(EMAIL)).to_have_count(0)


def then_her_next_click_is_outside(rosa: Hands, axe: Axe) -> None:
    rosa.follow("Margaret Holloway")
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Sign in")
    axe(rosa.page)
