"""Resources reach the person they belong to, whatever the order, the form of reference and the number of files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from ..entries import Entry
from ..limits import Limits
from ..staging import Group, Report, Staging, stage
from .conftest import EXAMPLES
from .samples import NHS, NUMBER, OTHER_NUMBER, bundle, ndjson, observation, patient

Stager = Callable[..., Staging]
NAMED = [{"system": NHS, "value": NUMBER}]
ONE, TWO = "https://one.example.org/fhir", "https://two.example.org/fhir"


@pytest.fixture
def staged(tmp_path: Path, limits: Limits) -> Iterator[Stager]:
    """Stages files given as name=content (the last dot of the name is written as two underscores)."""
    with ExitStack() as open_stagings:

        def stage_files(**files: bytes) -> Staging:
            for name, content in files.items():
                (tmp_path / name.replace("__", ".")).write_bytes(content)
            paths = [tmp_path / name.replace("__", ".") for name in files]
            return open_stagings.enter_context(stage(paths, limits=limits))

        yield stage_files


def ids(entries: Iterator[Entry]) -> list[str]:
    """The ids of entries."""
    return [entry.id for entry in entries]


def by_person(staging: Staging) -> dict[str, list[str]]:
    """Each Patient's id with the ids of the Observations given to them."""
    return {group.patient.id: ids(group.resources("Observation")) for group in staging.groups()}


def accounted(report: Report) -> int:
    """The sum over everything that may become of an entry."""
    fates = (report.taken, report.shared, report.repeated, report.outdated, report.undecided, report.orphans)
    return sum(sum(fate.values()) for fate in (*fates, report.entered_in_error, report.unsupported))


def test_the_examples_of_a_bulk_export_and_a_bundle(limits: Limits) -> None:
    with stage([EXAMPLES], limits=limits) as staging:
        groups = list(staging.groups())
        assert [group.counts() for group in groups] == [
            {"CarePlan": 1, "Goal": 1},
            {"Condition": 1, "Goal": 1},
            {"Condition": 1},
        ]
        [(orphan, reason)] = staging.orphans()
        assert (orphan.id, reason.code) == ("g2", "not-found")
        report = staging.report()
        assert (report.people, report.entered_in_error, report.faults) == (3, {"Condition": 1}, 1)
        assert accounted(report) == report.read == 11
        assert [entry.type for entry in staging.in_error()] == ["Condition"]


@pytest.mark.parametrize(
    "reference",
    [
        "Patient/p1",
        "Patient/p1/_history/2",
        {"identifier": {"system": NHS, "value": "999-000-0018"}},
        {"reference": "Patient/elsewhere", "identifier": NAMED[0]},
        "#inside",
    ],
)
@pytest.mark.parametrize("order", ["patient first", "patient last", "over two files"])
def test_every_form_of_reference_in_every_order(staged: Stager, reference: Any, order: str) -> None:
    person = patient(identifier=NAMED)
    about = observation(subject=reference, contained=[{**person, "id": "inside"}])
    if order == "over two files":
        staging = staged(a__ndjson=ndjson(about), b__ndjson=ndjson(person))
    else:
        staging = staged(a__json=bundle(*((person, about) if order == "patient first" else (about, person))))
    assert by_person(staging) == {"p1": ["o1"]}


@pytest.mark.parametrize("reference", ["urn:uuid:AB", f"{ONE}/Patient/p1"])
def test_references_by_full_address(staged: Stager, reference: str) -> None:
    content = bundle(observation(subject=reference), patient(), urls=("", reference.lower()))
    content = content.replace(b"one.example.org/fhir/patient", b"one.example.org/fhir/Patient")
    assert by_person(staged(a__json=content)) == {"p1": ["o1"]}


def test_a_relative_reference_means_the_server_of_whoever_points(staged: Stager) -> None:
    first = bundle(patient(birthDate="1950"), observation("o1"), urls=(f"{ONE}/Patient/p1", f"{ONE}/Observation/o1"))
    second = bundle(patient(birthDate="1970"), observation("o2"), urls=(f"{TWO}/Patient/p1", f"{TWO}/Observation/o2"))
    groups = list(staged(a__json=first, b__json=second).groups())
    found = [(group.patient.resource["birthDate"], ids(group.resources("Observation"))) for group in groups]
    assert found == [("1950", ["o1"]), ("1970", ["o2"])]


