"""Who is who: the same person is found, nobody is merged silently, and a name that was another's is refused."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from whatmatters.foundation.kernel.actor import Actor

from ...models import DuplicateProposal, Organisation, Person
from ...services.merging import merge_people
from ..world import a_link_worker, a_person
from .conftest import AT, IMPORT, BringIn
from .records import NHS, ben, condition, patient, write

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


def test_the_same_number_birth_date_and_family_name_is_the_same_person(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(gender=None)), source="north")
    said = receive(write(tmp_path, patient("7", name=[{"family": "OKAFOR", "given": ["A"]}])), source="south")
    assert said.people["updated"] == 1
    person = Person.objects.get()
    assert (person.given_names, person.gender) == ("Amina", "female")
    assert said.codes("kept") == ["kept.here", "kept.here"]


def test_two_copies_of_one_person_in_one_file_are_one_person(receive: BringIn, tmp_path: Path) -> None:
    said = receive(write(tmp_path, patient("1"), patient("2"), condition("c", "Patient/2")))
    assert (said.people["new"], said.people["updated"]) == (1, 1)
    assert Person.objects.get().conditions.count() == 1


@pytest.mark.parametrize(
    "other",
    [{"birthDate": "1950-01-01"}, {"name": [{"family": "Smith", "given": ["Amina"]}]}, {"birthDate": None}],
)
def test_the_same_number_with_other_particulars_is_proposed_not_merged(
    receive: BringIn, tmp_path: Path, other: dict
) -> None:
    receive(write(tmp_path, patient()), source="north")
    said = receive(write(tmp_path, patient("7", **other)), source="south")
    assert said.people["new"] == 1
    assert Person.objects.count() == 2
    assert said.report["duplicates_proposed"] == 1
    assert "nhs-number" in DuplicateProposal.objects.get().reasons


def test_the_same_name_and_birth_date_without_a_number_is_proposed(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), patient("2", identifier=None)))
    assert Person.objects.count() == 2
    assert set(DuplicateProposal.objects.get().reasons) >= {"name-same", "birth-date"}


def test_a_pair_is_proposed_once(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), patient("2", identifier=None)))
    DuplicateProposal.objects.update(decision="not-the-same")
    receive(write(tmp_path, patient("2", identifier=None, gender="other")), at=LATER)
    assert DuplicateProposal.objects.get().decision == "not-the-same"


def test_a_name_that_was_plainly_somebody_elses_is_refused(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient("1")))
    said = receive(write(tmp_path, ben("1")), at=LATER)
    assert said.people["refused"] == 1
    assert said.codes("refused") == ["conflict.person"]
    assert receive(write(tmp_path, ben("1")), source="south", at=LATER).people["new"] == 1


def test_servers_that_name_themselves_are_kept_apart(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient("1"), base="https://north.example.org/fhir"))
    receive(write(tmp_path, ben("1"), base="https://south.example.org/fhir"), at=LATER)
    assert Person.objects.count() == 2


def test_by_hand_and_by_record_are_one_person(receive: BringIn, tmp_path: Path, surgery: Organisation) -> None:
    born = date(1948, 11, 22)
    by_hand = a_person(surgery, given_names="Amina", family_name="Okafor", nhs_number="9990000018", birth_date=born)
    receive(write(tmp_path, patient(telecom=[{"system": "phone", "value": "07700 900001"}])))
    assert Person.objects.get().id == by_hand.id
    assert by_hand.contact_points.count() == 1


def test_staff_never_reach_somebody_elses_record_by_a_file(
    receive: BringIn, tmp_path: Path, choir: Organisation
) -> None:
    """A file that names a person of another organisation makes a record of its own, and a proposal."""
    receive(write(tmp_path, patient(), base="https://example.org/fhir"))
    stranger: Actor = a_link_worker(choir)
    said = receive(
        write(tmp_path, patient(), base="https://example.org/fhir"),
        by=stranger,
        organisation=choir,
        consent="Amina, on the telephone",
        within=f"{choir.id}: ",
        at=LATER,
    )
    assert said.people["new"] == 1
    assert Person.objects.count() == 2
    assert DuplicateProposal.objects.count() == 1


def test_a_record_that_was_joined_leads_to_the_one_that_is_kept(receive: BringIn, tmp_path: Path) -> None:
    receive(write(tmp_path, patient(), patient("2", identifier=[{"system": NHS, "value": "9990000026"}])))
    kept, joined = Person.objects.order_by("nhs_number")
    merge_people(kept_id=kept.id, joined_id=joined.id, by=IMPORT, at=AT)
    changed = patient("2", identifier=None, gender="other")
    assert receive(write(tmp_path, changed), at=LATER).people["refused"] == 0
    kept.refresh_from_db()
    assert kept.state == "active"
