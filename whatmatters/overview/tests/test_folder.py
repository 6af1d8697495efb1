"""The folder: what is in it, for whom, and its printed copy."""

from __future__ import annotations

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pdfua import validate
from pypdf import PdfReader

from tests.world import AT, a_person, a_proxy, an_organisation, staff, stranger_id, themself
from whatmatters.care_plans import services
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.nhsuk.documents.glyphs import NoGlyph
from whatmatters.foundation.people.sections import Section
from whatmatters.foundation.people.services.about_me import Words, write_about_me
from whatmatters.foundation.people.services.contacts import NewAddress, set_address
from whatmatters.overview.record.copies import easy_copy, folder_as_text, folder_copy
from whatmatters.overview.record.easy import easy_parts, sentences
from whatmatters.overview.record.folder import folder_parts
from whatmatters.overview.record.queries import get_folder

from .telling import WORSE, a_full_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def surgery():
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person("Mary Okafor", cared_for_by=surgery)


@pytest.fixture
def with_a_plan(mary, surgery):
    return a_full_plan(mary, surgery)


def printed(copy, tmp_path) -> str:
    pdf = copy.pdf()
    file = tmp_path / "folder.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(file).findings] == []
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


@pytest.mark.parametrize("large_print", [False, True])
def test_the_printed_copy_says_what_matters(mary, with_a_plan, large_print, tmp_path):
    flat = printed(folder_copy(get_folder(mary.id, by=themself(mary), at=AT), large_print=large_print), tmp_path)
    for said in (
        "Mary Okafor",
        "Singing & <b>my garden</b>",
        "I want to walk to the shop",
        "My own words, written down with Sam Patel",
        "Walk to the corner",
        "8 out of 10",
        "Agreed with Mary on 20 November 2026",
        "1 February 2027",
        "I have not dressed for two days",
        "Bill comes in with his key.",
        "I sang alto for forty years",
        "Only when it is dry",
        "Written by Sam Patel",
        "Grace Mensah (care co-ordinator)",
    ):
        assert said in flat
    assert flat.index("I have not dressed") < flat.index("Singing &")


def test_what_to_do_when_things_get_worse_comes_first(mary, with_a_plan):
    parts = folder_parts(get_folder(mary.id, by=themself(mary), at=AT))
    assert parts[0].code == "worse"
    assert [part.urgent for part in parts] == [True] + [False] * (len(parts) - 1)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("One.", ("One.",)),
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("One\ntwo\n\n three", ("One", "two", "three")),
        ("Dr. Shah comes. Mrs. Hill too.", ("Dr. Shah comes.", "Mrs. Hill too.")),
        ("It costs 3.50 a go", ("It costs 3.50 a go",)),
        ("“Go out.” She did.", ("“Go out.”", "She did.")),
        ("فون نہ کریں۔ خط لکھیں۔", ("فون نہ کریں۔", "خط لکھیں۔")),
    ],
)
def test_easy_read_has_one_idea_a_line(text, lines):
    assert sentences(text) == lines


def test_easy_read_is_the_persons_own_and_nothing_of_it_is_reworded(mary, with_a_plan, tmp_path):
    folder = get_folder(mary.id, by=themself(mary), at=AT)
    said = [line for part in easy_parts(folder) for block in part.blocks for line in getattr(block, "lines", ())]
    for line in ("I sang alto for forty years.", "I can still learn.", "Next step: Walk to the corner", "Who: Me"):
        assert line in said
    assert not [line for line in said if "Grief" in line]
    flat = printed(easy_copy(folder), tmp_path)
    assert "I can still learn." in flat
    assert "There is more in the full folder" in flat


def test_plain_text_reads_in_order_with_whole_sentences(mary, with_a_plan):
    text = folder_as_text(get_folder(mary.id, by=themself(mary), at=AT))
    assert text.startswith("What matters to me: Mary\n")
    assert "Part 1 of " in text
    assert "It is needed when:\nI have not dressed for two days.\nI do not pick up the phone." in text
    assert "Walk to the corner. Who: Me." in text
    assert "Singing & <b>my garden</b>" in text
    assert text.rstrip().endswith("Ask for a new one when something changes.")


PAGES = ("folder", "folder_pdf", "easy", "easy_pdf", "folder_text")


@pytest.mark.parametrize("page", PAGES)
def test_each_form_of_the_folder_answers_the_person_and_no_stranger(signed_in, mary, with_a_plan, surgery, page):
    address = reverse(f"overview:{page}", args=[mary.id])
    own = signed_in("Mary Okafor", person_id=mary.id).get(address)
    assert own.status_code == 200
    if not page.endswith("pdf"):
        said = own.content.decode()
        assert "I have not dressed for two days" in said
        assert "<b>my garden" not in said or page == "folder_text"
    elsewhere = signed_in("Nosy", posts=[(Role.CLINICIAN, an_organisation("Hilltop").id)])
    assert elsewhere.get(address).status_code == 404
    assert signed_in("Ad", posts=[(Role.ADMINISTRATOR, surgery.id)]).get(address).status_code == 404


def test_the_folder_takes_as_many_statements_for_much_as_for_little(mary, with_a_plan, surgery):
    before = _statements_for(mary, surgery)
    for number in range(12):
        said = services.Said(f"Need {number}", are_the_persons=True)
        services.write_statement(plan_id=with_a_plan, heading="need", said=said, by=staff(surgery), at=AT)
        services.add_contingency(plan_id=with_a_plan, contingency=WORSE, by=staff(surgery), at=AT)
    assert _statements_for(mary, surgery) == before <= 20


def _statements_for(person, surgery) -> int:
    with CaptureQueriesContext(connection) as spent:
        get_folder(person.id, by=staff(surgery), at=AT)
    return len(spent)


def test_a_letter_that_cannot_be_printed_is_named(mary, surgery):
    words = Words(text="Linear A: 𐘀")
    write_about_me(person_id=mary.id, heading="also", words=words, based_on=0, by=themself(mary), at=AT)
    folder = get_folder(mary.id, by=themself(mary), at=AT)
    with pytest.raises(NoGlyph, match="𐘀"):
        folder_copy(folder).pdf()


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
    assert "Hidden" not in printed(folder_copy(folder), tmp_path)


def test_each_copy_is_recorded_once_with_its_sections(mary, with_a_plan, surgery):
    get_folder(mary.id, action="printed the folder", by=staff(surgery), at=AT)
    newest = list_events_about(mary.id)[0]
    assert newest.action == "printed the folder"
    assert "plan" in newest.sections
    assert [row.action for row in list_events_about(mary.id)].count("printed the folder") == 1
