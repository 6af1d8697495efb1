"""Open plans from a spreadsheet on the command line, the template, and the page that documents the columns."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from tests.world import a_person, an_organisation
from whatmatters.care_plans.commands import import_sheet, template
from whatmatters.care_plans.models import Plan
from whatmatters.care_plans.services.sheets import PLAN_COLUMNS
from whatmatters.foundation.people.importing.spreadsheets.layout import as_markdown

from .test_sheets import NUMBER, WALK, a_csv


@pytest.mark.django_db
def test_the_command_says_each_row_and_ends_with_its_code(tmp_path):
    surgery = an_organisation()
    a_person(cared_for_by=surgery, nhs_number=NUMBER)
    file = a_csv(tmp_path / "plans.csv", (WALK, WALK | {"Plan reference": "P-2", "Importance": "0"}))
    arguments = [str(file), "--organisation", surgery.name, "--source", "Old system"]
    tried = CliRunner().invoke(import_sheet, [*arguments, "--dry-run"], standalone_mode=False)
    assert "Row 2, P-1: new plan, new goal, new step" in tried.output
    assert "Row 3, Importance: not taken in. Choose a number from 1 to 10" in tried.output
    assert "Dry run, nothing is kept. Would make: plans 1, goals 1, steps 1. Rows not taken in: 1." in tried.output
    assert tried.return_value == 1
    assert not Plan.objects.exists()
    done = CliRunner().invoke(import_sheet, arguments, standalone_mode=False)
    assert "Made: plans 1, goals 1, steps 1" in done.output
    again = CliRunner().invoke(import_sheet, arguments, standalone_mode=False)
    assert "Row 2, P-1: is here already" in again.output


def test_the_template_and_the_page_hold_every_column(tmp_path):
    file = tmp_path / "plans.xlsx"
    assert "Written" in CliRunner().invoke(template, [str(file)], standalone_mode=False).output
    sheet = load_workbook(file).worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.heading for column in PLAN_COLUMNS]
    assert CliRunner().invoke(template, [str(tmp_path / "plans.txt")]).exit_code == 2
    page = Path(__file__).resolve().parents[3] / "docs" / "import-plans.md"
    assert as_markdown(PLAN_COLUMNS) in page.read_text(encoding="utf-8")
