"""What to do when things get worse: near at hand, for those who may, and as a wallet card."""

from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pdfua import validate
from pypdf import PdfReader

from tests.world import AT, a_person, a_proxy, an_organisation, staff, themself
from whatmatters.care_plans import services
from whatmatters.foundation.kernel.actor import Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.sections import Section
from whatmatters.overview.record.card import card_address, qr_code
from whatmatters.overview.record.copies import card_copy
from whatmatters.overview.record.queries import get_when_worse

from .telling import WORSE, a_full_plan


@pytest.fixture
def surgery(db):
    return an_organisation()


@pytest.fixture
def mary(surgery):
    return a_person("Mary Okafor", cared_for_by=surgery, nhs_number="9990001006")


@pytest.fixture
def plan_id(mary, surgery):
    return a_full_plan(mary, surgery)


def printed(copy, tmp_path) -> tuple[int, str]:
    pdf = copy.pdf()
    file = tmp_path / "card.pdf"
    file.write_bytes(pdf)
    assert [finding.message for finding in validate(file).findings] == []
    pages = PdfReader(io.BytesIO(pdf)).pages
    return len(pages), " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_is_two_clicks_from_the_persons_page(signed_in, mary, plan_id, surgery):
    client = signed_in("Doc", posts=[(Role.CLINICIAN, surgery.id)])
    address = reverse("overview:when_worse", args=[mary.id])
    assert address in client.get(reverse("people:person", args=[mary.id])).content.decode()
    page = client.get(address).content.decode()
    assert WORSE.triggers[0] in page
    assert reverse("overview:card_pdf", args=[mary.id]) in page


@pytest.mark.parametrize("name", ["when_worse", "card_pdf"])
def test_it_is_there_for_those_who_see_the_plan_alone(signed_in, mary, plan_id, surgery, name):
    address = reverse(f"overview:{name}", args=[mary.id])
    assert signed_in("Mary", person_id=mary.id).get(address).status_code == 200
    assert signed_in("Bo", posts=[(Role.BUDGET_OFFICER, surgery.id)]).get(address).status_code == 200
    for nosy in (signed_in("Ad", posts=[(Role.ADMINISTRATOR, surgery.id)]), signed_in("El", posts=[])):
        assert nosy.get(address).status_code == 404
    response = Client().get(address)
    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"]


def test_a_proxy_needs_the_plan(mary, plan_id):
    with pytest.raises(NotFound):
        get_when_worse(mary.id, by=a_proxy(mary, Section.ABOUT_ME), at=AT)
    seen = get_when_worse(mary.id, by=a_proxy(mary, Section.PLAN, name="Ada"), at=AT)
    assert [one.name for one in seen.contingencies] == [WORSE.name]
    assert seen.circle == ()


def test_it_is_recorded_once(mary, plan_id, surgery):
    get_when_worse(mary.id, by=staff(surgery), at=AT)
    assert list_events_about(mary.id)[0].action == "opened what to do when things get worse"


def test_what_is_no_longer_used_is_not_there(mary, plan_id, surgery):
    plan = get_when_worse(mary.id, by=themself(mary), at=AT).contingencies[0]
    services.end_contingency(contingency_id=plan.id, by=staff(surgery), at=AT)
    assert get_when_worse(mary.id, by=themself(mary), at=AT).contingencies == ()


def test_the_card_says_what_to_do(mary, plan_id, tmp_path):
    pages, text = printed(card_copy(get_when_worse(mary.id, by=themself(mary), at=AT)), tmp_path)
    assert pages == 1
    for said in ("Call me Mary", *WORSE.triggers, WORSE.what_should_happen, "07700 900101", "Cut along the line"):
        assert said in text


def test_a_long_plan_still_fits_its_card(mary, plan_id, surgery, tmp_path):
    long = services.WhenWorse(
        "Long", ("trigger " * 12,) * 20, "What to do. " * 160, "Somebody: 1\n" * 30, "Help " * 300
    )
    services.add_contingency(plan_id=plan_id, contingency=long, by=staff(surgery), at=AT)
    pages, text = printed(card_copy(get_when_worse(mary.id, by=themself(mary), at=AT)), tmp_path)
    assert pages <= 2
    assert "What to do." in text
    assert "…" in text


def test_the_code_holds_the_address_and_nothing_of_the_person(mary, plan_id):
    address = card_address(mary.id)
    assert address == f"{settings.ADDRESS}/people/{mary.id}/record/when-things-get-worse"
    found = get_when_worse(mary.id, by=themself(mary), at=AT)
    assert card_copy(found).words["qr"] == qr_code(address)
    for personal in ("Mary", "Okafor", "999", "1944"):
        assert personal not in address.replace(str(mary.id), "")
