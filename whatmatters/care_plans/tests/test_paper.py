"""Preparation on paper: what is printed, and what came back written down as the person's own words."""

import io

import pytest
from django.urls import reverse
from pdfua import validate
from pypdf import PdfReader

from tests.world import AT, a_person, an_organisation, staff, themself
from whatmatters.care_plans import queries, services
from whatmatters.care_plans.models import Statement
from whatmatters.care_plans.views.paper import paper_as_pdf
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound, Refused

ANSWERS = {"matters": "To hear voices in a room again", "worry": "", "question": "  ", "going-well": "The garden"}


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person(cared_for_by=surgery)


@pytest.fixture
def sam(surgery):
    return staff(surgery)


@pytest.fixture
def plan_id(mary, sam):
    return services.start_plan(person_id=mary.id, by=sam, at=AT)


@pytest.mark.parametrize("large_print", [False, True])
def test_the_paper_has_every_question_and_says_where_it_goes(mary, plan_id, sam, large_print, tmp_path):
    paper = queries.get_paper_form(plan_id, by=sam, at=AT)
    pdf = paper_as_pdf(paper, large_print=large_print)
    file = tmp_path / "paper.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(file).findings] == []
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())
    assert [one.code for one in paper.questions] == ["matters", "going-well", "worry", "question", "agenda"]
    for said in ("Mary Okafor", "What matters most to me", *(one.label for one in paper.questions)):
        assert said in text
    assert "send it back to: Riverside Surgery" in text


def test_what_came_back_is_the_persons_own_words_from_paper(mary, plan_id, sam):
    written = services.enter_paper_answers(plan_id=plan_id, answers=ANSWERS, by=sam, at=AT)
    assert len(written) == 2
    said = queries.list_statements(queries.get_plan(plan_id, by=themself(mary), at=AT))
    for heading in ("matters", "going-well"):
        assert said[heading][0].words == ANSWERS[heading]
        assert said[heading][0].whose_words == "In my own words, with help to write"
        assert said[heading][0].means_words == "On paper"
    assert said["worry"] == ()


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({}, ""),
        ({"matters": " "}, ""),
        ({"matters": "Fine", "worry": "x" * 2001}, "worry"),
        ({"matters": "Fine", "need": "Not of preparation"}, "need"),
    ],
)
def test_all_is_written_or_nothing(plan_id, sam, answers, field):
    with pytest.raises(Refused) as refused:
        services.enter_paper_answers(plan_id=plan_id, answers=answers, by=sam, at=AT)
    assert [reason.field for reason in refused.value.reasons] == [field]
    assert not Statement.objects.exists()


def test_only_those_who_write_in_the_plan_may(plan_id, surgery):
    with pytest.raises(NotFound):
        services.enter_paper_answers(plan_id=plan_id, answers=ANSWERS, by=staff(an_organisation("Hilltop")), at=AT)
    officer = staff(surgery, Role.BUDGET_OFFICER)
    with pytest.raises(NotAllowed):
        services.enter_paper_answers(plan_id=plan_id, answers=ANSWERS, by=officer, at=AT)
    assert not Statement.objects.exists()


def test_the_pages(signed_in, mary, plan_id, surgery):
    client = signed_in("Sam", posts=[(Role.LINK_WORKER, surgery.id)])
    enter = reverse("care_plans:paper_enter", args=[plan_id])
    stage = client.get(reverse("care_plans:stage", args=[plan_id, "prepare"])).content.decode()
    assert enter in stage
    assert reverse("care_plans:paper_pdf", args=[plan_id]) in stage
    printed = client.get(reverse("care_plans:paper_pdf", args=[plan_id]) + "?size=large")
    assert printed.headers["Content-Type"] == "application/pdf"
    refused = client.post(enter, {"matters": "Kept words", "worry": "x" * 2001})
    assert "There is a problem" in refused.content.decode()
    assert "Kept words" in refused.content.decode()
    assert "2,001 characters long" in refused.content.decode()
    done = client.post(enter, {"matters": "Singing", "worry": ""})
    assert done.status_code == 302
    assert Statement.objects.get().means == "paper"
    own = signed_in("Mary", person_id=mary.id)
    assert f'"{enter}"' not in own.get(reverse("care_plans:stage", args=[plan_id, "prepare"])).content.decode()
    officer = signed_in("Bo", posts=[(Role.BUDGET_OFFICER, surgery.id)])
    assert officer.get(enter).status_code == 403
    assert signed_in("El", posts=[(Role.CLINICIAN, an_organisation("Hilltop").id)]).get(enter).status_code == 404
