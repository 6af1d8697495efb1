"""The one-page summaries: what is in them, for whom, and that they are one page whatever the record holds."""

from __future__ import annotations

import io

import pytest
from django.urls import reverse
from pdfua import validate
from pypdf import PdfReader

from tests.world import AT, a_person, a_proxy, an_organisation, staff, themself
from whatmatters.care_plans import services
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.people.models import AdvanceRefusal, CircleMember
from whatmatters.foundation.people.sections import Section
from whatmatters.overview.record.copies import summary_copy
from whatmatters.overview.record.parts import Facts, Lines, Part, Text, Under, Words
from whatmatters.overview.record.queries import get_folder
from whatmatters.overview.record.shortening import LENGTHS, shortened, variants
from whatmatters.overview.record.summary import summary_parts

from .telling import WORSE, a_full_plan

KINDS = ("clinician", "ambulance")
BY = {"created_at": AT, "created_by": "test", "created_by_name": "Test"}


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("", 10, ""),
        ("Short", 10, "Short"),
        ("Exactly ten", 11, "Exactly ten"),
        ("One two three", 10, "One two…"),
        ("One, two", 6, "One…"),
        ("Unbreakable", 6, "Unbre…"),
        ("One two three", 8, "One two…"),
    ],
)
def test_a_text_is_shortened_between_words(text, most, short):
    assert shortened(text, most) == short
    assert len(shortened(text, most)) <= most


def test_each_length_says_whether_something_is_left_out():
    text = Part("talk", "Long", (Words("word " * 200, "By"), Under("Under"), Lines(("a",) * 20), Text("b")))
    pairs = Part("talk", "Pairs", (Facts((("Name", "1\n2\n3"), ("Other", "x"))),))
    found = list(variants((text, pairs)))
    assert [was_cut for _parts, was_cut in found] == [False] + [True] * (len(LENGTHS) - 1)
    shortest = found[-1][0]
    assert shortest[1].blocks[0].pairs == (("Name", "1…"),)
    assert len(shortest[0].blocks) == 2


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person("Mary Okafor", cared_for_by=surgery)


@pytest.fixture
def told(mary, surgery):
    CircleMember.objects.create(
        person=mary,
        name="Jean",
        relationship="daughter",
        phone="07700 900101",
        is_emergency_contact=True,
        how_they_help="Rings on Sundays",
        **BY,
    )
    AdvanceRefusal.objects.create(
        person=mary,
        treatment="SECRET WORDS",
        circumstances="x",
        is_life_sustaining=False,
        where_kept="In the bureau",
        **BY,
    )
    return a_full_plan(mary, surgery)


def one_page(folder, kind, tmp_path) -> str:
    pdf = summary_copy(folder, kind).pdf()
    file = tmp_path / "page.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(file).findings] == []
    pages = PdfReader(io.BytesIO(pdf)).pages
    assert len(pages) == 1
    return " ".join(pages[0].extract_text().split())


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("clinician", ("What matters", "I want to walk to the shop", "8 out of 10", "Grace Mensah", "Agreed on")),
        (
            "ambulance",
            ("Call me Mary", "Bill comes in with his key", "I have not dressed", "Jean, daughter", "bureau"),
        ),
    ],
)
def test_each_says_what_its_reader_needs(mary, told, surgery, kind, says, tmp_path):
    folder = get_folder(mary.id, by=staff(surgery, Role.CLINICIAN), at=AT)
    text = one_page(folder, kind, tmp_path)
    for said in (*says, "When I stay in bed", "Advance decision to refuse treatment"):
        assert said in text
    assert "SECRET WORDS" not in text
    assert "There is more in the folder" not in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letters", ["long words ", "دیر تک لکھا ہوا ", "unbreakable" * 20 + " "])
def test_it_never_spills_to_a_second_page(mary, told, surgery, kind, letters, tmp_path):
    sam = staff(surgery)
    for heading in ("need", "worry", "risk", "matters", "other-plan"):
        for _number in range(3):
            said = services.Said((letters * 120)[:1900], are_the_persons=True)
            services.write_statement(plan_id=told, heading=heading, said=said, by=sam, at=AT)
    for number in range(6):
        long = services.WhenWorse(
            name=f"{number} {letters}"[:140],
            triggers=tuple((letters * 9)[:90] for _trigger in range(12)),
            what_should_happen=(letters * 200)[:2000],
            who_to_contact="\n".join([(letters * 5)[:60]] * 12),
            coping=(letters * 100)[:1000],
            ready_at_hand=(letters * 100)[:1000],
        )
        services.add_contingency(plan_id=told, contingency=long, by=sam, at=AT)
        goal = services.GoalWords((letters * 100)[:1000], (letters * 100)[:1000], 8, are_the_persons=True)
        services.add_goal(plan_id=told, goal=goal, by=sam, at=AT)
    assert "There is more in the folder" in one_page(get_folder(mary.id, by=sam, at=AT), kind, tmp_path)


def test_notes_kept_from_the_person_stand_on_no_paper(mary, told, surgery):
    CircleMember.objects.update(hidden_at=AT, hidden_by="test", hidden_why="Her safety", how_they_help="He drinks")
    clinician = get_folder(mary.id, by=staff(surgery, Role.CLINICIAN), at=AT)
    for kind in KINDS:
        assert "He drinks" not in str(summary_parts(clinician, kind))


def test_a_proxy_without_decisions_does_not_hear_of_papers(mary, told):
    proxy = a_proxy(mary, Section.IDENTITY, Section.PLAN)
    assert get_folder(mary.id, by=proxy, at=AT).papers == ()
    assert get_folder(mary.id, by=themself(mary), at=AT).papers[0].where_kept == "In the bureau"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("ending", ["_page", "_page_pdf"])
def test_the_pages_answer_those_who_may(signed_in, mary, told, surgery, kind, ending):
    address = reverse(f"overview:{kind}{ending}", args=[mary.id])
    seen = signed_in("Doc", posts=[(Role.CLINICIAN, surgery.id)]).get(address)
    assert seen.status_code == 200
    if ending == "_page":
        assert WORSE.what_should_happen in seen.content.decode()
    assert signed_in("Nosy", posts=[(Role.CLINICIAN, an_organisation("Hilltop").id)]).get(address).status_code == 404
    assert signed_in("Ad", posts=[(Role.ADMINISTRATOR, surgery.id)]).get(address).status_code == 404
