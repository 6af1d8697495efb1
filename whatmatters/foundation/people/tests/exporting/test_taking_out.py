"""People's whole records as files: valid, recorded, safe, and brought in again as they were."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import fhirkit
import pytest
from django.db import transaction
from PIL import Image

from whatmatters.foundation.kernel.actor import Actor
from whatmatters.foundation.kernel.audit import list_events_about
from whatmatters.foundation.kernel.errors import NotAllowed, NotFound

from ...exporting.taking_out import NotAnExportFile, export_people
from ...models import (
    AboutMeEntry,
    Address,
    CircleMember,
    CommunicationNeeds,
    Condition,
    ContactPoint,
    Observation,
    Organisation,
    Person,
    PersonIdentifier,
)
from ...services.about_me import Words, write_about_me
from ...services.circle import Member, add_circle_member
from ...services.communication import Needs, write_communication
from ...services.contacts import NewAddress, NewContact, add_contact_point, set_address
from ...services.media import keep_media
from ..importing.conftest import AT, BringIn, Silent
from ..world import SYSTEM, a_person, the_person

pytestmark = pytest.mark.django_db
EXPORT = Actor.system("export")


def take_out(file: Path, **chosen: Any) -> list[dict[str, Any]]:
    """Export, and read the file back as resources."""
    export_people(file, progress=Silent(), by=EXPORT, at=AT, **chosen)
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    if ".ndjson" in file.name:
        return [json.loads(line) for line in content.splitlines()]
    return [entry["resource"] for entry in json.loads(content).get("entry", [])]


def a_whole_person(surgery: Organisation) -> Person:
    """Somebody with everything that a record holds."""
    person = a_person(
        surgery, given_names="Amina Jane", family_name="Okafor", preferred_name="Mina", nhs_number="9990000018"
    )
    practice = Organisation.objects.create(name="Mill Lane", kind="practice", ods_code="A99001")
    Person.objects.filter(pk=person.pk).update(
        title="Mrs", gender="female", ethnicity="African", ethnicity_code="N", language="pl",
        nhs_number_status="01", gp_practice=practice,
    )  # fmt: skip
    PersonIdentifier.objects.create(person=person, system="urn:x", value="42", label="Library card")
    add_contact_point(person_id=person.id, contact=NewContact("mobile", "07700 900001"), by=SYSTEM, at=AT)
    add_contact_point(
        person_id=person.id,
        contact=NewContact("email", "mina@example.org", rank=2, note="Her son reads it"),
        by=SYSTEM,
        at=AT,
    )
    set_address(
        person_id=person.id, address=NewAddress("12 Mill Lane\nUpper Town", "Exbridge", "EX99 1AA"), by=SYSTEM, at=AT
    )
    roles = ("is_carer", "is_next_of_kin", "is_emergency_contact", "is_professional", "is_key_worker")
    chidi = Member("Chidi", "Brother", "07700 900002", "chidi@example.org", how_they_help="Shops for me")
    member = replace(chidi, **dict.fromkeys(roles, True))
    add_circle_member(person_id=person.id, member=member, by=SYSTEM, at=AT)
    needs = Needs("On the telephone", ["easy-read", "large-print"], ["language-interpreter"], "Polish", "Slowly", False,
                  True, "We rang", date(2027, 5, 1), "sms", "Mornings", "Not at work", False)  # fmt: skip
    write_communication(person_id=person.id, needs=needs, based_on=0, by=SYSTEM, at=AT)
    said = Words("My garden.\nAnd <b>no</b> fuss.")
    write_about_me(person_id=person.id, heading="most-important", words=said, based_on=0, by=the_person(person), at=AT)
    picture = keep_media(_picture(), name="garden.png", size=500, at=AT)
    write_about_me(
        person_id=person.id, heading="wellness", words=Words("", picture), based_on=0, by=the_person(person), at=AT
    )
    _clinical(person)
    return Person.objects.get(pk=person.pk)


def _picture() -> BytesIO:
    stream = BytesIO()
    Image.new("RGB", (40, 30), "green").save(stream, "PNG")
    stream.seek(0)
    return stream


def _clinical(person: Person) -> None:
    Condition.objects.create(
        person=person, code_system="http://snomed.info/sct", code="195967001", term="Asthma",
        clinical_status="active", verification_status="confirmed", onset_on=date(2001, 5, 6),
    )  # fmt: skip
    Condition.objects.create(person=person, term="Bad knees", onset_text="as a girl")
    Observation.objects.create(
        person=person, code_system="http://loinc.org", code="29463-7", term="Body weight", category="vital-signs",
        status="final", measured_at=datetime(2026, 3, 1, 9, 30, tzinfo=UTC), value="72.50", unit="kg",
        value_text="With shoes",
    )  # fmt: skip
    Observation.objects.create(
        person=person, term="Blood pressure", status="final", measured_at=datetime(2026, 3, 1, tzinfo=UTC),
        measured_text="2026-03-01",
        components=[{"code_system": "http://loinc.org", "code": "8480-6", "term": "Systolic", "value": "120",
                     "value_text": "High", "unit": "mmHg"}],
    )  # fmt: skip


LEFT = {"origin", "origin_source", "origin_reference", "created_at", "created_by", "created_by_name", "written_at",
        "written_by", "written_by_name", "id", "person", "gp_practice", "media", "version", "number", "authorship",
        "own_record"}  # fmt: skip
"""What an import says of itself, not of the person."""


def snapshot() -> dict[str, Any]:
    """What the database says of the one person it has, without ids and origins."""
    tables = (
        Person,
        PersonIdentifier,
        Address,
        ContactPoint,
        CircleMember,
        CommunicationNeeds,
        AboutMeEntry,
        Condition,
        Observation,
    )
    found: dict[str, Any] = {
        table.__name__: sorted(
            (
                {field.name: getattr(row, field.name) for field in table._meta.fields if field.name not in LEFT}
                for row in table.objects.all()
            ),
            key=str,
        )
        for table in tables
    }
    return found | {"practice": Person.objects.get().gp_practice.ods_code}


@pytest.mark.parametrize("ending", ["json", "ndjson", "json.gz", "ndjson.gz"])
def test_what_went_out_comes_in_as_it_was(receive: BringIn, tmp_path: Path, surgery: Organisation, ending: str) -> None:
    file = tmp_path / f"out.{ending}"
    with transaction.atomic():
        a_whole_person(surgery)
        before = snapshot()
        take_out(file)
        transaction.set_rollback(True)
    assert not Person.objects.exists()
    said = receive(file)
    assert said.people == {"new": 1, "updated": 0, "same": 0, "refused": 0}
    after = snapshot()
    assert after == before
    assert set(AboutMeEntry.objects.values_list("authorship", flat=True)) == {"imported"}
    assert AboutMeEntry.objects.exclude(media="").get().media.size > 0
    assert receive(file).people["same"] == 1
    assert snapshot() == after


def test_every_resource_is_valid_fhir(tmp_path: Path, surgery: Organisation) -> None:
    a_whole_person(surgery)
    for resource in take_out(tmp_path / "out.ndjson"):
        assert [str(issue) for issue in fhirkit.validate(json.dumps(resource).encode())] == []
    take_out(tmp_path / "out.json")
    assert [str(issue) for issue in fhirkit.validate((tmp_path / "out.json").read_bytes())] == []


def test_every_reference_of_a_bundle_leads_to_one_of_its_entries(tmp_path: Path, surgery: Organisation) -> None:
    a_whole_person(surgery)
    take_out(tmp_path / "out.json")
    entries = json.loads((tmp_path / "out.json").read_text())["entry"]
    addresses = {entry["fullUrl"] for entry in entries}
    assert len(addresses) == len(entries)
    assert set(_references(entries)) <= addresses


def _references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["reference"]] if "reference" in value else []
        return own + [one for part in value.values() for one in _references(part)]
    return [one for part in value for one in _references(part)] if isinstance(value, list) else []


def test_numbers_go_out_digit_for_digit(tmp_path: Path, surgery: Organisation) -> None:
    a_whole_person(surgery)
    export_people(tmp_path / "out.ndjson", progress=Silent(), by=EXPORT, at=AT)
    lines = [json.loads(line, parse_float=Decimal) for line in (tmp_path / "out.ndjson").read_text().splitlines()]
    (weight,) = [one for one in lines if one.get("valueQuantity")]
    assert str(weight["valueQuantity"]["value"]) == "72.50"


def test_nothing_secret_or_unsafe_goes_out(tmp_path: Path, surgery: Organisation) -> None:
    person = a_person(surgery)
    set_address(
        person_id=person.id, address=NewAddress("9 Refuge Road", postcode="EX99 9ZZ", is_secret=True), by=SYSTEM, at=AT
    )
    unsafe = NewContact("mobile", "07700 900009", is_safe=False)
    add_contact_point(person_id=person.id, contact=unsafe, by=SYSTEM, at=AT)
    take_out(tmp_path / "out.json")
    text = (tmp_path / "out.json").read_text()
    assert "Refuge" not in text
    assert "EX99 9ZZ" not in text
    assert "900009" not in text


def test_each_person_can_see_that_their_record_went_out(tmp_path: Path, surgery: Organisation) -> None:
    one, other = a_person(surgery), a_person(surgery, family_name="Ali")
    take_out(tmp_path / "out.json", person_ids=[one.id])
    assert "wrote the whole record out" in [event.action for event in list_events_about(one.id)]
    assert "wrote the whole record out" not in [event.action for event in list_events_about(other.id)]


def test_an_organisations_people_are_those_it_cares_for_now(
    tmp_path: Path, surgery: Organisation, choir: Organisation
) -> None:
    a_person(surgery)
    a_person(choir, family_name="Ali")
    chosen = take_out(tmp_path / "out.ndjson", organisation=choir)
    assert [one["name"][0]["family"] for one in chosen if one["resourceType"] == "Patient"] == ["Ali"]


def test_nobody_but_a_process_of_ours_writes_records_out(tmp_path: Path, lin: Actor) -> None:
    with pytest.raises(NotAllowed):
        export_people(tmp_path / "out.json", progress=Silent(), by=lin, at=AT)


def test_what_cannot_be_written_leaves_no_file(tmp_path: Path, surgery: Organisation) -> None:
    with pytest.raises(NotAnExportFile):
        export_people(tmp_path / "out.xml", progress=Silent(), by=EXPORT, at=AT)
    with pytest.raises(NotFound):
        take_out(tmp_path / "out.json", person_ids=[surgery.id])
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_its_owners_alone(tmp_path: Path, surgery: Organisation) -> None:
    take_out(tmp_path / "out.json")
    assert (tmp_path / "out.json").stat().st_mode & 0o077 == 0
    assert take_out(tmp_path / "none.json") == []


def test_our_own_file_is_known_again(receive: BringIn, tmp_path: Path, surgery: Organisation) -> None:
    a_whole_person(surgery)
    take_out(tmp_path / "out.json")
    said = receive(tmp_path / "out.json")
    assert said.people == {"new": 0, "updated": 0, "same": 1, "refused": 0}
    assert said.codes("left-out") == ["own-export"]
