"""A second run: nothing changes when nothing changed; a change at the source is followed; what is ours stands."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps

from whatmatters.foundation.kernel.audit import list_events_about

from ...models import (
    Address,
    Appointment,
    CareRelationship,
    CircleMember,
    CommunicationNeeds,
    Condition,
    ContactPoint,
    ImportedResource,
    Observation,
    Organisation,
    Person,
    PersonVersion,
)
from ...services.circle import remove_circle_member
from ...services.communication import Needs, write_communication
from ...services.contacts import end_contact_point
from ...services.correcting import Correction, correct_particulars
from ...services.relationships import end_care
from .conftest import AT, IMPORT, BringIn
from .records import ben, condition, observation, patient, related, write

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=30)
PHONE = [{"system": "phone", "value": "07700 900001"}]


def everything() -> dict[str, list]:
    """Every row of every table of ours."""
    tables = [model for model in apps.get_models() if model._meta.app_label in ("people", "care_plans", "kernel")]
    return {model.__name__: sorted(map(str, model.objects.values_list())) for model in tables}


def test_a_second_run_changes_no_row(receive: BringIn, tmp_path: Path) -> None:
    file = write(tmp_path, patient(telecom=PHONE), related(), condition(), observation(), ben())
    receive(file)
    before = everything()
    said = receive(file, at=LATER)
    assert said.people == {"new": 0, "updated": 0, "same": 2, "refused": 0}
    assert everything() == before


def test_the_order_of_elements_and_who_wrote_them_out_when_is_no_change(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient()))
    turned = dict(reversed(patient(meta={"lastUpdated": "2026-11-22T11:00:00Z", "versionId": "7"}).items()))
    assert receive(write(tmp_path, turned)).people["same"] == 1


def test_what_changed_at_the_source_is_followed_and_the_version_before_is_kept(
    receive: BringIn, tmp_path: Path
) -> None:
    receive(write(tmp_path, patient(), condition(), observation()))
    name = [{"family": "Okafor-Eze", "given": ["Amina"]}]
    changed = write(tmp_path, patient(name=name), condition(term="Severe asthma"), observation())
    said = receive(changed, at=LATER)
    assert said.people["updated"] == 1
    person = Person.objects.get()
    assert (person.family_name, person.version) == ("Okafor-Eze", 2)
    assert person.search_name == CareRelationship.objects.get().search_name == "okafor eze amina"
    assert [version.content["family_name"] for version in PersonVersion.objects.order_by("number")] == [
        "Okafor",
        "Okafor-Eze",
    ]
    assert Condition.objects.get().term == "Severe asthma"
    kept = ImportedResource.objects.get(target="condition")
    assert [one["content"]["term"] for one in kept.earlier] == ["Asthma"]
    assert said.report["resources"]["Observation"] == {"same": 1}
    assert len(list_events_about(person.id)) == 2


def test_what_staff_corrected_here_stands(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient()))
    person = Person.objects.get()
    correction = Correction({"family_name": "Okafor-Smith"}, "She married")
    correct_particulars(person_id=person.id, version=1, correction=correction, by=IMPORT, at=AT)
    changed = patient(name=[{"family": "Okafor-Eze", "given": ["Amina", "Jane"]}])
    said = receive(write(tmp_path, changed), at=LATER)
    person.refresh_from_db()
    assert (person.family_name, person.given_names, person.version) == ("Okafor-Smith", "Amina Jane", 3)
    assert said.codes("kept") == ["kept.here"]


def test_contacts_that_are_gone_are_ended_and_new_ones_added(receive: BringIn, tmp_path: Path) -> None:
    here = {"line": ["12 Mill Lane"], "postalCode": "EX99 1AA"}
    receive(write(tmp_path, patient(telecom=PHONE, address=[here])))
    there = {"line": ["3 Hill Road"], "postalCode": "EX99 2BB"}
    email = [{"system": "email", "value": "amina@example.org"}]
    receive(write(tmp_path, patient(telecom=email, address=[there])), at=LATER)
    ended = date(2026, 12, 22)
    assert dict(ContactPoint.objects.values_list("value", "ends_before")) == {
        "07700 900001": ended,
        "amina@example.org": None,
    }
    assert dict(Address.objects.values_list("postcode", "ends_before")) == {"EX99 1AA": ended, "EX99 2BB": None}


def test_a_contact_that_was_ended_here_does_not_come_back(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(telecom=PHONE)))
    end_contact_point(contact_id=ContactPoint.objects.get().pk, by=IMPORT, at=AT)
    receive(write(tmp_path, patient(telecom=PHONE, gender="other")), at=LATER)
    assert ContactPoint.objects.get().ends_before == date(2026, 11, 22)


def test_somebody_taken_out_of_the_circle_here_does_not_come_back(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), related()))
    remove_circle_member(member_id=CircleMember.objects.get().id, by=IMPORT, at=AT)
    said = receive(write(tmp_path, patient(), related(name=[{"text": "Chidi O."}])), at=LATER)
    member = CircleMember.objects.get()
    assert (member.name, member.removed_at) == ("Chidi Okafor", AT)
    assert said.codes("kept") == ["kept.circle"]


def test_somebody_in_the_circle_follows_their_record(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), related()))
    receive(write(tmp_path, patient(), related(name=[{"text": "Chidi O."}])), at=LATER)
    assert CircleMember.objects.get().name == "Chidi O."
    receive(write(tmp_path, patient(), related(active=False)), at=LATER)
    assert CircleMember.objects.get().removed_at == LATER


def interpreter(needed: bool) -> dict:
    url = "http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired"
    return patient(extension=[{"url": url, "valueBoolean": needed}], communication=[{"language": {"text": "Polish"}}])


def test_needs_that_were_written_here_stand(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, interpreter(True)))
    person = Person.objects.get()
    write_communication(person_id=person.id, needs=Needs(in_words="Speak slowly"), based_on=1, by=IMPORT, at=AT)
    said = receive(write(tmp_path, interpreter(False)), at=LATER)
    assert CommunicationNeeds.objects.order_by("-number")[0].in_words == "Speak slowly"
    assert said.codes("kept") == ["kept.communication"]


def test_needs_that_came_follow_their_record_in_a_new_version(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, interpreter(True)))
    receive(write(tmp_path, interpreter(False)), at=LATER)
    assert list(CommunicationNeeds.objects.order_by("number").values_list("number", "support")) == [
        (1, ["language-interpreter"]),
        (2, []),
    ]


def test_a_death_at_the_source_stops_everything_here(receive: BringIn, tmp_path: Path, surgery: Organisation) -> None:
    receive(write(tmp_path, patient()))
    person = Person.objects.get()
    Appointment.objects.create(
        person=person,
        organisation=surgery,
        state="booked",
        starts_at=LATER + timedelta(days=9),
        **_offered(),
    )
    receive(write(tmp_path, patient(deceasedDateTime="2026-12-01")), at=LATER)
    person.refresh_from_db()
    assert (person.state, person.died_on) == ("died", date(2026, 12, 1))
    assert Appointment.objects.get().state == "cancelled"


def _offered() -> dict:
    names = {field.name for field in Appointment._meta.fields}
    given = {"created_at": AT, "changed_at": AT, "offered_at": AT, "minutes": 30, "ends_at": LATER}
    return {name: value for name, value in given.items() if name in names}


def test_a_death_recorded_here_is_not_taken_back(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(deceasedBoolean=True)))
    said = receive(write(tmp_path, patient()), at=LATER)
    assert Person.objects.get().state == "died"
    assert said.codes("kept") == ["kept.died"]


def test_an_older_copy_does_not_undo_a_newer_one(receive: BringIn, tmp_path: Path) -> None:
    old, new = ({"lastUpdated": f"2026-11-{day}T10:00:00Z"} for day in ("01", "20"))
    receive(write(tmp_path, patient(meta=new, gender="other")))
    said = receive(write(tmp_path, patient(meta=old)), at=LATER)
    assert Person.objects.get().gender == "other"
    assert said.codes("kept") == ["kept.newer"]


def test_care_that_was_ended_here_is_not_begun_again(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient()))
    end_care(relationship_id=CareRelationship.objects.get().id, by=IMPORT, at=LATER)
    receive(write(tmp_path, patient(gender="other")), at=LATER + timedelta(days=1))
    assert CareRelationship.objects.get().ends_before == date(2026, 12, 22)


def test_another_organisation_that_receives_the_same_record_begins_to_care(
    receive: BringIn, tmp_path: Path, choir: Organisation
) -> None:
    file = write(tmp_path, patient(), base="https://example.org/fhir")
    receive(file)
    assert receive(file, organisation=choir).people["updated"] == 1
    assert Person.objects.count() == 1
    assert CareRelationship.objects.count() == 2


def test_what_was_observed_and_is_now_nameless_goes_and_is_kept_behind(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), condition()))
    receive(write(tmp_path, patient(), condition(code={})), at=LATER)
    assert not Condition.objects.exists()
    assert ImportedResource.objects.get(reference="Condition/c1").earlier[0]["content"]["term"] == "Asthma"
    assert not Observation.objects.exists()


def test_what_was_entered_in_error_is_taken_away_and_what_it_said_is_kept(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), condition(), observation(), related()))
    wrong = {"coding": [{"code": "entered-in-error"}]}
    changed = [condition(verificationStatus=wrong), observation(status="entered-in-error"), related()]
    said = receive(write(tmp_path, patient(), *changed), at=LATER)
    assert not Condition.objects.exists()
    assert not Observation.objects.exists()
    assert sorted(said.codes("flagged")) == ["in-error.gone", "in-error.gone"]
    kept = ImportedResource.objects.get(reference="Observation/o1")
    assert (kept.target, kept.earlier[0]["content"]["value"]) == ("", "72.5")
    person = Person.objects.get()
    assert "took away what was entered in error" in [event.action for event in list_events_about(person.id)]
    before = everything()
    assert receive(write(tmp_path, patient(), *changed), at=LATER).codes("flagged") == []
    assert everything() == before


def test_what_was_entered_in_error_from_the_start_never_comes_in(receive: BringIn, tmp_path: Path) -> None:
    said = receive(write(tmp_path, patient(), observation(status="entered-in-error")))
    assert said.report["entered_in_error"] == {"Observation": 1}
    assert not Observation.objects.exists()