def test_a_bare_reference_does_not_reach_into_another_servers_records(staged: Stager) -> None:
    named = bundle(patient(), urls=(f"{ONE}/Patient/p1",))
    staging = staged(a__json=named, b__ndjson=ndjson(observation()))
    assert by_person(staging) == {"p1": []}
    assert [reason.code for _, reason in staging.orphans()] == ["not-found"]


def test_a_servers_own_export_answers_to_its_full_address(staged: Stager) -> None:
    about = observation(subject=f"{ONE}/Patient/p1")
    assert by_person(staged(a__ndjson=ndjson(patient(), about))) == {"p1": ["o1"]}


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        (None, "required"),
        ({"display": "Winifred"}, "required"),
        ("Patient/unknown", "not-found"),
        ("Group/g", "not-supported"),
        ("urn:uuid:gp", "not-supported"),
        ("#inside", "not-found"),
        ({"identifier": {"system": "urn:shared", "value": "1"}}, "multiple-matches"),
    ],
)
def test_what_belongs_to_nobody_is_given_out_with_its_reason(staged: Stager, subject: Any, code: str) -> None:
    shared = [{"system": "urn:shared", "value": "1"}]
    surgery = {"resourceType": "Organization", "id": "gp"}
    about = observation(subject=subject, contained=[{"resourceType": "Patient", "id": "inside"}])
    people = patient("p1", identifier=shared), patient("p2", identifier=shared)
    staging = staged(a__json=bundle(surgery, *people, about, urls=("urn:uuid:gp",)))
    [(entry, reason)] = staging.orphans()
    assert (entry.id, reason.code) == ("o1", code)
    assert staging.report().orphans == {"Observation": 1}
    assert all(not given for given in by_person(staging).values())


def test_the_same_person_twice_and_the_same_is_one_person(staged: Stager) -> None:
    again = patient(meta={"lastUpdated": "2025-01-01T00:00:00Z"})
    staging = staged(a__json=bundle(patient(), observation("o1")), b__json=bundle(again, observation("o2")))
    assert by_person(staging) == {"p1": ["o1", "o2"]}
    assert staging.report().repeated == {"Patient": 1}
    assert [group.reasons for group in staging.groups()] == [()]


def test_the_same_person_twice_and_different_is_taken_as_the_newer_says(staged: Stager) -> None:
    old = patient(identifier=NAMED, birthDate="1950", meta={"lastUpdated": "2024-12-31T23:30:00-01:00"})
    new = patient(identifier=NAMED, birthDate="1951", meta={"lastUpdated": "2025-01-01T00:29:00Z"})
    [group] = staged(a__json=bundle(old, observation("o1")), b__json=bundle(new, observation("o2"))).groups()
    assert group.patient.resource["birthDate"] == "1950"
    assert group.reasons == ()
    assert ids(group.resources("Observation")) == ["o1", "o2"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (patient(birthDate="1950"), patient(birthDate="1951")),
        (
            patient(birthDate="1950", meta={"lastUpdated": "2024-01-01T00:00:00Z"}),
            patient(identifier=[{"system": NHS, "value": OTHER_NUMBER}], meta={"lastUpdated": "2025-01-01T00:00:00Z"}),
        ),
    ],
    ids=["nothing says which is newer", "nothing says that they are one person"],
)
def test_two_people_under_one_name_are_never_mixed(staged: Stager, first: Any, second: Any) -> None:
    staging = staged(a__json=bundle(first), b__json=bundle(second))
    [group] = staging.groups()
    assert [reason.code for reason in group.reasons] == ["conflict"]
    assert [(Path(fault.place.file).name, fault.reason.code) for fault in staging.faults()] == [
        ("a.json", "conflict"),
        ("b.json", "conflict"),
    ]
    assert staging.report().undecided == {"Patient": 2}


def test_copies_of_a_fact_are_taken_once_and_the_newest_if_they_differ(staged: Stager) -> None:
    old, new = ({"lastUpdated": f"{year}-01-01T00:00:00Z"} for year in (2024, 2025))
    staging = staged(
        a__ndjson=ndjson(patient(), observation("same"), observation("changed", valueString="old", meta=old)),
        b__ndjson=ndjson(observation("same"), observation("changed", valueString="new", meta=new)),
        c__ndjson=ndjson(observation("unclear", valueString="a"), observation("unclear", valueString="b")),
    )
    [group] = staging.groups()
    assert ids(group.resources("Observation")) == ["same", "changed"]
    assert [entry.resource.get("valueString") for entry in group.resources("Observation")] == [None, "new"]
    report = staging.report()
    assert report.repeated == report.outdated == {"Observation": 1}
    assert report.undecided == {"Observation": 2}
    assert report.faults == 2
    assert accounted(report) == report.read


