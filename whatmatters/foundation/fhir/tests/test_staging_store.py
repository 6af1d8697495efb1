"""The staging area's table: gone when it is no longer needed, plain about a full disk, indifferent to file names."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from ..entries import Entry, Place
from ..limits import Limits
from ..references import Pointer
from ..staging import NoRoom, Staging, stage
from ..staging.finding import Finder
from ..staging.store import Store
from .conftest import EXAMPLES
from .samples import ndjson, observation, patient


def test_the_records_leave_no_file_behind_even_while_in_use(tmp_path: Path, limits: Limits) -> None:
    folder = tmp_path / "staging"
    folder.mkdir()
    with stage([EXAMPLES], limits=limits, folder=folder) as staging:
        assert staging.report().people == 3
        assert list(folder.iterdir()) == []
    with pytest.raises(sqlite3.ProgrammingError):
        staging.report()


def test_a_full_disk_is_told_in_words(limits: Limits) -> None:
    store = Store(most_pages=20)
    staging = Staging(store, limits, ["Patient", "Observation"], [])
    many = (Entry(Place("a.json"), observation(str(number), note="x" * 500)) for number in range(2_000))
    with pytest.raises(NoRoom, match="make room and start again"):
        staging.fill(many)
    store.close()


POINTERS = (
    Pointer(url="urn:uuid:1"),
    Pointer(url="https://example.org/fhir/Patient/1", local="Patient/1"),
    Pointer(local="Patient/1", type="Patient", identifiers=("urn:x|1",)),
)


@pytest.mark.parametrize("pointer", POINTERS)
@pytest.mark.parametrize("base", ["", "https://example.org/fhir"])
def test_no_reference_is_looked_up_by_reading_the_whole_table(pointer: Pointer, base: str, limits: Limits) -> None:
    store = Store()
    Staging(store, limits, ["Patient", "Observation"], []).fill([])
    asked = list(Finder(store).lookups(pointer, base, 1))
    plans = [list(store.rows(f"EXPLAIN QUERY PLAN {sql}", values)) for sql, values in asked]
    store.close()
    assert plans
    assert [step for plan in plans for *_, step in plan if step.startswith("SCAN")] == []


def test_a_file_name_that_is_not_utf_8(tmp_path: Path, limits: Limits) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.ndjson"))
    path.write_bytes(ndjson(patient()))
    with stage([path], limits=limits) as staging:
        [group] = staging.groups()
        assert group.patient.place.file.endswith("\N{REPLACEMENT CHARACTER}.ndjson")
