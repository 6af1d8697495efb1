"""Everybody signs in: a person with a password, staff with a code besides."""

import pytest
from playwright.sync_api import expect

from whatmatters.project.demonstration.place import WORKERS

from .screens import NARROW_PLAIN, WIDE, on_screens


@on_screens(WIDE, NARROW_PLAIN)
@pytest.mark.parametrize("who", ["peggy", "amina", *(worker.login for worker in WORKERS)])
def test_each_kind_of_user_signs_in_and_sees_a_first_page(page, sign_in, axe, who):
    page.goto("/sign-in")
    axe(page)
    sign_in(page, who)
    expect(page.locator("h1")).to_have_count(1)
    axe(page)


def test_a_person_signs_in_by_keyboard(page, keyboard):
    page.goto("/sign-in")
    keyboard.fill("Email address or user name", "peggy@example.org")
    keyboard.fill("Password", "what matters to you")
    keyboard.press("Enter")
    page.wait_for_url(lambda address: "/sign-in" not in address)
