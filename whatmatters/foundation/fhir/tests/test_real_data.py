"""Real records of other makers are read, sorted and written again. Collected only where they lie beside us."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import fhirkit
import pytest

from ..checking import check
from ..entries import Entry, Fault, Resource
from ..limits import Limits
from ..reading import read
from ..staging import stage
from ..values.contacts import addresses, contact_points
from ..values.identifiers import identifiers
from ..values.names import human_names
from ..writing import to_json

ANSWERS = {
    "It holds no record, only a server's answer.": 7,
    "It holds no record, only a request to look something up. Nothing was done for it.": 3,
}
FOLDERS = [
    ("synthea/bundles", 36_655, 0),
    ("fhir-uk-core/examples", 200, 3),
    ("fhir-r4-core/examples", 80, 7),
    ("fhir-nhs-england/programme-examples", 86, 0),
    ("fhir-nhs-england/bars-examples", 525, 0),
    ("fhir-nhs-england/frameworks-task", 14, 0),
    ("fhir-nhs-england/e-rs-sandbox", 147, 0),
    ("fhir-care-plan-mcc/long-covid-ckd", 147, 0),
    ("fhir-care-plan-mcc/ckd-noelle", 29, 0),
]


@pytest.mark.parametrize(("folder", "count", "explained"), FOLDERS)
def test_every_record_is_read(shared_data: Path, limits: Limits, folder: str, count: int, explained: int) -> None:
    items = list(read([shared_data / folder], limits=limits))
    faults = [item for item in items if isinstance(item, Fault)]
    assert Counter(fault.reason.text for fault in faults).items() <= ANSWERS.items()
    assert len(faults) == explained
    unseen = set((shared_data / folder).rglob("*.json*")) - {Path(item.place.file) for item in items}
    assert [path.name for path in unseen if json.loads(path.read_bytes()).get("entry", [])] == []
    assert len(items) - len(faults) == count


def test_what_synthea_makes_is_sorted_by_person(shared_data: Path, limits: Limits) -> None:
    with stage([shared_data / "synthea/bundles"], limits=limits) as staging:
        report = staging.report()
        assert report.people == 160
        assert report.taken == {"Patient": 160, "CarePlan": 380, "Condition": 1_006, "Goal": 233, "Observation": 18_168}
        assert report.orphans == report.undecided == report.entered_in_error == {}
        for group in staging.groups():
            assert group.reasons == ()
            assert group.patient.full_url == f"urn:uuid:{group.patient.id}"
            for plan in group.resources("CarePlan"):
                goals = [staging.resolve(goal, plan) for goal in plan.resource.get("goal", [])]
                assert all(goal is not None and goal.type == "Goal" for goal in goals)


def test_the_order_of_the_files_does_not_matter(shared_data: Path, limits: Limits) -> None:
    paths = sorted((shared_data / "synthea/bundles").iterdir())[:12]
    found = []
    for order in (paths, paths[::-1]):
        with stage(order, limits=limits) as staging:
            found.append({group.patient.id: group.counts() for group in staging.groups()})
    assert found[0] == found[1]


def test_what_we_take_has_the_shape_that_we_read_and_every_patient_is_read_whole(
    shared_data: Path, limits: Limits
) -> None:
    refused, nameless, patients = [], [], 0
    for entry in read([shared_data / folder for folder, _, _ in FOLDERS], limits=limits):
        if not isinstance(entry, Entry):
            continue
        name = Path(entry.place.file).name
        reasons = check(entry.resource).refused
        refused += [(name, reason.field) for reason in reasons if reason.code != "not-supported"]
        if entry.type == "Patient":
            patients += 1
            nameless += [] if has_a_name_and_no_reasons(entry.resource) else [name]
    assert refused == [("PractitionerBundle.json", "Practitioner.identifier")]
    assert patients == 216
    # UK Core shows an extension at a time on a Patient without a name; an ambulance call may not know one.
    shown_without = [name for name in nameless if name.startswith(("Extension-UKCore", "UKCore-Patient-Sn-Photo"))]
    assert (len(shown_without), len(nameless)) == (16, 17)


def has_a_name_and_no_reasons(patient: Resource) -> bool:
    """Whether a Patient is named; nothing of what it says of itself may have a reason against it."""
    names = human_names(patient.get("name"), "Patient.name")
    points = contact_points(patient.get("telecom"), "Patient.telecom")
    places = addresses(patient.get("address"), "Patient.address")
    found = identifiers(patient.get("identifier"), "Patient.identifier")
    assert names.reasons + points.reasons + places.reasons + found.reasons == ()
    return bool(names.value)


def test_what_was_read_is_written_as_valid_as_it_came(shared_data: Path, limits: Limits) -> None:
    for path in sorted((shared_data / "fhir-uk-core/examples").glob("*.json")):
        for item in read([path], limits=limits):
            if isinstance(item, Entry) and path.read_bytes().count(b"resourceType") == 1:
                before, after = fhirkit.parse(path.read_bytes()), fhirkit.parse(to_json(item.resource))
                assert after.to_json() == before.to_json()
