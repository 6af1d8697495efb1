"""The report: bounded in memory, whole on disk, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from whatmatters.foundation.fhir.entries import Place
from whatmatters.foundation.kernel.reasons import Reason

from ...importing.running.report import Fate, Report
from ...importing.running.report_files import NotAReportFile, write_report
from ...importing.running.report_words import report_lines


def filled(report: Report) -> Report:
    report.person(Fate.NEW)
    report.person(Fate.REFUSED)
    for number in range(1, 2001):
        report.refuse(Place("=cmd.json", entries=(number,)), "Patient", Reason("name.missing", "No name."))
    report.refuse(Place("b.json"), "Goal", Reason("required", "It says nothing.", "Goal.description"))
    return report


def test_each_reason_is_said_once_with_how_often_and_where_first() -> None:
    with Report() as report:
        lines = list(report_lines(filled(report)))
    assert lines[0] == "2 people: 1 new, 0 brought up to date, 0 as they were, 1 not taken in."
    assert (
        "  2,000 × Patient: No name. (=cmd.json, entry 1; =cmd.json, entry 2; =cmd.json, entry 3; and 1,997 more)"
        in lines
    )


def test_the_summary_is_bounded_and_the_file_has_everything(tmp_path: Path) -> None:
    with Report() as report:
        for number in range(1000):
            report.refuse(Place("a.json"), "Goal", Reason("odd", f"Reason {number}."))
        assert len(report.summary()) <= 401
        write_report(report, tmp_path / "report.json")
    written = json.loads((tmp_path / "report.json").read_text())
    assert len(written["notices"]) == 1000
    assert written["people"] == {"new": 0, "updated": 0, "same": 0, "refused": 0}


def test_no_cell_of_the_report_is_a_formula(tmp_path: Path) -> None:
    with Report() as report:
        write_report(filled(report), tmp_path / "report.csv")
    with (tmp_path / "report.csv").open(newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert len(rows) == 2001
    assert rows[0]["place"] == "'=cmd.json, entry 1"
    assert rows[-1] == {
        "kind": "refused",
        "place": "b.json",
        "resource_type": "Goal",
        "code": "required",
        "text": "It says nothing.",
        "field": "Goal.description",
    }
    assert (tmp_path / "report.csv").stat().st_mode & 0o077 == 0


def test_a_report_file_says_by_its_ending_what_it_is(tmp_path: Path) -> None:
    with Report() as report, pytest.raises(NotAReportFile):
        write_report(report, tmp_path / "report.docx")


def test_only_a_run_without_refusals_is_clean() -> None:
    with Report() as report:
        report.person(Fate.NEW)
        assert report.is_clean
        report.person(Fate.REFUSED)
        assert not report.is_clean
