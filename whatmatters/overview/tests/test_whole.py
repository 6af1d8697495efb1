"""The whole record as one file: what is in it, for whom, and that it is the same when it is read in again."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.world import AT, TODAY, a_person, a_proxy, an_organisation, staff, themself
from whatmatters.care_plans import services
from whatmatters.care_plans.models import Action, Goal, Plan
from whatmatters.care_plans.queries.carried import KINDS
from whatmatters.foundation.kernel.actor import Actor, Role
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotFound
from whatmatters.foundation.people.importing.bringing_in import Wanted, bring_in
from whatmatters.foundation.people.importing.running.report import Report
from whatmatters.foundation.people.models import (
    AboutMeEntry,
    AdvanceStatement,
    CapacityRecord,
    CircleMember,
    Condition,
    Observation,
    Organisation,
    Person,
)
from whatmatters.foundation.people.sections import Section
from whatmatters.overview.record.whole import as_zip, get_whole_record

from .telling import a_full_plan

BY = {"created_at": AT, "created_by": "test", "created_by_name": "Test"}


@pytest.fixture
def surgery(db):
    return an_organisation()


def tell(surgery: Organisation) -> Person:
    """Somebody with a whole record."""
    mary = a_person("Mary Okafor", cared_for_by=surgery, nhs_number="9990001006", nhs_number_status="01")
    CircleMember.objects.create(person=mary, name="Jean", relationship="daughter", how_they_help="Rings", **BY)
    Condition.objects.create(person=mary, term="Asthma", clinical_status="active", verification_status="confirmed")
    Observation.objects.create(person=mary, term="Weight", status="final", measured_at=AT, value="72.50", unit="kg")
    plan_id = a_full_plan(mary, surgery)
    services.add_remark(
        plan_id=plan_id, beside=services.Beside(), kind="note", words="=HYPERLINK(1)", by=themself(mary), at=AT
    )
    return mary


@pytest.fixture
def mary(surgery):
    return tell(surgery)


def opened(person: Person, by: Actor) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(as_zip(get_whole_record(person.id, by=by, at=AT)))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def types(files: dict[str, bytes]) -> set[str]:
    return {entry["resource"]["resourceType"] for entry in json.loads(files["record.fhir.json"])["entry"]}


ALL = {"Patient", "RelatedPerson", "QuestionnaireResponse", "Condition", "Observation", "Goal", "CarePlan"}
FILES = {"read-me.txt", "folder.txt", "folder.html", "folder.pdf", "record.fhir.json", "record.whatmatters.json"}


def test_the_person_takes_everything_away(mary):
    files = opened(mary, themself(mary))
    assert files.keys() == FILES | {"who-looked.csv"}
    assert types(files) >= ALL
    assert files["folder.pdf"].startswith(b"%PDF")
    assert "Bill comes in with his key." in files["folder.txt"].decode()


def test_the_page_needs_nothing_but_itself(mary):
    page = opened(mary, themself(mary))["folder.html"].decode()
    assert "I want to walk to the shop" in page
    assert "<b>my garden" not in page
    assert not re.search(r"\b(src|href)=", page)


def test_our_own_file_has_what_fhir_has_no_place_for(mary):
    own = json.loads(opened(mary, themself(mary))["record.whatmatters.json"])
    assert own["format"] == "whatmatters-record/1"
    (plan,) = own["plans"]
    assert {one["heading"] for one in plan["statements"]} == {"strength", "risk", "formulation"}
    assert plan["contingencies"][0]["triggers"][0] == "I have not dressed for two days"
    assert plan["involved"][0]["name"] == "Grace Mensah"
    assert plan["agreement"]["agreed_with"] == "person"
    assert plan["goals"][0]["authorship"] == "supported"
    assert plan["goals"][0]["id"] == str(Goal.objects.get().id)
    assert own["remarks"][0]["words"] == "=HYPERLINK(1)"


def test_what_else_is_kept_goes_with_it_but_nothing_kept_from_the_person(mary, surgery):
    made = {"person": mary, "kind": "mca", "reasons": "x", "assessed_on": TODAY, "assessor_name": "Dr Shah"} | BY
    CapacityRecord.objects.create(decision="Where to live", finding="has", **made)
    hidden = {"hidden_at": AT, "hidden_by": "test", "hidden_why": "Her safety"}
    CapacityRecord.objects.create(decision="SECRET", finding="lacks", **made, **hidden)
    AdvanceStatement.objects.create(person=mary, words="Keep my cat near", authorship="person", **BY)
    for taker in (themself(mary), staff(surgery, Role.CLINICIAN)):
        own = json.loads(opened(mary, taker)["record.whatmatters.json"])
        assert [one["decision"] for one in own["capacity"]] == ["Where to live"]
        assert own["wishes_in_advance"]["statements"][0]["words"] == "Keep my cat near"
        assert "Riverside Surgery gives care" in own["sharing"]["care"][0]
        assert own["appointments"] == []


def test_who_looked_is_for_the_person_alone_and_opens_no_formula(mary, surgery):
    get_whole_record(mary.id, by=staff(surgery, name="=cmd|' /C calc'!A0"), at=AT)
    rows = list(csv.DictReader(io.StringIO(opened(mary, themself(mary))["who-looked.csv"].decode())))
    assert "took the whole record away" in [row["What"] for row in rows]
    assert "'=cmd|' /C calc'!A0" in [row["Who"] for row in rows]
    assert "who-looked.csv" not in opened(mary, staff(surgery))


@pytest.mark.parametrize(
    ("role", "without"),
    [(Role.CLINICIAN, set()), (Role.COACH, {"Observation"}), (Role.CARE_COORDINATOR, {"Observation"})],
)
def test_staff_take_what_they_may_see(mary, surgery, role, without):
    assert types(opened(mary, staff(surgery, role))) >= ALL - without
    assert not types(opened(mary, staff(surgery, role))) & without


@pytest.mark.parametrize("role", [Role.BUDGET_OFFICER, Role.ADMINISTRATOR, Role.ANALYST, Role.BROKER])
def test_it_is_not_there_for_others(mary, surgery, role):
    for nosy in (staff(surgery, role), staff(an_organisation("Hilltop")), a_proxy(mary, *set(Section))):
        with pytest.raises(NotFound):
            get_whole_record(mary.id, by=nosy, at=AT)


def test_it_is_recorded_with_every_section_that_went(mary, surgery):
    get_whole_record(mary.id, by=staff(surgery, Role.CLINICIAN), at=AT)
    (taken,) = [row for row in list_events_about(mary.id) if row.action == "took the whole record away"]
    sections = set(taken.sections)
    assert {"plan", "contact", "conditions", "observations"} <= sections
    assert "safeguarding" not in sections


def test_the_file_is_offered_to_those_who_may(signed_in, mary, surgery):
    address, folder = reverse("overview:whole_record", args=[mary.id]), reverse("overview:folder", args=[mary.id])
    own = signed_in("Mary", person_id=mary.id)
    response = own.get(address)
    assert response.headers["Content-Type"] == "application/zip"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert address in own.get(folder).content.decode()
    officer = signed_in("Bo", posts=[(Role.BUDGET_OFFICER, surgery.id)])
    assert officer.get(address).status_code == 404
    assert address not in officer.get(folder).content.decode()


class Silent:
    """Nobody watches."""

    def reading(self, entries: int, file: str) -> None:
        """Says nothing."""

    def taking(self, done: int, total: int) -> None:
        """Says nothing."""


COLUMNS = {
    Person: ("given_names", "family_name", "birth_date", "nhs_number"),
    CircleMember: ("name", "relationship", "how_they_help"),
    Condition: ("term", "clinical_status"),
    Observation: ("term", "value", "unit", "measured_at"),
    AboutMeEntry: ("heading", "text"),
    Plan: ("title", "about", "review_on", "round"),
    **{
        kind.model: kind.columns
        + tuple(f"created_{what}" for what in ("at", "by_name") if hasattr(kind.model, "created_at"))
        for kind in KINDS.values()
    },
    Goal: ("words", "why_it_matters", "importance", "state"),
    Action: ("what", "state", "due_on", "when_text"),
}
"""What FHIR carries. Whose words they are is told anew: what comes from another record is not the person's own."""


def kept() -> dict[str, Any]:
    return {table.__name__: list(table.objects.order_by(*names).values(*names)) for table, names in COLUMNS.items()}


def test_read_into_an_empty_place_it_comes_back_equal(db, tmp_path):
    file = tmp_path / "record.fhir.json"
    with transaction.atomic():
        mary = tell(an_organisation())
        before = kept()
        file.write_bytes(opened(mary, themself(mary))["record.fhir.json"])
        transaction.set_rollback(True)
    assert not Person.objects.exists()
    with Report() as report:
        bring_in(Wanted([file], an_organisation("Elsewhere")), report, Silent(), by=Actor.system("import"), at=AT)
        assert report.people["new"] == 1
    assert kept() == before
