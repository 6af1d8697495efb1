"""The folder: what is in it, for whom, and its printed copy."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pdfua import validate
from pypdf import PdfReader

from tests.world import AT, a_person, a_proxy, an_organisation, staff, stranger_id, themself
from whatmatters.care_plans import services as plans
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph
from whatmatters.foundation.nhsuk.documents.typesetting import render_pdf
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.about_me import Words, write_about_me
from whatmatters.foundation.people.services.contacts import NewAddress, set_address
from whatmatters.overview.record.document import TEMPLATE, folder_data, folder_title
from whatmatters.overview.record.queries import get_folder

pytestmark = pytest.mark.django_db


@pytest.fixture
def surgery():
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person("Mary Okafor", cared_for_by=surgery)


@pytest.fixture
def with_a_plan(mary, surgery):
    sam = staff(surgery)
    words = Words(text="Singing & <b>my garden</b>\nٹیلی فون نہ کریں")
    write_about_me(person_id=mary.id, heading="most-important", words=words, based_on=0, by=themself(mary), at=AT)
    plan_id = plans.start_plan(person_id=mary.id, by=sam, at=AT)
    goal = plans.GoalWords("I want to walk to the shop", "I meet people there", 8, are_the_persons=True)
    goal_id = plans.add_goal(plan_id=plan_id, goal=goal, by=sam, at=AT)
    plans.add_action(goal_id=goal_id, action=plans.ActionSteps("Walk to the corner", "person"), by=sam, at=AT)
    plans.agree_plan(
        plan_id=plan_id, version_read=3, agreed=plans.AgreedBy(), review_on=date(2027, 2, 1), by=sam, at=AT
    )
    return plan_id


def printed(folder, tmp_path, **how) -> str:
    pdf = render_pdf(TEMPLATE, folder_data(folder), title=folder_title(folder), language="en-gb", **how)
    file = tmp_path / "folder.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(file).findings] == []
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("large_print", [False, True])
def test_the_printed_copy_says_what_matters(mary, with_a_plan, large_print, tmp_path):
    text = printed(get_folder(mary.id, by=themself(mary), at=AT), tmp_path, large_print=large_print)
    flat = " ".join(text.split())
    for said in (
        "Mary Okafor",
        "Singing & <b>my garden</b>",
        "I want to walk to the shop",
        "My own words, written down with Sam Patel",
        "Walk to the corner",
        "8 out of 10",
        "Agreed with Mary on 20 November 2026",
        "1 February 2027",
    ):
        assert said in flat


def test_a_letter_that_cannot_be_printed_is_named(mary, surgery):
    words = Words(text="Linear A: 𐘀")
    write_about_me(person_id=mary.id, heading="also", words=words, based_on=0, by=themself(mary), at=AT)
    folder = get_folder(mary.id, by=themself(mary), at=AT)
    with pytest.raises(NoGlyph, match="𐘀"):
        render_pdf(TEMPLATE, folder_data(folder), title=folder_title(folder), language="en-gb")


def test_each_sees_only_their_sections(mary, with_a_plan, surgery):
    proxy = a_proxy(mary, Section.IDENTITY, Section.ABOUT_ME)
    officer = staff(surgery, Role.BUDGET_OFFICER)
    assert [bool(part) for part in _parts(mary, proxy)] == [True, False]
    assert [bool(part) for part in _parts(mary, officer)] == [False, True]
    assert [bool(part) for part in _parts(mary, staff(surgery))] == [True, True]


def _parts(person, actor):
    folder = get_folder(person.id, by=actor, at=AT)
    return folder.said, folder.plans


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.ANALYST, Role.BROKER, Role.COMMUNITY_CONTACT])
def test_the_folder_is_not_there_for_others(mary, with_a_plan, surgery, role):
    with pytest.raises(NotFound):
        get_folder(mary.id, by=staff(surgery, role), at=AT)


def test_the_folder_is_not_there_elsewhere_or_with_money_alone(mary, with_a_plan):
    for actor in (staff(an_organisation("Hilltop")), a_proxy(mary, Section.MONEY)):
        with pytest.raises(NotFound):
            get_folder(mary.id, by=actor, at=AT)
    with pytest.raises(NotFound):
        get_folder(stranger_id(), by=themself(mary), at=AT)


def test_no_address_ever_stands_in_it(mary, with_a_plan, tmp_path):
    place = NewAddress("14 Hidden Street", postcode="ZZ99 9ZZ", is_secret=True)
    set_address(person_id=mary.id, address=place, by=themself(mary), at=AT)
    folder = get_folder(mary.id, by=themself(mary), at=AT)
    assert "Hidden" not in str(folder)
    assert "Hidden" not in printed(folder, tmp_path)


def test_each_copy_is_recorded_once_with_its_sections(mary, with_a_plan, surgery):
    get_folder(mary.id, action="printed the folder", by=staff(surgery), at=AT)
    newest = list_events_about(mary.id)[0]
    assert newest.action == "printed the folder"
    assert "plan" in newest.sections
    assert [row.action for row in list_events_about(mary.id)].count("printed the folder") == 1
