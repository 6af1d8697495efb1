"""A person from a record: everything at once, one audit event, and who receives them."""

from __future__ import annotations

import gzip
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from whatmatters.care_plans.models import Goal
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed

from ...models import (
    CareRelationship,
    CircleMember,
    CommunicationNeeds,
    Condition,
    Consent,
    ContactPoint,
    ImportedResource,
    NameWord,
    Observation,
    Organisation,
    Person,
)
from ...permissions import visible_people
from ...sections import Section
from ..world import a_link_worker
from .conftest import AT, IMPORT, BringIn
from .records import ben, bundle, condition, observation, patient, related, write

pytestmark = pytest.mark.django_db


def goal(id: str = "g1", whose: str = "Patient/amina") -> dict:
    return {
        "resourceType": "Goal",
        "id": id,
        "lifecycleStatus": "active",
        "description": {"text": "Walk to the shop"},
        "subject": {"reference": whose},
    }


def test_everything_of_a_person_comes_in_at_once(receive: BringIn, tmp_path: Path, surgery: Organisation) -> None:
    telecom = [{"system": "phone", "value": "07700 900001"}]
    file = write(tmp_path, patient(telecom=telecom), related(), condition(), observation(), goal())
    said = receive(file)
    assert said.people == {"new": 1, "updated": 0, "same": 0, "refused": 0}
    person = Person.objects.get()
    assert (person.full_name, person.birth_date, person.nhs_number) == (
        "Amina Okafor",
        date(1948, 11, 22),
        "9990000018",
    )
    assert (person.origin, person.origin_reference) == ("fhir", "Patient/amina")
    assert ContactPoint.objects.get(person=person).kind == "mobile"
    assert CircleMember.objects.get(person=person).relationship == "Brother"
    assert Condition.objects.get(person=person).term == "Asthma"
    assert Decimal(Observation.objects.get(person=person).value) == Decimal("72.5")
    assert Goal.objects.get(plan__person=person).authorship == "imported"
    assert ImportedResource.objects.filter(person=person).count() == 5
    assert set(NameWord.objects.values_list("word", flat=True)) == {"amina", "okafor"}
    held = CareRelationship.objects.get(person=person)
    assert (held.organisation, held.basis, held.search_name) == (surgery, "direct-care", "okafor amina")


def test_the_trail_has_one_event_for_each_person(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), ben(), condition(), condition("c2", "Patient/ben")))
    for person in Person.objects.all():
        assert [event.action for event in list_events_about(person.id)] == ["brought the person in from another record"]


def test_whoever_has_died_comes_in_as_such(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(deceasedDateTime="2025-06-01")))
    person = Person.objects.get()
    assert (person.state, person.died_on, person.state_on) == ("died", date(2025, 6, 1), date(2025, 6, 1))


def test_the_practice_is_made_once_and_gets_no_access(receive: BringIn, tmp_path: Path, surgery: Organisation) -> None:
    ods = {"system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A99001"}
    named = [{"type": "Organization", "identifier": ods, "display": "Mill Lane"}]
    receive(write(tmp_path, patient(generalPractitioner=named), ben(generalPractitioner=named)))
    practice = Organisation.objects.get(ods_code="A99001")
    assert (practice.name, practice.kind) == ("Mill Lane", "practice")
    assert set(Person.objects.values_list("gp_practice", flat=True)) == {practice.id}
    assert not visible_people(a_link_worker(practice), Section.IDENTITY, AT).exists()
    assert visible_people(a_link_worker(surgery), Section.IDENTITY, AT).count() == 2


def test_a_charity_sees_nobody_until_consent_is_recorded(receive: BringIn, tmp_path: Path, choir: Organisation) -> None:
    lin = a_link_worker(choir)
    receive(write(tmp_path, patient()), organisation=choir)
    assert not visible_people(lin, Section.IDENTITY, AT).exists()
    receive(write(tmp_path, ben()), organisation=choir, consent="Each of them, on paper")
    assert Consent.objects.get().decided_for_by == "Each of them, on paper"
    assert visible_people(lin, Section.IDENTITY, AT).get().family_name == "Ali"


def test_needs_come_as_a_version_that_is_to_be_asked_again(receive: BringIn, tmp_path: Path) -> None:
    interpreter = {"url": "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired", "valueBoolean": True}
    receive(write(tmp_path, patient(extension=[interpreter])))
    needs = CommunicationNeeds.objects.get()
    assert (needs.number, needs.written_by, needs.support) == (1, IMPORT.id, ["language-interpreter"])
    assert needs.review_on == date(2027, 11, 22)


def test_markup_in_every_text_stays_text(receive: BringIn, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    file = write(
        tmp_path,
        patient(name=[{"family": evil}], address=[{"line": [evil]}], contact=[{"name": {"text": evil}}]),
        condition(term=evil),
        observation(valueQuantity=None, valueString=evil),
    )
    file.write_text(file.read_text().replace('"valueQuantity": null, ', ""))
    assert receive(file).people["new"] == 1
    assert Person.objects.get().family_name == evil
    assert (
        Condition.objects.get().term == CircleMember.objects.get().name == Observation.objects.get().value_text == evil
    )


def test_a_trial_keeps_nothing(receive: BringIn, tmp_path: Path) -> None:
    file = write(tmp_path, patient(), condition())
    assert receive(file, dry_run=True).people["new"] == 1
    assert not Person.objects.exists()
    assert not ImportedResource.objects.exists()


def test_kinds_that_nobody_takes_are_counted(receive: BringIn, tmp_path: Path) -> None:
    said = receive(
        write(tmp_path, patient(), {"resourceType": "Claim", "id": "1"}, {"resourceType": "Spaceship", "id": "2"})
    )
    assert said.report["unsupported"] == {"Claim": 1, "Spaceship": 1}
    assert said.people["new"] == 1


def test_ndjson_and_packed_files_and_folders(receive: BringIn, tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    (folder / "a.ndjson").write_text("\n".join(json.dumps(one) for one in (condition(), patient())))
    (folder / "b.json.gz").write_bytes(gzip.compress(bundle(ben()).encode()))
    assert receive(folder).people["new"] == 2
    assert Condition.objects.get().person.family_name == "Okafor"


def test_only_staff_who_may_register_people_bring_them_in(
    receive: BringIn, tmp_path: Path, choir: Organisation, lin: object
) -> None:
    file = write(tmp_path, patient())
    assert receive(file, by=lin).people["new"] == 1
    with pytest.raises(NotAllowed):
        receive(write(tmp_path, ben()), by=lin, organisation=choir)
