"""Real records of other makers: every one comes in, or its reason is named. Collected where they lie beside us."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

from whatmatters.care_plans.models import Goal, Plan

from ...models import Condition, DuplicateProposal, Observation, Person, PersonIdentifier
from .conftest import AT, SHARED_DATA, BringIn

pytestmark = pytest.mark.django_db


def state_of_everything() -> dict[str, tuple[int, str]]:
    """How many rows each table of ours has, and a digest of all they say."""
    return {
        table.__name__: _digest(table) for table in apps.get_models() if table.__module__.startswith("whatmatters.")
    }


def _digest(table: type[Model]) -> tuple[int, str]:
    rows = sorted(repr(row) for row in table._default_manager.values_list())
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_every_synthea_bundle_comes_in_and_a_second_run_changes_nothing(receive: BringIn, shared_data: Path) -> None:
    said = receive(shared_data / "synthea" / "bundles")
    assert said.people == {"new": 160, "updated": 0, "same": 0, "refused": 0}
    assert said.codes("refused") == said.codes("flagged") == []
    assert (Person.objects.count(), Condition.objects.count(), Observation.objects.count()) == (160, 1_006, 18_168)
    assert (Goal.objects.count(), Plan.objects.exclude(title="Goals from another record").count()) == (233, 380)
    assert not Goal.objects.exclude(authorship="imported").exists()
    assert not Goal.objects.exclude(importance=None).exists()
    assert Person.objects.filter(state="died", died_on__isnull=False).exists()
    before = state_of_everything()
    again = receive(shared_data / "synthea" / "bundles", at=AT + timedelta(days=1))
    assert again.people == {"new": 0, "updated": 0, "same": 160, "refused": 0}
    assert state_of_everything() == before


def test_every_uk_core_patient_comes_in_or_has_no_name(receive: BringIn, shared_data: Path) -> None:
    folder = shared_data / "fhir-uk-core" / "examples"
    said = receive(folder)
    assert said.people == {"new": 4, "updated": 0, "same": 0, "refused": 16}
    nameless = {one["place"] for one in said.notices if one["code"] == "name.missing"}
    wanted = {str(file) for file in folder.glob("*.json") if (record := _record(file)) and not _has_name(record)}
    assert nameless == wanted
    richard = Person.objects.get(family_name="SMITH", given_names="Richard")
    assert (richard.nhs_number, richard.nhs_number_status, richard.ethnicity_code) == ("9912003888", "01", "G")
    assert (richard.birth_date.isoformat(), richard.language, richard.gender) == ("1970-09-11", "bfi", "male")  # type: ignore[union-attr]
    needs = richard.communication.get()
    assert (needs.preferred_way, needs.formats, needs.support) == ("phone", ["large-print"], ["makaton"])
    assert needs.safe_times == "Monday, Wednesday, Friday, in the morning"
    assert {member.name for member in richard.circle.all()} == {"JACKSON Jane (Miss)", "Joy SMITH"}
    assert richard.observations.count() == 29
    assert receive(folder).people == {"new": 0, "updated": 0, "same": 4, "refused": 16}


def _record(file: Path) -> dict[str, Any] | None:
    record = json.loads(file.read_text())
    return record if record.get("resourceType") == "Patient" else None


def _has_name(record: dict[str, Any]) -> bool:
    return any(name.get("family") or name.get("given") or name.get("text") for name in record.get("name", []))


FILES = [
    file.relative_to(SHARED_DATA)
    for folder in ("fhir-nhs-england", "fhir-r4-core/examples", "fhir-care-plan-mcc", "fhir-uk-core/examples")
    for file in sorted((SHARED_DATA / folder).rglob("*.json"))
]


def _patients(record: Any) -> int:
    """How many Patients a file gives as entries of their own."""
    if not isinstance(record, dict):
        return 0
    if record.get("resourceType") == "Bundle":
        return sum(_patients(entry.get("resource")) for entry in record.get("entry", []))
    return record.get("resourceType") == "Patient"


def test_every_file_by_itself_is_taken_or_its_reason_is_named(receive: BringIn, shared_data: Path) -> None:
    with_patients = 0
    for file in FILES:
        count = _patients(json.loads((shared_data / file).read_text()))
        said = receive(shared_data / file, source=str(file))
        assert sum(said.people.values()) == count, file
        assert bool(said.people["refused"]) == bool(_refused_patients(said.notices)), file
        assert all(one["place"].startswith(str(shared_data / file)) and one["text"] for one in said.notices), file
        with_patients += bool(count)
    assert with_patients > 50
    numbers = PersonIdentifier.objects.filter(label="NHS number, not valid")
    assert numbers.exists()
    assert DuplicateProposal.objects.exists()


def _refused_patients(notices: list[dict[str, str]]) -> list[str]:
    return [one["place"] for one in notices if one["kind"] == "refused" and one["code"] == "name.missing"]
