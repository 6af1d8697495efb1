"""A link worker brings a group in from a spreadsheet, puts a wrong file right, and finds the people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from .ways import Hands, in_every_way

Axe = Callable[[Page], None]

GROUP = (
    "First name,Surname,Date of birth,Mobile,Post code\n"
    "Winifred,Adeyemi,12/03/1941,07700 900161,EX99 1AA\n"
    "Tomasz,Zieliński,31/02/1950,,\n"
    ",,01/01/1970,,\n"
)


@in_every_way()
def test_a_group_comes_in_from_a_spreadsheet(house, hands, sign_in, axe, tmp_path):
    lin = hands()
    sign_in(lin.page, "link.worker")
    given_the_page_that_asks_for_a_file(lin, axe)
    when_the_wrong_kind_of_file_is_sent_it_is_said(lin, axe, tmp_path / "picture.png")
    when_the_list_is_sent(lin, tmp_path / "group.csv")
    then_the_report_says_who_came_in_and_who_did_not(lin, axe)
    then_she_is_found(lin, axe)


def given_the_page_that_asks_for_a_file(lin: Hands, axe: Axe) -> None:
    lin.follow("People")
    lin.follow("Bring people in from a file")
    axe(lin.page)


def when_the_wrong_kind_of_file_is_sent_it_is_said(lin: Hands, axe: Axe, file: Path) -> None:
    file.write_bytes(b"\x89PNG")
    lin.page.get_by_label("File of people").set_input_files(file)
    lin.send("Send")
    expect(lin.page.get_by_text("Nothing was saved").first).to_be_visible()
    expect(lin.page.get_by_text("This kind of file is not read.").first).to_be_visible()
    axe(lin.page)


def when_the_list_is_sent(lin: Hands, file: Path) -> None:
    file.write_text(GROUP, encoding="utf-8-sig")
    lin.page.get_by_label("File of people").set_input_files(file)
    lin.send("Send")


def then_the_report_says_who_came_in_and_who_did_not(lin: Hands, axe: Axe) -> None:
    expect(lin.page.get_by_role("heading", level=1)).to_have_text("What came in from the file")
    expect(lin.page.get_by_text("group.csv, line 4")).to_be_visible()
    expect(lin.page.get_by_text("It gives no name").first).to_be_visible()
    axe(lin.page)


def then_she_is_found(lin: Hands, axe: Axe) -> None:
    lin.follow("See the people")
    lin.follow("Winifred Adeyemi")
    expect(lin.page.get_by_role("heading", level=1)).to_contain_text("Winifred")
    axe(lin.page)