def test_two_people_may_have_facts_of_the_same_name(staged: Stager) -> None:
    files = [bundle(patient(person), observation("o1", subject=f"Patient/{person}")) for person in ("p1", "p2")]
    assert by_person(staged(a__json=files[0], b__json=files[1])) == {"p1": ["o1"], "p2": ["o1"]}


def test_a_file_cut_short_is_said_of_the_people_in_it_only(staged: Stager) -> None:
    cut = bundle(patient("p1"), patient("p2"))[:-20]
    first, second = staged(a__json=cut, b__json=bundle(patient("p3"))).groups()
    assert [reason.code for reason in first.reasons] == ["incomplete"]
    assert "a.json" in first.reasons[0].text
    assert second.reasons == ()


def test_shared_things_are_resolved_from_a_persons_resource(staged: Stager) -> None:
    role = {"resourceType": "PractitionerRole", "id": "r", "organization": {"reference": "Organization/gp"}}
    surgery = {"resourceType": "Organization", "id": "gp", "name": "Riverside Surgery"}
    person = patient(generalPractitioner=[{"reference": "PractitionerRole/r"}], contained=[{**surgery, "id": "own"}])
    staging = staged(a__ndjson=ndjson(person), b__ndjson=ndjson(role), c__ndjson=ndjson(surgery))
    [group] = staging.groups()
    found = staging.resolve(person["generalPractitioner"][0], group.patient)
    assert found is not None
    assert found.id == "r"
    further = staging.resolve(found.resource["organization"], found)
    assert further is not None
    assert further.resource["name"] == "Riverside Surgery"
    inside = staging.resolve({"reference": "#own"}, group.patient)
    assert inside is not None
    assert inside.id == "own"
    nowhere = ({"reference": "#none"}, {"reference": "Organization/none"}, {"display": "x"}, None)
    assert [staging.resolve(reference, group.patient) for reference in nowhere] == [None] * 4
    assert staging.report().shared == {"Organization": 1, "PractitionerRole": 1}


def test_each_bundle_has_its_own_copy_of_a_shared_thing(staged: Stager) -> None:
    def one(name: str, person: str) -> bytes:
        surgery = {"resourceType": "Organization", "id": "gp", "name": name}
        return bundle(surgery, patient(person, managingOrganization={"reference": "Organization/gp"}))

    staging = staged(a__json=one("Old name", "p1"), b__json=one("New name", "p2"), c__ndjson=ndjson(patient("p3")))
    reference = {"reference": "Organization/gp"}

    def name_for(group: Group) -> str:
        found = staging.resolve(reference, group.patient)
        return found.resource["name"] if found else ""

    assert [name_for(group) for group in staging.groups()] == ["Old name", "New name", ""]


def test_conditional_references_are_resolved_by_identifier(staged: Stager) -> None:
    doctor = {"resourceType": "Practitioner", "id": "d", "identifier": [{"system": "urn:npi", "value": "9"}]}
    staging = staged(a__ndjson=ndjson(doctor, patient()))
    [group] = staging.groups()
    found = staging.resolve({"reference": "Practitioner?identifier=urn:npi|9"}, group.patient)
    assert found is not None
    assert found.id == "d"


def test_types_that_we_do_not_take_are_counted(staged: Stager) -> None:
    kinds = [{"resourceType": f"Kind{chr(65 + n // 26)}{chr(65 + n % 26)}"} for n in range(600)]
    report = staged(a__ndjson=ndjson(patient(), {"resourceType": "Claim"}, {"resourceType": "Claim"}, *kinds)).report()
    assert report.unsupported["Claim"] == 2
    assert report.unsupported["other"] == 101
    assert accounted(report) == report.read == 603


def test_decimals_keep_their_digits_on_disk(staged: Stager) -> None:
    content = ndjson(patient(), observation()).replace(b'"code":', b'"valueQuantity":{"value":72.50},"code":')
    [group] = staged(a__ndjson=content).groups()
    [entry] = group.resources("Observation")
    assert str(entry.resource["valueQuantity"]["value"]) == "72.50"


def test_progress_is_told(tmp_path: Path, limits: Limits) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(ndjson(*(patient(str(number)) for number in range(1_100))))
    told: list[tuple[int, str]] = []
    with stage([path], limits=limits, progress=lambda count, file: told.append((count, file))) as staging:
        assert sum(1 for _ in staging.groups()) == 1_100
    assert told == [(500, str(path)), (1_000, str(path))]
