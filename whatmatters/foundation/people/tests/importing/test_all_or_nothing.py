"""Bad input: each person is all in or not in, and whatever is refused is named by file, entry and reason."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ...models import Condition, ImportedResource, Observation, Person
from .conftest import BringIn
from .records import ben, bundle, condition, observation, patient, write

pytestmark = pytest.mark.django_db
ZOE = {"name": [{"family": "Adams", "given": ["Zoe"]}], "identifier": None, "birthDate": "1990-01-01"}

BROKEN: list[tuple[dict[str, Any], str]] = [
    (observation(status="guessed"), "code-invalid"),
    (observation(code=None), "structure"),
    (observation(valueString="72"), "structure"),
    (observation(modifierExtension=[{"url": "urn:not", "valueBoolean": True}]), "extension"),
    (condition(implicitRules="urn:special"), "not-supported"),
    (patient(gender="girl"), "code-invalid"),
    (patient(name="Amina"), "structure"),
]


@pytest.mark.parametrize(("broken", "code"), BROKEN)
def test_one_broken_entry_keeps_its_person_out_and_nobody_else(
    receive: BringIn, tmp_path: Path, broken: dict[str, Any], code: str
) -> None:
    whole = [patient(), condition("c9"), ben(), condition("c2", "Patient/ben")]
    records = [broken if one["id"] == broken["id"] else one for one in whole]
    records += [broken] if broken["id"] not in ("amina", "c9") else []
    said = receive(write(tmp_path, *records))
    assert said.people == {"new": 1, "updated": 0, "same": 0, "refused": 1}
    assert Person.objects.get().family_name == "Ali"
    assert Condition.objects.count() == 1
    assert not Observation.objects.exists()
    (notice,) = [one for one in said.notices if one["kind"] == "refused"]
    assert notice["code"] == code
    assert notice["place"] == f"{tmp_path / 'people.json'}, entry {records.index(broken) + 1}"
    assert notice["text"].endswith("a record comes in whole or not at all.")


def test_somebody_without_a_name_is_refused_with_the_reason(receive: BringIn, tmp_path: Path) -> None:
    said = receive(write(tmp_path, patient(name=None), condition(), ben()))
    assert said.people == {"new": 1, "updated": 0, "same": 0, "refused": 1}
    assert said.codes("refused") == ["name.missing"]
    assert not Condition.objects.exists()


def test_what_is_missing_is_flagged_and_not_refused(receive: BringIn, tmp_path: Path) -> None:
    said = receive(write(tmp_path, patient(birthDate=None, identifier=None)))
    assert said.people["new"] == 1
    assert set(said.codes("flagged")) == {"birth-date.missing", "identifier.missing"}


def test_a_file_that_is_cut_short_keeps_out_whoever_may_be_incomplete(receive: BringIn, tmp_path: Path) -> None:
    whole = bundle(patient(), condition(), ben())
    (tmp_path / "cut.json").write_text(whole[: whole.index('"family": "Ali"')])
    said = receive(tmp_path / "cut.json")
    assert said.people == {"new": 0, "updated": 0, "same": 0, "refused": 1}
    assert "incomplete" in said.codes("refused")
    assert not Person.objects.exists()


def test_a_broken_line_of_ndjson_costs_that_line_only(receive: BringIn, tmp_path: Path) -> None:
    file = tmp_path / "people.ndjson"
    file.write_text("\n".join([json.dumps(patient()), '{"resourceType": "Patient", ', json.dumps(ben())]))
    said = receive(file)
    assert said.people["new"] == 2
    assert [notice["place"] for notice in said.notices if notice["kind"] == "refused"] == [f"{file}, line 2"]


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"<Bundle/>", b"\x89PNG\r\n", b"null", b'{"resourceType": 3}'])
def test_what_is_no_record_is_refused_with_a_reason(receive: BringIn, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "given.json").write_bytes(content)
    said = receive(tmp_path / "given.json")
    assert sum(said.people.values()) == 0
    assert len(said.codes("refused")) == 1


def test_what_belongs_to_nobody_here_is_named(receive: BringIn, tmp_path: Path) -> None:
    said = receive(write(tmp_path, patient(), condition(whose="Patient/nobody")))
    assert said.people["new"] == 1
    assert [(one["code"], one["resource_type"]) for one in said.notices if one["kind"] == "refused"] == [
        ("not-found", "Condition")
    ]


def test_when_the_database_refuses_one_person_the_others_of_the_batch_come_in(receive: BringIn, tmp_path: Path) -> None:
    """A resource that was another person's before: found out while writing, after others of the batch were written."""
    receive(write(tmp_path, patient(), condition("c1")))
    said = receive(write(tmp_path, ben(), condition("c1", "Patient/ben"), patient("zoe", **ZOE), name="more.json"))
    assert said.people == {"new": 1, "updated": 0, "same": 0, "refused": 1}
    assert said.codes("refused") == ["conflict.person"]
    assert set(Person.objects.values_list("family_name", flat=True)) == {"Okafor", "Adams"}
    assert Condition.objects.get().person.family_name == "Okafor"


def test_two_copies_that_differ_are_neither_chosen_nor_mixed(receive: BringIn, tmp_path: Path) -> None:
    first = write(tmp_path, patient(), condition(), name="a.json")
    second = write(tmp_path, patient(gender="other"), condition(), name="b.json")
    said = receive(first, second)
    assert said.people == {"new": 0, "updated": 0, "same": 0, "refused": 1}
    assert not ImportedResource.objects.exists()
