"""An empty spreadsheet to fill in, made from the table of columns.

Serves `whatmatters people template` and the page for small files.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .layout import COLUMNS

_ROWS_TO_FORMAT = 500
_WIDTHS = {"Address line 1": 28, "Email": 28, "Health conditions": 36}


class NotATemplateFile(ValueError):
    """The name of the file does not say which kind of spreadsheet is wanted."""


def write_template(file: Path) -> None:
    """Write the template; the ending says which kind. Raises `NotATemplateFile`."""
    match file.suffix.lower():
        case ".xlsx":
            with file.open("wb") as stream:
                write_workbook(stream)
        case ".csv":
            file.write_text(template_csv(), encoding="utf-8-sig", newline="")
        case _:
            raise NotATemplateFile("The name must end in .xlsx or .csv.")


def template_csv() -> str:
    """The headings as CSV."""
    text = io.StringIO()
    csv.writer(text).writerow(column.heading for column in COLUMNS)
    return text.getvalue()


def write_workbook(stream: BinaryIO) -> None:
    """A workbook with a sheet to fill in, and one that says what each column is for.

    Cells are text, so that no number loses the zero at its beginning and no date is turned round.
    """
    book = Workbook()
    people = book.worksheets[0]
    people.title = "People"
    people.append([column.heading for column in COLUMNS])
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        people.cell(1, number).font = Font(bold=True)
        people.column_dimensions[letter].width = _WIDTHS.get(column.heading, max(14, len(column.heading) + 3))
        for row in range(2, _ROWS_TO_FORMAT + 2):
            people.cell(row, number).number_format = "@"
    people.freeze_panes = "A2"
    about = book.create_sheet("What to write")
    about.append(["Column", "What to write", "Example"])
    for column in COLUMNS:
        about.append([column.heading, column.about, column.example])
    for cell in about[1]:
        cell.font = Font(bold=True)
    for letter, width in (("A", 28), ("B", 90), ("C", 28)):
        about.column_dimensions[letter].width = width
    for row in about.iter_rows(min_row=2):
        row[1].alignment = Alignment(wrap_text=True, vertical="top")
    book.save(stream)
