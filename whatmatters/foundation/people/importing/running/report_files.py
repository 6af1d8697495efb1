"""The whole report as a file: JSON for programs, CSV for a spreadsheet.

Serves the command and the page. A cell that a spreadsheet would take for a formula is made plain text, because names
of files come from outside (OWASP: CSV injection).
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TextIO

from .report import Report

_COLUMNS = ("kind", "place", "resource_type", "code", "text", "field")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class NotAReportFile(ValueError):
    """The name of the file does not say which kind of report is wanted."""


def check_report_name(path: Path) -> None:
    """Raise `NotAReportFile` unless the name ends in .json or .csv."""
    if path.suffix.lower() not in (".json", ".csv"):
        raise NotAReportFile("The report file must end in .json or .csv.")


def write_report(report: Report, path: Path) -> None:
    """Write the report to a file that its owner alone may read; the ending says how."""
    check_report_name(path)
    path.touch(mode=0o600)
    with path.open("w", encoding="utf-8", newline="") as stream:
        if path.suffix.lower() == ".csv":
            _write_csv(report, stream)
        else:
            _write_json(report, stream)


def _write_csv(report: Report, stream: TextIO) -> None:
    writer = csv.writer(stream)
    writer.writerow(_COLUMNS)
    for notice in report.notices():
        writer.writerow([plain_cell(notice[name]) for name in _COLUMNS])


def plain_cell(text: str) -> str:
    """The text, so that no spreadsheet takes it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _write_json(report: Report, stream: TextIO) -> None:
    """The counts, then every notice, one by one so that memory stays flat."""
    head = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    stream.write(head.removesuffix("\n}") + ',\n "notices": [')
    for number, notice in enumerate(report.notices()):
        stream.write((",\n  " if number else "\n  ") + json.dumps(notice, ensure_ascii=False))
    stream.write("\n ]\n}\n")
