"""Some work needs numbers or listings, never people: those who do it meet no name, not even by its address."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest
from playwright.sync_api import Page, expect

from whatmatters.project.demonstration.stories import STORIES

from .screens import NARROW, WIDE, on_screens

WITHOUT_PEOPLE = ("analyst", "directory", "choir", "broker", "administrator")
NAMES = {name for story in STORIES for name in (story.new.family_name, story.new.nhs_number) if name}
NUMBERS = {number[:3] + " " + number[3:6] + " " + number[6:] for number in NAMES if number.isdecimal()}
AT_LEAST = 5
"""Smaller numbers are not shown, larger ones are rounded to it: a rule of the counts page."""


@pytest.fixture
def peggys_page(shared_house, open_page, sign_in) -> str:
    page = open_page(WIDE)
    sign_in(page, "peggy")
    return page.url


@pytest.mark.parametrize("who", WITHOUT_PEOPLE)
def test_nobody_is_named_to_those_who_do_not_care_for_people(shared_house, page, sign_in, peggys_page, who):
    sign_in(page, who)
    for place in ("/today", "/", "/people/", "/people/search?q=holloway", "/people/search?q=9990001006"):
        page.goto(place)
        assert_nobody_is_named(page)
    for part in ("", "record/folder", "record/folder.pdf", "plans/", "communication", "who-looked", "consent"):
        answer = page.context.request.get(peggys_page + part)
        assert answer.status in (403, 404), f"{part} answered {answer.status}"


@on_screens(WIDE, NARROW)
def test_an_analyst_sees_counts_and_no_small_number(shared_house, page, sign_in, axe):
    sign_in(page, "analyst")
    page.get_by_role("link", name="Counts").first.click()
    axe(page)
    assert_nobody_is_named(page)
    said = page.locator("td").all_inner_texts()
    assert "fewer than 5" in said
    assert all(int(number) % AT_LEAST == 0 for text in said for number in re.findall(r"\d+", text.replace(",", "")))
    link = page.get_by_role("link", name="Download these counts").get_attribute("href")
    for row in list(csv.reader(StringIO(page.context.request.get(str(link)).text())))[1:]:
        assert all(not cell.isdecimal() or int(cell) % AT_LEAST == 0 for cell in row[2:])


def test_somebody_in_another_place_finds_nobody_of_this_one(shared_house, page, sign_in, peggys_page):
    sign_in(page, "elsewhere")
    for place in ("/today", "/people/", "/people/search?q=holloway"):
        page.goto(place)
        assert_nobody_is_named(page)
    answer = page.goto(peggys_page)
    assert answer
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("We cannot find this page")


def assert_nobody_is_named(page: Page) -> None:
    text = page.locator("body").inner_text()
    found = [name for name in NAMES | NUMBERS if name in text]
    assert not found, f"{page.url} names {found}"
